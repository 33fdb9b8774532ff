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

const partsOf = (style: string): readonly string[] => style.split(';').filter((part) => part.trim() !== '');

export const declarationsOf = (style: unknown): readonly Declaration[] =>
  typeof style === 'string' ? partsOf(style).map((part) => declarationOf(part)) : [];

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
