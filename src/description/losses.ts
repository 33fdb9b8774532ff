import type { Element, Nodes, Root } from 'hast';
import { featureOfComment, featuresOf, type Feature } from './features.ts';
import type { Loss } from './loss.ts';
import { declarationsOf } from './styles.ts';

/** What `before` has and `after` has not, or has less of: 'colours', 'merged cells'. */
export const lossesOf = (before: Root, after: Root): readonly Loss[] => {
  const one = new Appearance(before);
  const other = new Appearance(after);
  const lost = one.features.filter(({ key, count }) => count > other.countOf(key)).map(({ name }) => name);
  const marks = letterMarks.filter(({ name }) => one.marked(name) !== other.marked(name)).map(({ name }) => name);
  const text: readonly Loss[] = one.letters === other.letters ? [] : ['some of its text'];
  return [...new Set([...text, ...lost, ...(text.length === 0 ? marks : [])])];
};

type Counted = { readonly name: Loss; readonly key: string; readonly count: number };

type LetterMark = {
  readonly name: Loss;
  /** Whether the element marks its letters so, or takes the mark away; undefined where it leaves them as they are. */
  readonly of: (element: Element, styles: ReadonlyMap<string, string>) => boolean | undefined;
};

const byTagOrStyle =
  (tags: RegExp, property: string, on: RegExp, off: RegExp): LetterMark['of'] =>
  (element, styles) => {
    const value = styles.get(property);
    if (value !== undefined && on.test(value)) return true;
    if (value !== undefined && off.test(value)) return false;
    return tags.test(element.tagName) ? true : undefined;
  };

const decoration =
  (tags: RegExp, word: RegExp): LetterMark['of'] =>
  ({ tagName }, styles) =>
    tags.test(tagName) || word.test(`${styles.get('text-decoration')} ${styles.get('text-decoration-line')}`)
      ? true
      : undefined;

const letterMarks: readonly LetterMark[] = [
  {
    name: 'bold',
    of: byTagOrStyle(/^(?:b|strong)$/, 'font-weight', /^(?:bold|bolder|[6-9]\d\d)$/, /^(?:normal|lighter|[1-5]\d\d)$/),
  },
  { name: 'italics', of: byTagOrStyle(/^(?:i|em)$/, 'font-style', /^(?:italic|oblique)/, /^normal$/) },
  { name: 'underlines', of: decoration(/^(?:u|ins)$/, /\bunderline\b/) },
  { name: 'strikethroughs', of: decoration(/^(?:s|strike|del)$/, /\bline-through\b/) },
  { name: 'raised or lowered text', of: byTagOrStyle(/^su[bp]$/, 'vertical-align', /^su(?:b|per)$/, /^baseline$/) },
];

/** What is to be seen of a tree: what it has, its letters, and which of them are marked how. */
class Appearance {
  readonly features: readonly Counted[];
  readonly #counts = new Map<string, number>();
  readonly #letters: string[] = [];
  readonly #marked = new Map<string, string[]>();

  constructor(tree: Root) {
    const found = new Map<string, Feature>();
    this.#walk(tree, [], (feature) => {
      const key = JSON.stringify([feature.name, feature.detail]);
      found.set(key, feature);
      this.#counts.set(key, this.countOf(key) + 1);
    });
    this.features = [...found].map(([key, { name }]) => ({ name, key, count: this.countOf(key) }));
  }

  countOf(key: string): number {
    return this.#counts.get(key) ?? 0;
  }

  /** The text without white space and without the bullets that stand for lists in cells. */
  get letters(): string {
    return this.#letters.join('');
  }

  /** The letters that have the mark, each with its place. */
  marked(name: string): string {
    return (this.#marked.get(name) ?? []).join(' ');
  }

  #walk(node: Nodes, marks: readonly string[], found: (feature: Feature) => void): void {
    if (node.type === 'text') return this.#read(node.value, marks);
    if (node.type === 'comment') return featureOfComment(node).forEach(found);
    if (node.type === 'element') featuresOf(node).forEach(found);
    if (!('children' in node) || (node.type === 'element' && unread.test(node.tagName))) return;
    const inside = node.type === 'element' ? marksIn(node, marks) : marks;
    for (const child of node.children) this.#walk(child, inside, found);
  }

  #read(text: string, marks: readonly string[]): void {
    const letters = text.replaceAll(/[\s•]+/gu, '');
    if (letters === '') return;
    const at = this.#length;
    this.#length += letters.length;
    this.#letters.push(letters);
    for (const name of marks) {
      const runs = this.#marked.get(name) ?? [];
      const last = runs.at(-1);
      // Beside the one before: one run of letters.
      if (last?.endsWith(`-${at}`)) runs.splice(-1, 1, last.replace(/-\d+$/, `-${this.#length}`));
      else runs.push(`${at}-${this.#length}`);
      this.#marked.set(name, runs);
    }
  }

  #length = 0;
}

const unread = /^(?:script|style|title|template|noscript)$/;

const marksIn = (element: Element, marks: readonly string[]): readonly string[] => {
  const styles = new Map(declarationsOf(element.properties['style']).map(({ property, value }) => [property, value]));
  return letterMarks.filter(({ name, of }) => of(element, styles) ?? marks.includes(name)).map(({ name }) => name);
};
