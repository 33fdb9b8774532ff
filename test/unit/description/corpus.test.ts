import { describe, expect, it } from 'vitest';
import { RichText } from '../../../src/description/richText.ts';
import { corpus } from './corpus.ts';
import { lettersOf } from './letters.ts';
import { rewritten } from './rewritten.ts';

/** What becomes of each text when all of it is written anew from its Markdown. `same` is byte for byte. */
const survival = `
a paragraph                           same
text without a tag                    alike
text between line breaks              alike
bold, italic and underlined           alike
older tags                            alike
bold that ends with a space           alike
bold beside and in bold               alike
bold within a word                    same
raised and lowered                    same
a line break                          alike
an empty line                         alike
spaces that do not break              same
a list                                same
a numbered list                       same
a list in a list                      same
a list beside its item                alike
list items of several lines           alike
two lists in a row                    same
lettered list                         without kinds of list marks
headings                              same
a link                                same
a link that is its own text           same
a link to a mailbox                   same
an address without a link             alike
a table without a header              without a table’s sizes
a table with a header                 same
a table with coloured cells           without a table’s cell colours
a table with merged cells             without merged cells
a table without a body tag            without a table’s borders, a table’s cell colours, merged cells
lines and lists in cells              without lists
a coloured span                       without colours
a highlight                           without highlights
a font and its size                   without fonts and sizes
a font tag                            without colours, fonts and sizes
bold as a style                       alike
centred text                          without alignment
an indented paragraph                 without indents
an image                              same
a pasted image                        alike
a quotation                           same
code                                  alike
a line across                         same
text in boxes                         alike
signs that Markdown takes for its own same
a film                                without embedded pages or media
pasted from Word                      without fonts and sizes, Word’s marks, colours, indents
pasted from Google Docs               alike
pasted, with marks of editors         without colours, hidden data, words for screen readers
pasted from Outlook                   without fonts and sizes, colours
a details box                         without folded parts
a definition list                     without definition lists
`;

const fateOf = (html: string): string => {
  if (rewritten(html) === html) return 'same';
  const { atStake } = new RichText(html, html);
  return atStake.length === 0 ? 'alike' : `without ${atStake.join(', ')}`;
};

const entries = Object.entries(corpus);

/** Texts with something in them that is never sent on. */
const notSentOn = ['a film', 'a details box'];

describe('a description as editors write it', () => {
  it('survives as far as Markdown goes', () => {
    const width = Math.max(...entries.map(([name]) => name.length)) + 1;
    const table = entries.map(([name, html]) => `${name.padEnd(width)}${fateOf(html)}`).join('\n');
    expect(table).toBe(survival.trim());
  });

  it.each(entries)('%s: the same Markdown is the same HTML, byte for byte', (_, html) => {
    const text = new RichText(html, html);
    text.write(`${text.markdown} and more`);
    expect(text.write(text.markdown)).toEqual({ value: html, drops: [] });
  });

  it.each(entries.filter(([name]) => !notSentOn.includes(name)))('%s: is kept beside what is added', (_, html) => {
    const text = new RichText(html, html);
    expect(text.write(`${text.markdown}\n\nAdded`)).toEqual({ value: `${html}<p>Added</p>`, drops: [] });
    expect(text.write(`Added\n\n${text.markdown}`)).toEqual({ value: `<p>Added</p>${html}`, drops: [] });
  });

  it.each(entries)('%s: all its letters are in the Markdown, and come back', (_, html) => {
    expect(lettersOf(rewritten(html))).toBe(lettersOf(html));
  });

  it.each(entries)('%s: once written anew it is steady', (_, html) => {
    const once = rewritten(html);
    expect(rewritten(once)).toBe(once);
  });
});
