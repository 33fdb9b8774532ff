import { htmlOfPlain, isHtml } from './htmlText.ts';

/** A line of the status updates that stand in a goal's description. */
export type StatusNote = {
  /** `yyyy-mm-dd` */
  readonly date: string;
  /** Of who wrote it; '' where it is not said. */
  readonly name: string;
  /** One line of plain text. */
  readonly text: string;
};

/** An item of the section's list as it stands there, with the white space before it. Others than notes are a person's own, and stay. */
type Item = { readonly html: string; readonly note: StatusNote | undefined };

/** A description around its section: `opening` and `closing` are the section's own, '' where there is none. */
type Parts = {
  readonly before: string;
  readonly opening: string;
  readonly items: readonly Item[];
  readonly closing: string;
  readonly after: string;
};

/** It stands in the tenant, for everybody and every tool: so it is in no person's own language. */
const heading = '<p><strong>Status updates</strong></p>';

/** What editors make of the heading, and the beginning of the list behind it. */
const opening =
  /<(p|div|h[1-6])(?:\s[^<>]*)?>\s*(?:<(?:strong|b|span|u)(?:\s[^<>]*)?>\s*)*Status updates:?\s*(?:<\/(?:strong|b|span|u)>\s*)*(?:<br\s*\/?>\s*)?<\/\1>\s*<ul(?:\s[^<>]*)?>/gi;

/** The notes in the order in which they stand; those of the last section where there are several. */
export const readNotes = (description: string): readonly StatusNote[] =>
  partsOf(description).items.flatMap(({ note }) => note ?? []);

/** The description with one more note at the end of its section; what else is in it stays as it is. */
export const addNote = (description: string, note: StatusNote): string =>
  joined(withItem(partsOf(description), { html: htmlOf(note), note: tidied(note) }));

/**
 * What both sides made of a description whose sections they changed: each line that one of them added is there, once. All else may have
 * been changed by one of them alone.
 * @returns undefined where they changed something else, each in another way
 */
export const mergeNotes = (base: string, mine: string, theirs: string): string | undefined => {
  if (mine === theirs || mine === base) return theirs;
  if (theirs === base) return mine;
  const [was, own, other] = [partsOf(base), partsOf(mine), partsOf(theirs)];
  if (own.opening === '' && other.opening === '') return undefined;
  const around =
    isSameAround(own, other) || isSameAround(was, own) ? other : isSameAround(was, other) ? own : undefined;
  if (around === undefined) return undefined;
  const [framed = around] = [around, own, other].filter((each) => each.opening !== '');
  const { kept, added } = mergedItems(was.items, own.items, other.items);
  const parts: Parts = { ...framed, before: around.before, after: around.after, items: kept };
  return joined(added.reduce<Parts>((all, item) => withItem(all, item), parts));
};

const isSameAround = (a: Parts, b: Parts): boolean => a.before === b.before && a.after === b.after;

/** Those of theirs that nobody took out, and those of mine that they do not have. */
const mergedItems = (was: readonly Item[], own: readonly Item[], other: readonly Item[]) => {
  const [before, mine, theirs] = [countsOf(was), countsOf(own), countsOf(other)];
  const wanted = (key: string): number => {
    const [b = 0, m = 0, t = 0] = [before.get(key), mine.get(key), theirs.get(key)];
    if (m < b && t < b) return Math.min(m, t);
    // The same line from both is one that was sent, and of which the answer was lost.
    return m >= b && t >= b ? Math.max(m, t) : Math.max(0, m + t - b);
  };
  const taken = new Map<string, number>();
  const take = (item: Item): boolean => {
    const key = keyOf(item);
    const count = taken.get(key) ?? 0;
    if (count >= wanted(key)) return false;
    taken.set(key, count + 1);
    return true;
  };
  const kept = other.filter(take);
  // What of mine they have was counted with theirs.
  const met = new Map<string, number>();
  const added = own.filter((item) => {
    const key = keyOf(item);
    met.set(key, (met.get(key) ?? 0) + 1);
    return (met.get(key) ?? 0) > (theirs.get(key) ?? 0) && take(item);
  });
  return { kept, added };
};

const keyOf = ({ html, note }: Item): string =>
  note === undefined ? html : JSON.stringify([note.date, note.name, note.text]);

