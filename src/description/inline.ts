import type { PhrasingContent } from 'mdast';

const isMark = (node: PhrasingContent | undefined): node is Mark =>
  node?.type === 'strong' || node?.type === 'emphasis' || node?.type === 'delete';

type Mark = Extract<PhrasingContent, { type: 'strong' | 'emphasis' | 'delete' }>;

/**
 * Editors write bold spaces, bold in bold and bold beside bold, for which Markdown has no words. The same text, the same look,
 * and marks that begin and end at a word.
 */
export const tidyInline = (nodes: readonly PhrasingContent[], within: readonly string[] = []): PhrasingContent[] =>
  joined(nodes.flatMap((node) => tidied(node, within)));

const tidied = (node: PhrasingContent, within: readonly string[]): readonly PhrasingContent[] => {
  if (node.type === 'link') return [{ ...node, children: tidyInline(node.children, within) }];
  if (!isMark(node)) return [node];
  if (within.includes(node.type)) return tidyInline(node.children, within);
  const { before, inside, after } = trimmed(tidyInline(node.children, [...within, node.type]));
  return inside.length === 0 ? [...before, ...after] : [...before, { ...node, children: inside }, ...after];
};

const joined = (nodes: readonly PhrasingContent[]): PhrasingContent[] => {
  const result: PhrasingContent[] = [];
  for (const node of nodes) {
    const last = result.at(-1);
    if (node.type === 'text' && last?.type === 'text')
      result.splice(-1, 1, { type: 'text', value: last.value + node.value });
    else if (isMark(node) && isMark(last) && last.type === node.type)
      result.splice(-1, 1, { ...last, children: joined([...last.children, ...node.children]) });
    else result.push(node);
  }
  return result;
};

type Trimmed = {
  readonly before: readonly PhrasingContent[];
  readonly inside: PhrasingContent[];
  readonly after: readonly PhrasingContent[];
};

const trimmed = (nodes: readonly PhrasingContent[]): Trimmed => {
  const start = cut(
    nodes,
    (text) => text.trimStart(),
    (text, rest) => text.slice(0, text.length - rest.length),
  );
  const end = cut(
    start.inside.toReversed(),
    (text) => text.trimEnd(),
    (text, rest) => text.slice(rest.length),
  );
  return { before: start.outside, inside: end.inside.toReversed(), after: end.outside.toReversed() };
};

/** White space and line breaks at the first end of the nodes, and the rest. */
const cut = (
  nodes: readonly PhrasingContent[],
  trim: (text: string) => string,
  cutOff: (text: string, rest: string) => string,
): { outside: PhrasingContent[]; inside: PhrasingContent[] } => {
  const outside: PhrasingContent[] = [];
  for (const [index, node] of nodes.entries()) {
    if (node.type === 'break') {
      outside.push(node);
      continue;
    }
    if (node.type !== 'text') return { outside, inside: nodes.slice(index) };
    const value = trim(node.value);
    const white = cutOff(node.value, value);
    if (white !== '') outside.push({ type: 'text', value: white });
    if (value !== '') return { outside, inside: [{ type: 'text', value }, ...nodes.slice(index + 1)] };
  }
  return { outside, inside: [] };
};
