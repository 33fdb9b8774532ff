import { draw, type Drawing } from './drawing.ts';

/** What a mark says by its colour, and by its pattern or shape as well. */
export type Tone =
  | 'achieved'
  | 'inProgress'
  | 'notStarted'
  | 'missed'
  | 'other'
  | 'overdue'
  | 'behind'
  | 'open'
  | 'closed';

/** Lines over the colour; a tone without any is plain. */
const lines: Readonly<Partial<Record<Tone, string>>> = {
  inProgress: 'M-1 7L7 -1M-1 1L1 -1M5 7L7 5',
  missed: 'M0 0L6 6M0 6L6 0',
  other: 'M3 1V5',
  overdue: 'M0 3H6',
};

const patternId = (id: string, tone: Tone): string => `${id}-${tone}`;

/** The patterns of these tones, which {@link toned} refers to. @param id of the picture */
export const patterns = (id: string, tones: readonly Tone[]): Drawing =>
  draw(
    'defs',
    {},
    ...tones.flatMap((tone) => {
      const d = lines[tone];
      const size = { width: 6, height: 6, patternUnits: 'userSpaceOnUse' };
      return d === undefined
        ? []
        : [draw('pattern', { id: patternId(id, tone), ...size }, draw('path', { d, class: 'pattern' }))];
    }),
  );

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** A box in a tone's colour and pattern. */
export const toned = (id: string, tone: Tone, box: Box): readonly Drawing[] => {
  // Its outline is drawn half a pixel inside, or it would run into the box beside it.
  const inner = {
    x: box.x + 0.5,
    y: box.y + 0.5,
    width: Math.max(0.5, box.width - 1),
    height: Math.max(0.5, box.height - 1),
  };
  const plain = draw('rect', { ...inner, class: `tone ${tone}` });
  return lines[tone] === undefined
    ? [plain]
    : [plain, draw('rect', { ...inner, fill: `url(#${patternId(id, tone)})` })];
};
