import { sparkline } from '../../pictures/sparkline.ts';
import type { Spark } from '../../words/spark.ts';
import { sparkHeight } from '../../words/sparkText.ts';
import { el } from './dom.ts';
import { drawingElement } from './drawingElement.ts';

/** How a value went, in a line of text: drawn, and in words for a screen reader and under the mouse. */
export const sparkElement = ({ levels, words }: Spark): HTMLElement =>
  el(
    'span',
    { class: 'sparkline' },
    drawingElement(sparkline({ width: 48, height: 14, title: words, levels, levelsHigh: sparkHeight })),
  );
