import { symbol, symbolCircle, symbolDiamond, symbolSquare, symbolTriangle } from 'd3-shape';
import { draw, type Drawing } from './drawing.ts';
import type { Tone } from './tones.ts';

const shapes: Readonly<Partial<Record<Tone, typeof symbolCircle>>> = {
  overdue: symbolTriangle,
  behind: symbolDiamond,
  closed: symbolSquare,
};

/** A mark's shape says as much as its colour. @param size in pixels across */
export const symbolAt = (tone: Tone, x: number, y: number, size: number): Drawing =>
  draw('path', {
    class: `tone ${tone}`,
    transform: `translate(${Math.round(x * 100) / 100} ${Math.round(y * 100) / 100})`,
    d: symbol(shapes[tone] ?? symbolCircle, size * size * 0.62)() ?? undefined,
  });
