import type { Comment, Element } from 'hast';
import { hasImage, textOf } from './elements.ts';
import { encodedAddress } from './encodedAddress.ts';
import type { Loss } from './loss.ts';
import { declarationsOf, isPointless, type Declaration } from './styles.ts';

/** Something that a reader of HTML sees or finds, and what tells one of it from another. */
export type Feature = { readonly name: Loss; readonly detail: string };

const feature = (name: Loss | undefined, detail: unknown = ''): readonly Feature[] =>
  name === undefined ? [] : [{ name, detail: String(detail) }];

export const featureOfComment = ({ value }: Comment): readonly Feature[] => feature('hidden comments', value.trim());

/** What the element has, but for what stands in it. What is not known here counts under a name of its own. */
export const featuresOf = (element: Element): readonly Feature[] => {
  const kind = wholeKind(element);
  if (kind !== undefined) return feature(kind, JSON.stringify(element.properties));
  const styles = declarationsOf(element.properties['style']).flatMap((style) => styleFeature(style, element));
  const attributes = Object.entries(element.properties).flatMap(([name, value]) =>
    attributeFeature(name, value, element),
  );
  return [...tagFeature(element), ...styles, ...attributes];
};

/** Elements that an editor takes as one thing, whatever they are made of. */
const wholeKind = ({ tagName, properties }: Element): Loss | undefined => {
  const classes = namesOf(properties['className']);
  if (classes.some((name) => /emoticon|emoji/i.test(name))) return 'emoticons';
  if (wordOf(properties['contentEditable']) === 'false' || /^(?:gs|token|merge)-/.test(tagName)) return 'placeholders';
  return asOne.find(([pattern]) => pattern.test(tagName))?.[1];
};

const asOne: readonly (readonly [RegExp, Loss])[] = [
  [/^(?:iframe|embed|object|video|audio|svg|math)$/, 'embedded pages or media'],
  [/^(?:form|input|button|select|textarea)$/, 'form fields'],
  [/^script$/, 'scripts'],
  [/^style$/, 'other styles'],
];

const namesOf = (value: unknown): readonly string[] => {
  const words: readonly unknown[] = Array.isArray(value) ? value : [value];
  return words.flatMap((word) => wordOf(word).split(' ')).filter((word) => word !== '');
};

const wordOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';

const isCell = ({ tagName }: Element): boolean =>
  /^(?:t[dhr]|table|tbody|thead|tfoot|col|colgroup|caption)$/.test(tagName);

/** What Markdown has signs for, one for one, or what looks like nothing. Marks of letters are compared by their letters. */
const plain =
  /^(?:b|br|dd|dt|del|div|em|font|i|ins|main|article|section|p|s|span|strike|strong|sub|sup|tbody|thead|tfoot|tr|td|th|u|wbr|col|colgroup)$/;

const byTag: readonly (readonly [RegExp, Loss])[] = [
  [/^h[1-6]$/, 'headings'],
  [/^(?:ul|ol|li)$/, 'lists'],
  [/^table$/, 'tables'],
  [/^caption$/, 'a table’s caption'],
  [/^mark$/, 'highlights'],
  [/^(?:small|big)$/, 'fonts and sizes'],
  [/^blockquote$/, 'quotations'],
  [/^q$/, 'quotation marks'],
  [/^(?:pre|code|kbd|samp|tt|var)$/, 'code'],
  [/^(?:dl|dt|dd)$/, 'definition lists'],
  [/^hr$/, 'lines across'],
  [/^center$/, 'alignment'],
  [/^(?:details|summary)$/, 'folded parts'],
  [/^(?:o|w|v|st\d|m):/, 'Word’s marks'],
];

const tagFeature = (element: Element): readonly Feature[] => {
  const { tagName, properties } = element;
  if (tagName === 'a') return properties['href'] === undefined ? [] : feature('links', addressOf(properties['href']));
  if (tagName === 'img') return feature('images', addressOf(properties['src']));
  if (tagName === 'p' && textOf(element).trim() === '' && !hasImage(element)) return feature('empty lines');
  if (plain.test(tagName) && !/^d[dt]$/.test(tagName)) return [];
  const name = byTag.find(([pattern]) => pattern.test(tagName))?.[1];
  return feature(name ?? 'elements of other kinds', name === undefined || name === 'headings' ? tagName : '');
};

const addressOf = (address: unknown): string => encodedAddress(wordOf(address));

const byProperty: readonly (readonly [RegExp, Loss])[] = [
  [/^color$/, 'colours'],
  [/^background(?:-color)?$/, 'highlights'],
  [/^font(?:-size|-family)?$/, 'fonts and sizes'],
  [/^text-align$/, 'alignment'],
  [/^(?:margin-left|padding-left|text-indent|margin-inline-start|padding-inline-start)$/, 'indents'],
  [/^(?:line-height|letter-spacing|word-spacing|white-space|margin|padding|margin-.*|padding-.*)$/, 'spacing'],
  [/^list-style/, 'kinds of list marks'],
  [/^border/, 'borders'],
  [/^(?:mso-.*|tab-stops)$/, 'Word’s marks'],
];

