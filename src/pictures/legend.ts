import { draw, textAt, type Drawing } from './drawing.ts';
import { fitText, textWidth } from './fitText.ts';
import { toned, type Tone } from './tones.ts';

export type Kind = { readonly tone: Tone; readonly name: string };

const lineHeight = 18;
const swatch = 12;

/** What colours and patterns stand for, in as many lines as it takes. */
export const legend = (
  id: string,
  kinds: readonly Kind[],
  width: number,
  sign: (kind: Kind, x: number, y: number) => readonly Drawing[] = (kind, x, y) =>
    toned(id, kind.tone, { x, y, width: swatch, height: swatch }),
): { readonly drawing: Drawing; readonly height: number } => {
  let [x, line] = [0, 0];
  const parts = kinds.flatMap((kind) => {
    const name = fitText(kind.name, width - swatch - 6);
    const needed = swatch + 6 + textWidth(name) + 14;
    if (x > 0 && x + needed > width) [x, line] = [0, line + 1];
    const at = x;
    x += needed;
    return [...sign(kind, at, line * lineHeight + 1), textAt(at + swatch + 6, line * lineHeight + 11, name)];
  });
  return { drawing: draw('g', {}, ...parts), height: kinds.length === 0 ? 0 : (line + 1) * lineHeight + 6 };
};
