/** Letters and digits alone, whatever case, width and form they are written in, and without what stands for a sign in HTML. */
const lettersOf = (name: string): string =>
  name
    .replaceAll(/&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,5});/gi, '')
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Of fewer letters, one name is often the beginning of another. */
const fewestLeft = 8;

/** Whether a tenant may have made this name of the one that was sent: cut, tidied, or written in another way. `Step 1` is none of `Step 12`. */
export const mayBeMadeOf = (sent: string, held: string): boolean => {
  const [meant, left] = [lettersOf(sent), lettersOf(held)];
  if (meant === left) return left !== '';
  return left.length >= fewestLeft && meant.startsWith(left) && !/^\p{N}/u.test(meant.slice(left.length));
};
