const blocks = '▁▂▃▄▅▆▇█';

/** So many signs at most: a line of a tooltip has room for them. */
const mostSigns = 16;

/**
 * How a value went, drawn in signs of text, from its first point to its last one in even steps of time; '' where there are fewer than
 * two points. A value stays until the next point.
 */
export const sparkText = (points: readonly { readonly at: number; readonly value: number }[]): string => {
  const [first] = points;
  const last = points.at(-1);
  if (points.length < 2 || first === undefined || last === undefined) return '';
  const values = points.map(({ value }) => value);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const signs = last.at > first.at ? mostSigns : points.length;
  return Array.from({ length: signs }, (_, step) => {
    const at = first.at + ((last.at - first.at) * step) / (signs - 1);
    const { value } = points.findLast((point) => point.at <= at) ?? first;
    const level = most === least ? 3 : Math.round(((value - least) / (most - least)) * (blocks.length - 1));
    return blocks[level] ?? '';
  }).join('');
};
