import { fold } from '../../model/names/fold.ts';
import type { Choice } from '../choice.ts';

export type Searchable = { readonly choice: Choice; readonly folded: string };

/** Some letters and signs are drawn as nothing: the fillers of Korean and the empty sign of Braille. */
const blanks = /[\s\p{Cc}\u115f\u1160\u2800\u3164\uffa0]+/gu;

/** A text as it is read: spaces of any kind and number are one, and characters without width are left out. */
const plain = (text: string): string =>
  fold(text)
    .replace(/\p{Cf}/gu, '')
    .replace(blanks, ' ')
    .trim();

export const searchable = (choices: readonly Choice[]): readonly Searchable[] =>
  choices.map((choice) => ({ choice, folded: plain(choice.name) }));

/** Those whose name begins with the words, then those in which a word does, then those that hold them anywhere. */
export const matching = (all: readonly Searchable[], typed: string): readonly Choice[] => {
  const words = plain(typed);
  if (words === '') return all.map(({ choice }) => choice);
  const ranks: readonly [Choice[], Choice[], Choice[]] = [[], [], []];
  for (const { choice, folded } of all) {
    const at = folded.indexOf(words);
    if (at === 0) ranks[0].push(choice);
    else if (folded.includes(` ${words}`)) ranks[1].push(choice);
    else if (at > 0 || choice.id === typed.trim()) ranks[2].push(choice);
  }
  return ranks.flat();
};

/** The one choice that has exactly this name, or this id; undefined where none or several have. */
export const exactly = (all: readonly Searchable[], typed: string): Choice | undefined => {
  const words = plain(typed);
  const named = all.filter(({ folded, choice }) => folded === words || choice.id === typed.trim());
  return named.length === 1 ? named[0]?.choice : undefined;
};

/** Whether the text may be an id rather than a name that is still being typed. */
export const mayBeId = (typed: string): boolean => /^[\w-]{8,}$/.test(typed.trim()) && /\d/.test(typed);
