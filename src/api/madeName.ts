/** Letters and digits alone, whatever case, width and form they are written in, and without what stands for a sign in HTML. */
const lettersOf = (name: string): string =>
  name
    .replaceAll(/&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,5});/gi, '')
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Of fewer letters, one name is often the beginning of another. */
const fewestLeft = 8;

/** Whether a name may have been cut to what is left. `Step 1` is no beginning of `Step 12`. */
const isCutOf = (meant: string, left: string): boolean =>
  meant.startsWith(left) && !/^\p{N}/u.test(meant.slice(left.length));

/** Whether a tenant may have made this name of the one that was sent: cut, tidied, or written in another way. */
export const mayBeMadeOf = (sent: string, held: string): boolean => {
  const [meant, left] = [lettersOf(sent), lettersOf(held)];
  if (meant === left) return left !== '';
  return left.length >= fewestLeft && isCutOf(meant, left);
};

/**
 * As {@link mayBeMadeOf}, for a record that was made at the same time and is the same in all else: cut to any length, written without
 * the letters that a tenant does not know, or not there at all.
 */
export const mayBeAllThatIsLeftOf = (sent: string, held: string): boolean =>
  isCutOf(lettersOf(sent), lettersOf(held)) ||
  plainOf(sent) === plainOf(held) ||
  (/[?\uFFFD]/.test(held) && asciiOf(sent) === asciiOf(held));

const plainOf = (name: string): string => lettersOf(name.normalize('NFKD').replaceAll(/\p{M}/gu, ''));

const asciiOf = (name: string): string => lettersOf(name).replaceAll(/[^a-z\d]/g, '');
