import { operators, type Operator } from './query.ts';

/** Where something stands in the text. */
export type Span = { readonly offset: number; readonly length: number };

/** One value as it is written. The place is that of all of it, its operator and its quotes included. */
export type Atom = Span & {
  readonly operator: Operator | undefined;
  readonly text: string;
  readonly isQuoted: boolean;
  /** What is wrong with its quotes. */
  readonly fault?: 'unclosedQuote' | 'textAfterQuote';
};

/** What stands between two spaces: `-field:a,b`, or a word, which has no field. */
export type Part = Span & {
  readonly isNot: boolean;
  readonly field: string | undefined;
  readonly atoms: readonly Atom[];
};

const isSpace = (letter: string): boolean => /^\s$/.test(letter);

const isEnd = (letter: string): boolean => letter === '' || isSpace(letter);

/** Cuts a text into parts, in one pass: the time it takes grows with the length and with nothing else. */
export const lex = (text: string): readonly Part[] => {
  const parts: Part[] = [];
  let at = 0;
  while (at < text.length) {
    if (isSpace(text.charAt(at))) at += 1;
    else {
      const part = partAt(text, at);
      parts.push(part);
      at += part.length;
    }
  }
  return parts;
};

const partAt = (text: string, offset: number): Part => {
  const isNot = text.charAt(offset) === '-' && !isEnd(text.charAt(offset + 1));
  const start = isNot ? offset + 1 : offset;
  const colon = text.charAt(start) === '"' ? -1 : colonFrom(text, start);
  if (colon < 0) {
    const atom = atomAt(text, start, false);
    return { offset, length: endOf(atom) - offset, isNot, field: undefined, atoms: [atom] };
  }
  const atoms = [atomAt(text, colon + 1, true)];
  for (let end = endOf(atoms[0]); text.charAt(end) === ','; end = endOf(atoms.at(-1)))
    atoms.push(atomAt(text, end + 1, true));
  return { offset, length: endOf(atoms.at(-1)) - offset, isNot, field: text.slice(start, colon), atoms };
};

const endOf = (span: Span | undefined): number => (span === undefined ? 0 : span.offset + span.length);

/** The colon of the word that begins here, -1 where it has none. */
const colonFrom = (text: string, start: number): number => {
  for (let at = start; !isEnd(text.charAt(at)); at += 1) if (text.charAt(at) === ':') return at;
  return -1;
};

/** @param isInList whether it is one of the values of a field: then it ends at a comma and may have an operator */
const atomAt = (text: string, offset: number, isInList: boolean): Atom => {
  const operator = isInList ? operators.find((each) => text.startsWith(each, offset)) : undefined;
  const start = offset + (operator?.length ?? 0);
  const isOver = (at: number): boolean => isEnd(text.charAt(at)) || (isInList && text.charAt(at) === ',');
  const endFrom = (from: number): number => {
    let end = from;
    while (!isOver(end)) end += 1;
    return end;
  };
  if (text.charAt(start) !== '"') {
    const end = endFrom(start);
    return { offset, length: end - offset, operator, text: text.slice(start, end), isQuoted: false };
  }
  const quote = quoteAt(text, start);
  const end = endFrom(quote.end);
  const fault = quote.isClosed ? (end > quote.end ? 'textAfterQuote' : undefined) : 'unclosedQuote';
  const atom = { offset, length: end - offset, operator, text: quote.text, isQuoted: true };
  return fault === undefined ? atom : { ...atom, fault };
};

/** A backslash takes the letter after it as it is. */
const quoteAt = (
  text: string,
  start: number,
): { readonly text: string; readonly end: number; readonly isClosed: boolean } => {
  const letters: string[] = [];
  let at = start + 1;
  while (at < text.length && text.charAt(at) !== '"') {
    if (text.charAt(at) === '\\') at += 1;
    letters.push(text.charAt(at));
    at += 1;
  }
  const isClosed = at < text.length;
  return { text: letters.join(''), end: Math.min(text.length, at + 1), isClosed };
};
