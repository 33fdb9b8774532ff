/** The display language in which every text is written without a letter of ours: what can still be read there went past the translations. */
export const pseudoTag = 'qps-ploc';

// Letters of other scripts that look like ours, so that a picture can still be read.
const latin = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const foreign = 'αвсԁеƒɡһιјκӏмոορԛгѕтυνωхуᴢАВСᎠЕҒԌНІЈКԼМΝОРԚЯЅТՍѴԜХҮΖ';

const letters = new Map(Array.from(latin).map((letter, index) => [letter, Array.from(foreign)[index] ?? letter]));
const back = new Map([...letters].map(([ours, theirs]) => [theirs, ours]));

/** Without one of our letters. */
export const withoutLatin = (text: string): string =>
  text.replaceAll(/[a-zA-Z]/g, (letter) => letters.get(letter) ?? letter);

/** What {@link withoutLatin} was given. */
export const withLatin = (text: string): string => Array.from(text, (letter) => back.get(letter) ?? letter).join('');

/** What a text is made of beside its words: choices by a number, places, icons, links, HTML, entities and code. */
const kept =
  /\{(?<index>\d+), plural,(?<forms>(?:\s*=?\w+ \{(?:[^{}]|\{\d+\})*\})+)\s*\}|\{\d+\}|\$\([\w~-]+\)|\]\([^)]*\)|<[^>]*>|&\w+;|`[^`]*`|https?:[^\s)]+/g;

/** A text of the bundle in the pseudo language, with all that is no word as it was. */
export function pseudo(text: string): string {
  let made = '';
  let end = 0;
  for (const match of text.matchAll(kept)) {
    const { index, forms } = match.groups ?? {};
    made += withoutLatin(text.slice(end, match.index));
    made += forms === undefined ? match[0] : `{${index}, plural,${pseudoForms(forms)}}`;
    end = match.index + match[0].length;
  }
  return made + withoutLatin(text.slice(end));
}

const pseudoForms = (forms: string): string =>
  forms.replaceAll(
    /(=?\w+) \{((?:[^{}]|\{\d+\})*)\}/g,
    (_, category: string, form: string) => `${category} {${pseudo(form)}}`,
  );
