import type { Drawing } from './drawing.ts';

/** A drawing as the text of an SVG element, to stand in a file. */
export const svgText = ({ tag, attributes, children }: Drawing): string => {
  const named = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(value)}"`);
  const inside = children.map((child) => (typeof child === 'string' ? escaped(child) : svgText(child)));
  return inside.length === 0 ? `<${tag}${named.join('')}/>` : `<${tag}${named.join('')}>${inside.join('')}</${tag}>`;
};

const escaped = (text: string): string =>
  text
    .toWellFormed()
    // XML has no way to write these.
    .replaceAll(/[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
