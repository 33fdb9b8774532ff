import type { Drawing } from '../../pictures/drawing.ts';
import { pictureStyle } from '../../pictures/pictureStyle.ts';
import { setAttributes } from './dom.ts';

const space = 'http://www.w3.org/2000/svg';

/** A drawing as an element of the page. */
export const drawingElement = ({ tag, attributes, children }: Drawing): SVGElement => {
  const element = document.createElementNS(space, tag);
  setAttributes(element, attributes);
  element.append(...children.map((child) => (typeof child === 'string' ? child : drawingElement(child))));
  return element;
};

/** For a page in which there are drawings. */
export const useDrawingStyle = (): void => {
  const style = new CSSStyleSheet();
  style.replaceSync(pictureStyle);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, style];
};
