import type { Element, Nodes, Root } from 'hast';
import { elementsOf, textOf } from './elements.ts';
import { declarationsOf, type Declaration } from './styles.ts';

/** What `before` has and `after` has not, or has less of, in words a person knows: 'colours', 'merged cells'. */
export const lossesOf = (before: Root, after: Root): readonly string[] => {
  const left = countsOf(after);
  const lost = [...countsOf(before)].filter(([name, count]) => count > (left.get(name) ?? 0)).map(([name]) => name);
  return lettersOf(before) === lettersOf(after) ? lost : ['some of its text', ...lost];
};

const countsOf = (tree: Root): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const element of elementsOf(tree))
    for (const name of featuresOf(element)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
};

const featuresOf = (element: Element): readonly string[] => {
  const styles = declarationsOf(element.properties['style']).map((style) => styleName(style, element));
  const attributes = Object.entries(element.properties).map(([name, value]) => attributeName(name, value, element));
  return [tagFeature(element), ...new Set([...styles, ...attributes])].filter((name) => name !== undefined);
};

const isCell = ({ tagName }: Element): boolean =>
  /^(?:t[dhr]|table|tbody|thead|tfoot|col|colgroup|caption)$/.test(tagName);

const byTag: readonly (readonly [RegExp, string])[] = [
  [/^h[1-6]$/, 'headings'],
  [/^(?:ul|ol|li)$/, 'lists'],
  [/^table$/, 'tables'],
  [/^(?:caption)$/, 'a table’s caption'],
  [/^(?:u|ins)$/, 'underlines'],
  [/^(?:s|strike|del)$/, 'strikethroughs'],
  [/^(?:sub|sup)$/, 'raised or lowered text'],
  [/^mark$/, 'highlights'],
  [/^(?:small|big)$/, 'fonts and sizes'],
  [/^blockquote$/, 'quotations'],
  [/^(?:pre|code|kbd|samp|tt|var)$/, 'code'],
  [/^(?:dl|dt|dd)$/, 'definition lists'],
  [/^hr$/, 'lines across'],
  [/^center$/, 'alignment'],
  [/^(?:iframe|embed|object|video|audio|svg|math)$/, 'embedded pages or media'],
  [/^(?:form|input|button|select|textarea)$/, 'form fields'],
  [/^(?:details|summary)$/, 'folded parts'],
  [/^script$/, 'scripts'],
  [/^style$/, 'other styles'],
];

const tagFeature = (element: Element): string | undefined => {
  const { tagName, properties } = element;
  if (tagName === 'a') return properties['href'] === undefined ? undefined : 'links';
  if (tagName === 'img') return 'images';
  if (tagName === 'p') return textOf(element).trim() === '' && !hasContent(element) ? 'empty lines' : undefined;
  return byTag.find(([pattern]) => pattern.test(tagName))?.[1];
};

const hasContent = (element: Element): boolean => elementsOf(element).some(({ tagName }) => tagName === 'img');

/** Says nothing: what every editor and every paste leaves behind. */
const meansNothing =
  /^(?:inherit|initial|unset|normal|none|auto|0(?:\.0+)?(?:px|pt|em|cm|in)?|currentcolor|windowtext|transparent)?$/;

const byProperty: readonly (readonly [RegExp, string])[] = [
  [/^color$/, 'colours'],
  [/^background(?:-color)?$/, 'highlights'],
  [/^font(?:-size|-family)?$/, 'fonts and sizes'],
  [/^text-align$/, 'alignment'],
  [/^(?:margin-left|padding-left|text-indent)$/, 'indents'],
  [/^list-style/, 'kinds of list marks'],
];

const styleName = ({ property, value }: Declaration, element: Element): string | undefined => {
  if (meansNothing.test(value)) return undefined;
  if (property === 'text-align' && /^(?:left|start|justify)$/.test(value)) return undefined;
  if (isCell(element)) {
    if (property.startsWith('background')) return 'a table’s cell colours';
    if (property.startsWith('border')) return 'a table’s borders';
    if (/width|height/.test(property)) return 'a table’s sizes';
  }
  if (element.tagName === 'img' && /width|height|float|margin/.test(property)) return 'image sizes and places';
  return byProperty.find(([pattern]) => pattern.test(property))?.[1];
};

const attributeName = (name: string, value: unknown, element: Element): string | undefined => {
  const { tagName } = element;
  if (/^on[A-Z]/.test(name) || /^\s*(?:javascript|vbscript)\s*:/i.test(String(value))) return 'scripts';
  if (name === 'colSpan' || name === 'rowSpan') return Number(value) > 1 ? 'merged cells' : undefined;
  if (name === 'bgColor') return isCell(element) ? 'a table’s cell colours' : 'highlights';
  if (name === 'align') return value === 'left' || value === 'justify' ? undefined : 'alignment';
  if (name === 'width' || name === 'height') {
    if (tagName === 'img') return 'image sizes and places';
    return isCell(element) ? 'a table’s sizes' : undefined;
  }
  if (tagName === 'table' && name === 'border' && Number(value) > 0) return 'a table’s borders';
  if (tagName === 'font')
    return name === 'color' ? 'colours' : /^(?:face|size)$/.test(name) ? 'fonts and sizes' : undefined;
  if (/^[ou]l|li$/.test(tagName) && (name === 'type' || name === 'reversed')) return 'kinds of list marks';
  return undefined;
};

/** The text without white space and without the bullets that stand for lists in cells. */
const lettersOf = (node: Nodes): string => shownText(node).replaceAll(/[\s•]+/gu, '');

const shownText = (node: Nodes): string => {
  if (node.type === 'text') return node.value;
  if (node.type === 'element' && /^(?:script|style|title|template|noscript)$/.test(node.tagName)) return '';
  return 'children' in node ? node.children.map((child) => shownText(child)).join('') : '';
};
