import type { Element, ElementContent, Nodes, Root } from 'hast';
import { sanitize, type Schema } from 'hast-util-sanitize';
import { breaksOut } from './danger.ts';
import { elementsOf, isContent } from './elements.ts';
import { harmlessStyle } from './styles.ts';

const cell = ['abbr', 'axis', 'colSpan', 'headers', 'noWrap', 'rowSpan', 'scope'];

const linked = ['http', 'https', 'mailto', 'tel'];

const shown = ['http', 'https', 'data'];

/** What a description may be made of: what a rich text editor writes, and nothing that runs, loads or asks for input. */
const schema: Schema = {
  tagNames:
    'a abbr address article aside b big blockquote br caption center cite code col colgroup dd del dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav o:p ol p pre q s samp section small span strike strong sub sup table tbody td tfoot th thead time tr tt u ul var wbr'.split(
      ' ',
    ),
  attributes: {
    '*': ['align', 'bgColor', 'className', 'dir', 'height', 'lang', 'style', 'title', 'vAlign', 'width'],
    a: ['href', 'rel', 'target'],
    blockquote: ['cite'],
    col: ['span'],
    colgroup: ['span'],
    font: ['color', 'face', 'size'],
    hr: ['color', 'noShade', 'size'],
    img: ['alt', 'src'],
    li: ['type', 'value'],
    ol: ['reversed', 'start', 'type'],
    table: ['border', 'cellPadding', 'cellSpacing', 'frame', 'rules', 'summary'],
    td: cell,
    th: cell,
    ul: ['type'],
  },
  ancestors: Object.fromEntries(
    ['caption', 'col', 'colgroup', 'tbody', 'td', 'tfoot', 'th', 'thead', 'tr'].map((tag) => [tag, ['table']]),
  ),
  protocols: { cite: ['http', 'https'], href: linked, src: shown },
  required: {},
  clobber: [],
  strip: 'embed iframe math noembed noframes noscript object script select style svg template textarea title xmp'.split(
    ' ',
  ),
};

const picture = /^data:image\/(?:png|jpe?g|gif|webp);base64,[a-z\d+/=\s]*$/i;

const mend = ({ properties }: Element): void => {
  for (const [name, value] of Object.entries(properties)) if (breaksOut.test(String(value))) delete properties[name];
  const { src, style } = properties;
  if (typeof src === 'string' && /^\s*data:/i.test(src) && !picture.test(src)) delete properties['src'];
  if (typeof style !== 'string') return;
  const rest = harmlessStyle(style);
  if (rest === '') delete properties['style'];
  else properties['style'] = rest;
};

/** The same tree without what could do harm. */
export const sanitise = (tree: Root): Root => {
  const clean = sanitize(bare(tree), schema);
  const root: Root = clean.type === 'root' ? clean : { type: 'root', children: [] };
  elementsOf(root).forEach(mend);
  return root;
};

/** Without places, whose copies would take most of the time. */
const bare = (node: Nodes): Nodes => {
  if (node.type === 'text' || node.type === 'comment') return { type: node.type, value: node.value };
  if (node.type === 'element') {
    const { type, tagName, properties, children } = node;
    return { type, tagName, properties, children: bareContent(children) };
  }
  return node.type === 'root' ? { type: 'root', children: bareContent(node.children) } : node;
};

const bareContent = (children: readonly Nodes[]): ElementContent[] =>
  children.map((child) => bare(child)).filter(isContent);

const isOf = (schemes: readonly string[], address: string): boolean => {
  const [, scheme] = /^([^/?#:]*):/.exec(address) ?? [];
  return scheme === undefined || schemes.includes(scheme);
};

/** Whether a link keeps this address. */
export const mayLinkTo = (address: string): boolean => isOf(linked, address);

/** Whether an image keeps this address. */
export const mayShow = (address: string): boolean =>
  isOf(shown, address) && (!address.startsWith('data:') || picture.test(address));
