import type { Drawing } from '../../pictures/drawing.ts';
import { drawingElement } from '../../webview/page/drawingElement.ts';

const marksIn = (picture: Element): readonly SVGElement[] => [...picture.querySelectorAll<SVGElement>('[data-target]')];

/** Steps from one mark to another, by key. */
const steps: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowRight: (at, last) => Math.min(last, at + 1),
  ArrowDown: (at, last) => Math.min(last, at + 1),
  ArrowLeft: (at) => Math.max(0, at - 1),
  ArrowUp: (at) => Math.max(0, at - 1),
  Home: () => 0,
  End: (_, last) => last,
};

/** A drawing as an element. It is one stop of the Tab key, and arrows go from mark to mark. */
export const pictureElement = (drawing: Drawing, act: (target: string) => void): SVGElement => {
  const element = drawingElement(drawing);
  marksIn(element)[0]?.setAttribute('tabindex', '0');
  element.addEventListener('click', ({ target }) => {
    const mark = target instanceof Element ? target.closest<SVGElement>('[data-target]') : null;
    if (mark !== null) act(mark.dataset['target'] ?? '');
  });
  element.addEventListener('keydown', (event) => press(element, event, act));
  return element;
};

const press = (element: SVGElement, event: KeyboardEvent, act: (target: string) => void): void => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const marks = marksIn(element);
  const at = marks.findIndex((mark) => mark === document.activeElement);
  const step = steps[event.key];
  if (at < 0) return;
  if (step !== undefined) focusMark(marks[step(at, marks.length - 1)]);
  else if (event.key === 'Enter' || event.key === ' ') act(marks[at]?.dataset['target'] ?? '');
  else return;
  event.preventDefault();
};

/** Gives a mark the focus, and the picture's stop of the Tab key. */
export const focusMark = (mark: SVGElement | undefined): void => {
  if (mark === undefined) return;
  const picture = mark.ownerSVGElement;
  if (picture !== null) for (const each of marksIn(picture)) each.setAttribute('tabindex', '-1');
  mark.setAttribute('tabindex', '0');
  mark.focus();
};

/** The mark that leads there. */
export const markOf = (picture: Element, target: string): SVGElement | undefined =>
  marksIn(picture).find((mark) => mark.dataset['target'] === target);
