type Attributes = Readonly<Record<string, string | boolean | undefined>>;
type Child = Node | string | undefined;

/** An element with attributes and children. Text goes in as text: nothing here ever parses HTML. */
export const el = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] => {
  const element = document.createElement(tag);
  setAttributes(element, attributes);
  element.append(...children.filter((child) => child !== undefined));
  return element;
};

/** `true` sets an empty attribute; `false` and `undefined` remove it. */
export const setAttributes = (element: Element, attributes: Attributes): void => {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) element.removeAttribute(name);
    else element.setAttribute(name, value === true ? '' : value);
  }
};

export const setText = (element: Element, text: string): void => {
  // A live region speaks what is set, even if it is the same again.
  if (element.textContent !== text) element.textContent = text;
};

export const button = (label: string, attributes: Attributes, act: () => void): HTMLButtonElement => {
  const element = el('button', { type: 'button', ...attributes }, label);
  element.addEventListener('click', act);
  return element;
};

const icons = {
  cloud: 'M4.5 12.5a3 3 0 0 1-.3-6 4 4 0 0 1 7.7.6 2.7 2.7 0 0 1-.2 5.4zM6 9.3l1.4 1.4L10.2 8',
  draft: 'M3 13l.7-3L10.5 3.2l2.3 2.3L6 12.3zM9.3 4.4l2.3 2.3',
  sending: 'M8 13V4M4.5 7.2L8 3.7l3.5 3.5',
  warning: 'M8 2.5l6 11H2zM8 6.5v3.4M8 11.4v.6',
  waiting: 'M8 2.5a5.5 5.5 0 1 0 5.5 5.5A5.5 5.5 0 0 0 8 2.5zM8 5v3.2l2 1.3',
  chevron: 'M4 6l4 4 4-4',
  info: 'M8 2.5a5.5 5.5 0 1 0 5.5 5.5A5.5 5.5 0 0 0 8 2.5zM8 5v.6M8 7.4v3.6',
  error: 'M8 2.5a5.5 5.5 0 1 0 5.5 5.5A5.5 5.5 0 0 0 8 2.5zM8 5v3.6M8 10.4v.6',
} as const;

export type IconName = keyof typeof icons;

export const icon = (name: IconName): SVGSVGElement => {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  setAttributes(svg, { viewBox: '0 0 16 16', width: '16', height: '16', 'aria-hidden': 'true', class: 'icon' });
  const path = document.createElementNS(space, 'path');
  setAttributes(path, { d: icons[name], fill: 'none', stroke: 'currentColor', 'stroke-linejoin': 'round' });
  svg.append(path);
  return svg;
};

/** A bar from 0 to 100; empty where nothing is known. */
export const bar = (label: string, percent: number): HTMLProgressElement =>
  el('progress', { class: 'bar', max: '100', value: String(Math.min(100, Math.max(0, percent))), 'aria-label': label });