const countsOf = (items: readonly Item[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
};

/** Behind what is not of a later day; in a new section where there is none. */
const withItem = (parts: Parts, item: Item): Parts => {
  const date = item.note?.date ?? '';
  const at = parts.items.findLastIndex(({ note }) => note === undefined || note.date <= date) + 1;
  const place = date === '' ? parts.items.length : at;
  const items = parts.items.toSpliced(place, 0, item);
  return parts.opening === '' ? { ...parts, opening: `${heading}<ul>`, items, closing: '</ul>' } : { ...parts, items };
};

const joined = ({ before, opening: open, items, closing, after }: Parts): string =>
  `${before}${open}${items.map(({ html }) => html).join('')}${closing}${after}`;

/** So many that look like sections are looked at: to look for the end of each of many takes long. */
const mostSections = 3;

const partsOf = (description: string): Parts => {
  const found = [...description.matchAll(opening)].slice(-mostSections).toReversed();
  for (const match of found) {
    const start = match.index + match[0].length;
    const list = listFrom(description, start);
    if (list === undefined) continue;
    return {
      before: description.slice(0, match.index),
      opening: match[0],
      ...list,
    };
  }
  return { before: asHtml(description), opening: '', items: [], closing: '', after: '' };
};

/** Plain text as it is, unless it would look otherwise beside HTML. */
const asHtml = (text: string): string => (!isHtml(text) && /[<>&\n\r]/.test(text) ? htmlOfPlain(text) : text);

/**
 * The items of a list, its end, and what stands behind it. A list in an item is that item's.
 * @returns undefined where the list does not end, or something stands in it that is in no item
 */
const listFrom = (html: string, start: number): Pick<Parts, 'items' | 'closing' | 'after'> | undefined => {
  const items: Item[] = [];
  const tag = /<(\/?)(li|ul|ol)(?:\s[^<>]*)?>/gi;
  tag.lastIndex = start;
  let depth = 1;
  let isOpen = false;
  /** Where the item begins, or where the last one ended. */
  let from = start;
  const close = (at: number): void => {
    if (isOpen) items.push(itemOf(html.slice(from, at)));
    if (isOpen) from = at;
    isOpen = false;
  };
  for (let match = tag.exec(html); match !== null; match = tag.exec(html)) {
    const end = match.index + match[0].length;
    const [, slash, name = ''] = match;
    if (!isOpen && html.slice(from, match.index).trim() !== '') return undefined;
    if (name.toLowerCase() !== 'li') depth += slash === '' ? 1 : -1;
    else if (depth === 1) {
      close(slash === '' ? match.index : end);
      isOpen = slash === '';
    }
    if (depth > 0) {
      if (depth > 1 && !isOpen) return undefined;
      continue;
    }
    close(match.index);
    return { items, closing: html.slice(from, end), after: html.slice(end) };
  }
  return undefined;
};

const itemOf = (html: string): Item => ({ html, note: noteIn(html) });

const noteIn = (html: string): StatusNote | undefined => {
  const content = html.replace(/^\s*<li(?:\s[^<>]*)?>/i, '').replace(/<\/li(?:\s[^<>]*)?>$/i, '');
  const [, , bold, rest = ''] =
    /^\s*(?:<(?:p|span)(?:\s[^<>]*)?>\s*)*<(strong|b)(?:\s[^<>]*)?>([^]*?)<\/\1>([^]*)$/i.exec(content) ?? [];
  const [, date = '', name = '', text] =
    (bold === undefined ? undefined : /^(\d{4}-\d\d-\d\d)(?:, (.*?))?:?()$/.exec(textOf(bold))) ??
    /^(\d{4}-\d\d-\d\d)(?:, (.*?))?: (.*)$/.exec(textOf(content)) ??
    [];
  if (date === '') return undefined;
  return { date, name, text: text === undefined || text === '' ? textOf(rest) : text };
};

/** One line of what a reader sees. */
const textOf = (html: string): string =>
  oneLine(
    html
      .replaceAll(/<\/?[a-z][^<>]*>/gi, (tag) =>
        /^<\/?(?:strong|b|em|i|u|span|a|s|code|font)\b/i.test(tag) ? '' : ' ',
      )
      .replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi, (whole, decimal, hex, name) =>
        reference(whole, decimal, hex, name),
      ),
  );

const references: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

const reference = (whole: string, decimal?: string, hex?: string, name?: string): string => {
  if (name !== undefined) return references[name] ?? whole;
  const code = Number.parseInt(decimal ?? hex ?? '', decimal === undefined ? 16 : 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
};

const oneLine = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();

/** As it can be kept: each text one line. */
export const tidied = ({ date, name, text }: StatusNote): StatusNote => ({
  date,
  name: oneLine(name),
  text: oneLine(text),
});

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const htmlOf = (note: StatusNote): string => {
  const { date, name, text } = tidied(note);
  const who = name === '' ? date : `${date}, ${name}`;
  return `<li><strong>${escaped(who)}:</strong> ${escaped(text)}</li>`;
};
