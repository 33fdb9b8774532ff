import type { Element, ElementContent, Nodes, Root } from 'hast';

/** All elements under a node, outermost first. */
export const elementsOf = (node: Nodes): readonly Element[] => {
  const found: Element[] = [];
  const walk = (each: Nodes): void => {
    if (each.type === 'element') found.push(each);
    if ('children' in each) for (const child of each.children) walk(child);
  };
  walk(node);
  return found;
};

export const hasImage = (node: Element): boolean => elementsOf(node).some(({ tagName }) => tagName === 'img');

export const isContent = (node: Nodes): node is ElementContent => node.type !== 'root' && node.type !== 'doctype';

export const textOf = (node: Nodes): string => {
  if (node.type === 'text') return node.value;
  return 'children' in node ? node.children.map((child) => textOf(child)).join('') : '';
};

/** Another tree in which each node's children are what `change` makes of them, innermost first. */
export const withChildren = (
  tree: Root,
  change: (children: readonly ElementContent[], parent: Element | Root) => readonly ElementContent[],
): Root => {
  const inside = (parent: Element | Root): ElementContent[] => {
    const children = parent.children.flatMap((child): readonly ElementContent[] => {
      if (child.type === 'doctype') return [];
      return [child.type === 'element' ? { ...child, children: inside(child) } : child];
    });
    return [...change(children, parent)];
  };
  return { ...tree, children: inside(tree) };
};