/** Bold, italic and the like: compared letter by letter. */
const marksLetters = /^(?:font-weight|font-style|text-decoration(?:-line)?|vertical-align)$/;

const styleFeature = (style: Declaration, element: Element): readonly Feature[] => {
  const { property, value } = style;
  if (isPointless(style, element.tagName)) return [];
  if (marksLetters.test(property) && !isCell(element)) return [];
  if (/url\(/.test(value)) return feature('background images', value);
  if (isCell(element)) {
    if (property.startsWith('background')) return feature('a table’s cell colours');
    if (property.startsWith('border')) return feature('a table’s borders');
    if (/width|height/.test(property)) return feature('a table’s sizes');
  }
  if (element.tagName === 'img' && /width|height|float|margin/.test(property))
    return feature('image sizes and places', `${property}:${value}`);
  const name = byProperty.find(([pattern]) => pattern.test(property))?.[1];
  return feature(name ?? 'other styles', property === 'text-align' ? value : `${property}:${value}`);
};

const attributeFeature = (name: string, value: unknown, element: Element): readonly Feature[] => {
  const { tagName } = element;
  const text = namesOf(value).join(' ');
  if (/^on[A-Z]/.test(name) || /^\s*(?:javascript|vbscript)\s*:/i.test(text)) return feature('scripts', text);
  if (/^(?:style|href|src)$/.test(name) || (name === 'start' && tagName === 'ol')) return [];
  if (name === 'className') return namesOf(value).flatMap((each) => classFeature(each, tagName));
  if (name === 'align') return /^(?:left|justify)$/i.test(text) ? [] : feature('alignment', text.toLowerCase());
  if (isCell(element)) return cellFeature(name, value, tagName);
  if (tagName === 'img') return imageFeature(name, text);
  if (tagName === 'a' && /^(?:target|rel)$/.test(name)) return feature('how links open', text);
  if (tagName === 'font' && /^(?:color|face|size)$/.test(name))
    return feature(name === 'color' ? 'colours' : 'fonts and sizes');
  if (/^(?:[ou]l|li)$/.test(tagName) && /^(?:type|reversed|value|compact)$/.test(name))
    return feature('kinds of list marks');
  return otherFeature(name, text);
};

const classFeature = (name: string, tagName: string): readonly Feature[] => {
  if (/^mso/i.test(name)) return feature('Word’s marks', name);
  if (tagName === 'code' && name.startsWith('language-')) return [];
  return feature(tagName === 'img' ? 'image sizes and places' : 'class names', name);
};

const cellFeature = (name: string, value: unknown, tagName: string): readonly Feature[] => {
  if (name === 'colSpan' || name === 'rowSpan') return Number(value) > 1 ? feature('merged cells') : [];
  if (name === 'bgColor' || name === 'background') return feature('a table’s cell colours');
  if (name === 'width' || name === 'height' || (name === 'span' && Number(value) > 1))
    return feature('a table’s sizes');
  if (name === 'vAlign')
    return /^(?:middle|baseline)?$/i.test(String(value)) ? [] : feature('alignment', String(value));
  if (tagName === 'table' && /^(?:border|frame|rules|cellSpacing|cellPadding)$/.test(name))
    return Number(value) === 0 ? [] : feature('a table’s borders');
  return otherFeature(name, String(value));
};

const imageFeature = (name: string, text: string): readonly Feature[] => {
  if (name === 'alt') return text === '' ? [] : feature('images’ descriptions', text);
  if (/^(?:width|height|align|hSpace|vSpace|border|sizes|srcSet)$/.test(name))
    return feature('image sizes and places', `${name}:${text}`);
  return otherFeature(name, text);
};

const otherAttributes: readonly (readonly [RegExp, Loss])[] = [
  [/^(?:id|name)$/, 'anchors'],
  [/^lang$|^xmlLang$|^xml:lang$/, 'marks of languages'],
  [/^dir$/, 'directions of text'],
  [/^title$/, 'texts under the mouse'],
  [/^bgColor$/, 'highlights'],
  [/^(?:role|aria.+)$/, 'words for screen readers'],
  [/^data.+$/, 'hidden data'],
];

const otherFeature = (name: string, text: string): readonly Feature[] => {
  if (name === 'dir' && text.toLowerCase() !== 'rtl') return [];
  if (name === 'id' && /^(?:isPasted|docs-internal-guid.*)$/.test(text)) return [];
  if (/^(?:spellCheck|contentEditable|draggable|tabIndex)$/.test(name)) return [];
  const word = otherAttributes.find(([pattern]) => pattern.test(name))?.[1];
  return feature(word ?? 'other attributes', `${name}=${text}`);
};
