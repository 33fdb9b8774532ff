import type { Element } from 'hast';

/** One `property: value` of a style attribute, both in lower case. */
export type Declaration = { readonly property: string; readonly value: string };

const declarationOf = (text: string): Declaration => {
  const colon = text.indexOf(':');
  return {
    property: text.slice(0, colon).trim().toLowerCase(),
    value: text
      .slice(colon + 1)
      .trim()
      .toLowerCase(),
  };
};

/** Between semicolons, but for those within quotes or brackets. */
const partsOf = (style: string): readonly string[] =>
  (style.match(/(?:[^;"'()]|"[^"]*"|'[^']*'|\([^()]*\)|["'()])+/g) ?? []).filter((part) => part.trim() !== '');

export const declarationsOf = (style: unknown): readonly Declaration[] =>
  typeof style === 'string' ? partsOf(style).map((part) => declarationOf(part)) : [];

/** Says nothing: what every editor and every paste leaves behind. */
const meansNothing =
  /^(?:inherit|initial|unset|revert|normal|none|auto|baseline|0(?:\.0+)?(?:px|pt|em|rem|cm|in|%)?|currentcolor|windowtext|transparent|rgba\(0, 0, 0, 0\))?$/;

/** What a property has by itself. */
const usual: ReadonlyMap<string, RegExp> = new Map(
  Object.entries({
    'text-align': /^(?:left|start|justify)$/,
    'background-position': /^(?:0% 0%|0px 0px|0 0)$/,
    'background-repeat': /^repeat$/,
    'background-attachment': /^scroll$/,
    'background-size': /^auto/,
    'background-clip': /^border-box$/,
    'background-origin': /^padding-box$/,
    'box-sizing': /./,
    'font-variant': /^normal/,
    'font-weight': /^400$/,
    orphans: /./,
    widows: /./,
    'text-decoration-color': /./,
    'text-decoration-style': /^solid$/,
    'text-decoration-thickness': /./,
    'mso-style-textfill-type': /./,
    position: /^(?:static|relative)$/,
    opacity: /^1$/,
    visibility: /^visible$/,
  }),
);

/** By property, what hides something that would be seen without it. */
const hiding: ReadonlyMap<string, RegExp> = new Map([
  ['display', /^none$/],
  ['list-style', /^none/],
  ['list-style-type', /^none$/],
  ['opacity', /^0(?:\.0+)?%?$/],
  ['font-size', /^0(?:\.0+)?(?:px|pt|em|rem|%)?$/],
  ['max-height', /^0(?:px|pt|em)?$/],
  ['color', /^(?:transparent|rgba\(0, 0, 0, 0\))$/],
]);

const box = /^(?:p|div|h[1-6]|ul|ol|blockquote|pre|section|article)$/;

/** Whether the text looks the same without the declaration. */
export const isPointless = ({ property, value }: Declaration, tagName: string): boolean => {
  const bare = value.endsWith('!important') ? value.slice(0, -'!important'.length).trimEnd() : value;
  if (hiding.get(property)?.test(bare) === true) return false;
  if (meansNothing.test(bare) || property.startsWith('--')) return true;
  if (property === 'display') return bare === (box.test(tagName) ? 'block' : 'inline');
  return usual.get(property)?.test(bare) === true || /^(?:0(?:px|pt|em|in|cm)? ?){2,4}$/.test(bare);
};

/** Such as move text about, but not over what is not theirs, and load nothing. */
const harmless =
  /^(?:-webkit-text-.*|background|background-color|border(?:-.*)?|box-sizing|caption-side|clear|color|display|empty-cells|float|font(?:-.*)?|height|letter-spacing|line-height|list-style(?:-type|-position)?|margin(?:-.*)?|max-height|max-width|min-height|min-width|mso-.*|orphans|padding(?:-.*)?|page-break-.*|tab-stops|table-layout|text-(?:align|decoration|indent|transform|underline|wrap).*|vertical-align|white-space|widows|width|word-(?:break|spacing|wrap)|overflow-wrap)$/;

const isHarmless = (part: string): boolean => {
  const { property, value } = declarationOf(part);
  return harmless.test(property) && !/[\\@<>{}:]|\/\*|url|expression|image|attr\(|var\(/.test(value);
};

/** The style without what could load, hide or cover something; the very same text where there is nothing of that kind. */
export const harmlessStyle = (style: string): string => {
  const parts = partsOf(style);
  return parts.every(isHarmless) ? style : parts.filter(isHarmless).join(';').trim();
};

const marks = [
  ['strong', /^font-weight:(?:bold|bolder|[6-9]00)$/],
  ['em', /^font-style:(?:italic|oblique)$/],
  ['u', /^text-decoration(?:-line)?:.*\bunderline\b/],
  ['del', /^text-decoration(?:-line)?:.*\bline-through\b/],
] as const;

type StyleMark = (typeof marks)[number][0] | 'none';

const noMarks: readonly StyleMark[] = [];

const noMark: readonly StyleMark[] = ['none'];

/** The marks that an element without any is by its style, innermost first; 'none' where bold text is not bold by its style. */
export const marksByStyle = ({ tagName, properties: { style } }: Element): readonly StyleMark[] => {
  if (typeof style !== 'string' || !/font-weight|font-style|text-decoration/i.test(style)) return noMarks;
  const styles = declarationsOf(style).map(({ property, value }) => `${property}:${value}`);
  const has = (pattern: RegExp): boolean => styles.some((each) => pattern.test(each));
  if (/^(?:b|strong)$/.test(tagName)) return has(/^font-weight:(?:normal|[1-5]00)$/) ? noMark : noMarks;
  return /^(?:span|font)$/.test(tagName) ? marks.filter(([, pattern]) => has(pattern)).map(([mark]) => mark) : noMarks;
};
