/** What pictures are made of. */
export type Tag = 'svg' | 'g' | 'path' | 'rect' | 'line' | 'text' | 'title' | 'defs' | 'pattern';

/** A piece of SVG as plain data: a page makes elements of it, a report makes text of it with `svgText`. */
export type Drawing = {
  readonly tag: Tag;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Drawing | string)[];
};

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Leaves out attributes that are undefined, and numbers that are none. */
export const draw = (tag: Tag, attributes: Attributes, ...children: readonly (Drawing | string)[]): Drawing => ({
  tag,
  attributes: Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]) => {
      const text = typeof value === 'number' ? numberText(value) : value;
      return text === undefined ? [] : [[name, text]];
    }),
  ),
  children,
});

const numberText = (value: number): string | undefined =>
  Number.isFinite(value) ? String(Math.round(value * 100) / 100) : undefined;

export type Frame = {
  /** In CSS pixels: a picture is drawn for it, so that its texts have the size of other text. */
  readonly width: number;
  /** What the picture is, for those who do not see it. */
  readonly title: string;
  /** Of this picture alone in its document. */
  readonly id: string;
};

/** @param isLive whether marks lead somewhere: an image's parts cannot be reached, a group's can */
export const picture = (
  { width, title }: Pick<Frame, 'width' | 'title'>,
  height: number,
  isLive: boolean,
  ...children: readonly Drawing[]
): Drawing =>
  draw(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${Math.round(width)} ${Math.ceil(height)}`,
      width: Math.round(width),
      height: Math.ceil(height),
      class: 'picture',
      role: isLive ? 'group' : 'img',
      'aria-label': title,
    },
    ...children,
  );

export type Mark = {
  /** What it stands for, in words. */
  readonly label: string;
  /** What it leads to, for the page to know; without one it leads nowhere. */
  readonly target?: string | undefined;
};

/** What stands for something: says so to a pointer, and where it leads somewhere, to keys and screen readers. */
export const mark = ({ label, target }: Mark, ...shapes: readonly Drawing[]): Drawing => {
  const led = target === undefined ? {} : { role: 'link', tabindex: -1, 'data-target': target, 'aria-label': label };
  return draw('g', { class: 'mark', ...led }, draw('title', {}, label), ...shapes);
};

export const textAt = (x: number, y: number, text: string, attributes: Attributes = {}): Drawing =>
  draw('text', { x, y, ...attributes }, text);
