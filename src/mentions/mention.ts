/** A goal that is named in a text by its id. */
export type Mention = { readonly goalId: string; readonly start: number; readonly end: number };

/** In a commit message there are trailers, too: `Goal: ID` at the beginning of a line. */
export type TextKind = 'text' | 'message';

const anywhere = 'goal:';
const trailer = 'Goal:';

/** So ids of goals look. */
const id = /([A-Z0-9]{36})(?![A-Za-z0-9])/y;

/** Nobody looks at more of them. */
const most = 1000;

/** In a text without any this is one look for a word, however long the text is. */
export const mentionsIn = (text: string, kind: TextKind): readonly Mention[] => {
  const found = mentionsAfter(text, anywhere, (at) => (isWithinWord(text, at) ? undefined : at + anywhere.length));
  if (kind === 'text') return found;
  const trailers = mentionsAfter(text, trailer, (at) =>
    at === 0 || text[at - 1] === '\n' ? afterSpaces(text, at + trailer.length) : undefined,
  );
  return [...found, ...trailers].toSorted((a, b) => a.start - b.start);
};

/** @param idPlace where the id begins, of a word at a place; undefined where it is no mention */
const mentionsAfter = (text: string, word: string, idPlace: (at: number) => number | undefined): readonly Mention[] => {
  const found: Mention[] = [];
  for (let at = text.indexOf(word); at >= 0 && found.length < most; at = text.indexOf(word, at + word.length)) {
    const place = idPlace(at);
    if (place === undefined) continue;
    id.lastIndex = place;
    const [, goalId] = id.exec(text) ?? [];
    if (goalId !== undefined) found.push({ goalId, start: at, end: place + goalId.length });
  }
  return found;
};

const isWithinWord = (text: string, at: number): boolean => /\w/.test(text[at - 1] ?? '');

const afterSpaces = (text: string, at: number): number => {
  let place = at;
  while (text[place] === ' ' && place < at + 10) place += 1;
  return place;
};

/** What is being typed in the place of an id, which is to be the name of a goal; undefined where nothing of the kind is. */
export const nameBeingTyped = (before: string, kind: TextKind): string | undefined => {
  const near = before.slice(-100);
  const [, name] = /(?:^|\W)goal:((?! )[^:\n]{0,60})$/.exec(near) ?? [];
  if (name !== undefined || kind === 'text') return name;
  return /^Goal: {0,3}([^:\n]{0,60})$/.exec(before.slice(0, 80))?.[1];
};
