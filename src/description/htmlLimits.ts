/** Elements in one another: what reads and writes trees needs a stack, and nobody reads deeper. */
const deepest = 200;

/** Their ends go without saying: an open one says nothing of depth. */
const closesItself =
  /^(?:area|base|body|br|col|colgroup|dd|dt|embed|head|hr|html|img|input|li|link|meta|option|p|param|source|tbody|td|tfoot|th|thead|tr|track|wbr)$/;

/** So many elements are read, however little text is in them. */
const mostElements = 8_000;

/** Beyond that, so many characters for each: what editors write has more, what is there to take time has less. */
const leastLength = 14;

/** Whether HTML cannot be read, or not while a person waits. Estimated from the tags, in time in proportion to the length. */
export const isBeyondReading = (html: string): boolean =>
  isMuch(html, html.matchAll(startOfTag)) || isMuch(html, tagsOutsideValues(html)) || hasUnreadableName(html);

type Tags = Iterable<RegExpMatchArray>;

const startOfTag = /<(\/?)([a-z][a-z\d:-]*)/gi;

/** An end tag in the value of an attribute ends nothing. */
function* tagsOutsideValues(html: string): Tags {
  const start = new RegExp(startOfTag);
  for (let tag = start.exec(html); tag !== null; tag = start.exec(html)) {
    yield tag;
    start.lastIndex = endOfTag(html, start.lastIndex);
  }
}

const endOfTag = (html: string, from: number): number => {
  const next = /=\s*(["'])|>/g;
  next.lastIndex = from;
  for (let found = next.exec(html); found !== null; found = next.exec(html)) {
    const [, quote] = found;
    if (quote === undefined) return next.lastIndex;
    const end = html.indexOf(quote, next.lastIndex);
    if (end < 0) break;
    next.lastIndex = end + 1;
  }
  return html.length;
};

/** Attributes whose names every object has: what reads HTML takes them for known ones, and fails. */
const unreadableName = /[\s"'/](?:constructor|__proto__)(?![^\s=>/])/i;

const hasUnreadableName = (html: string): boolean =>
  unreadableName.test(html) &&
  [...tagsOutsideValues(html)].some(({ 0: tag, index = 0 }) => {
    const from = index + tag.length;
    return unreadableName.test(html.slice(from, endOfTag(html, from)));
  });

const isMuch = (html: string, tags: Tags): boolean => {
  const most = Math.max(mostElements, html.length / leastLength);
  const open = new Map<string, number>();
  let depth = 0;
  let elements = 0;
  for (const [, slash, tag = ''] of tags) {
    if (slash === '') elements += 1;
    if (elements > most) return true;
    const name = tag.toLowerCase();
    if (closesItself.test(name)) continue;
    const count = open.get(name) ?? 0;
    if (slash === '/' && count === 0) continue;
    const step = slash === '/' ? -1 : 1;
    open.set(name, count + step);
    depth += step;
    if (depth > deepest) return true;
  }
  return false;
};

/** What a description beyond reading says: its letters, a line for each block. */
export const textOfTags = (html: string): string =>
  html
    .split('<')
    .map((piece, index) => (index === 0 ? piece : textBehindTag(piece)))
    .join('')
    .replaceAll(/&(nbsp|lt|gt|quot|amp|#39);/g, (_, name: string) => references[name] ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n\n');

const textBehindTag = (piece: string): string => {
  if (!/^[a-z/!?]/i.test(piece)) return `<${piece}`;
  const end = piece.indexOf('>');
  const isBlock =
    /^\/?(?:address|article|blockquote|br|center|div|d[dlt]|h[1-6r]|li|ol|p|pre|section|table|t[dhr]|ul)\b/i.test(
      piece,
    );
  return (isBlock ? '\n' : '') + (end < 0 ? '' : piece.slice(end + 1));
};

const references: Readonly<Record<string, string>> = {
  nbsp: '\u{a0}',
  lt: '<',
  gt: '>',
  quot: '"',
  amp: '&',
  '#39': "'",
};
