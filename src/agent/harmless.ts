/**
 * What is not seen and may say something to a machine: format characters (bidirectional controls, zero-width ones, tags), variation
 * selectors, fillers, and controls but for tab and line feed.
 */
const hidden =
  // oxlint-disable-next-line no-control-regex, no-misleading-character-class -- they are what is looked for
  /[\p{Cf}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u3164\ufe00-\ufe0f\uffa0\u{e0000}-\u{e0fff}\u0000-\u0008\u000b-\u001f\u007f-\u009f]/gu;

const hiddenReference = /&(?:#(\d{1,7}|x[\da-f]{1,6})|shy|zwn?j|lrm|rlm|ZeroWidthSpace|NoBreak);?/gi;

/** A tenant's text with nothing in it that is not seen. */
export const harmless = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll(hidden, '');

/** What is taken out may have stood in the middle of another one, and so on: nobody who means well goes deeper. */
const mostPasses = 8;

/** The same for Markdown or HTML, in which a hidden character may be written out as `&#8203;`. */
export const harmlessMarkup = (text: string): string => {
  let after = harmless(text);
  for (let pass = 0; pass < mostPasses; pass += 1) {
    const before = after;
    after = harmless(withReferences(before, () => ''));
    if (after === before) return after;
  }
  // As text, and in the length that it has: to take it out would bring forth the next one.
  return withReferences(after, (reference) => `&amp;${reference.slice(1)}`);
};

const withReferences = (text: string, instead: (reference: string) => string): string =>
  text.replaceAll(hiddenReference, (reference, code?: string) => (isHidden(code) ? instead(reference) : reference));

const isHidden = (code: string | undefined): boolean => {
  if (code === undefined) return true;
  const point = /^x/i.test(code) ? Number.parseInt(code.slice(1), 16) : Number(code);
  return point > 0x10ffff || harmless(String.fromCodePoint(point)) === '';
};

/** As one line of at most so many characters. */
export const oneLine = (text: string, most = 120): string => {
  const line = harmless(text).replaceAll(/\s+/g, ' ').trim();
  return line.length <= most
    ? line
    : `${line
        .slice(0, most - 1)
        .toWellFormed()
        .trimEnd()}…`;
};

/** What somebody wrote, within a sentence of ours: no link, picture or tag where the answer is read as Markdown. */
export const quoted = (text: string, most = 80): string =>
  JSON.stringify(
    oneLine(text, most)
      .replaceAll('](', '] (')
      .replaceAll(/<(?=\S)/g, '< '),
  );
