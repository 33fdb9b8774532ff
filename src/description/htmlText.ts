const tags =
  'a|abbr|address|article|aside|audio|b|big|blockquote|body|br|button|caption|center|cite|code|col|colgroup|dd|del|details|dfn|div|dl|dt|em|embed|fieldset|figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|label|legend|li|link|main|map|mark|math|meta|nav|noscript|object|o:p|ol|option|p|picture|pre|q|s|samp|script|section|select|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|time|title|tr|tt|u|ul|var|video|wbr';

const markup = new RegExp(
  String.raw`<(?:/?(?:${tags})(?=[\s/>])|!--)|&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});`,
  'i',
);

/** Whether a text that the tenant holds is HTML: it has a tag that HTML knows, or a character reference such as `&nbsp;`. */
export const isHtml = (text: string): boolean => markup.test(text);

/** What the tenant holds of a description: nothing, text as it was typed, or HTML. */
export type Format = 'none' | 'plain' | 'html';

export const formatOf = (text: string): Format => {
  if (text === '') return 'none';
  return isHtml(text) ? 'html' : 'plain';
};

/** Whether a reader of HTML sees the text as it was typed: nothing in it opens a tag or is a character reference. */
const readsAsTyped = (text: string): boolean => !/<[a-z!/?]/i.test(text) && !isHtml(text);

/** What is sent for plain text: the text itself, or, where a reader of HTML would take a part of it for a tag, its HTML. */
export const valueOfPlain = (text: string): string => (readsAsTyped(text) ? text : htmlOfPlain(text));

/** The same text as HTML: a paragraph for each block of lines, a line break for each line. */
export const htmlOfPlain = (text: string): string =>
  text
    .split(/\r?\n(?:[ \t]*\r?\n)+/)
    .filter((block) => block.trim() !== '')
    .map((block) => `<p>${escaped(block.trimEnd().replace(/^(?:[ \t]*\r?\n)+/, '')).replaceAll(/\r?\n/g, '<br>')}</p>`)
    .join('');

const references: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\u{a0}': '&nbsp;' };

const escaped = (text: string): string => text.replaceAll(/[&<>\u{a0}]/gu, (character) => references[character] ?? '');
