import type { Completion } from './complete.ts';

/** A text with a completion in it, and where the caret goes: behind the colon of a field, or where the next term begins. */
export const completed = (
  text: string,
  { kind, edit }: Completion,
): { readonly text: string; readonly caret: number } => {
  const begin = `${text.slice(0, edit.offset)}${edit.text}${kind === 'field' ? '' : ' '}`;
  return { text: `${begin}${text.slice(edit.offset + edit.length).trimStart()}`, caret: begin.length };
};
