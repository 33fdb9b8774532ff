import type { Element, Nodes, Properties, Root } from 'hast';
import { textOf } from './elements.ts';
import { encodedAddress } from './encodedAddress.ts';

/** An image or a link where it stands in a text. */
export type Mention = {
  readonly element: Element;
  /** What it is and where it leads. */
  readonly key: string;
  readonly words: string;
  /** A few letters of what stands on either side. */
  readonly before: string;
  readonly after: string;
};

/**
 * What Markdown has no words for in images and links, by their address: an image's size, a link's target. Where the address is
 * still in the Markdown, or another with the same words in the same place, the rest comes back. A picture that stands in its address as a whole goes by a short name.
 */
export class Memory {
  readonly #known = new Map<string, Mention>();
  readonly #names = new Map<string, string>();

  learn(tree: Root): readonly Mention[] {
    const mentions = this.#mentionsIn(tree, (address) => {
      if (!isPicture(address)) return;
      const encoded = encodedAddress(address);
      if (!this.#names.has(encoded)) this.#names.set(encoded, `image-${this.#names.size + 1}`);
    });
    for (const mention of mentions) this.#known.set(mention.key, mention);
    return mentions;
  }

  nameOf(address: string): string {
    return isPicture(address) ? (this.#names.get(encodedAddress(address)) ?? address) : address;
  }

  /** Whether there is something to recall of links to this address. */
  knowsLink(address: string): boolean {
    return this.#known.has(`a ${encodedAddress(address)}`);
  }

  /**
   * Gives the images and links of a tree what they had. The same address may stand in a text several times: each takes what the
   * likest of `own` has, those of the part that is written anew, and only then what the address has elsewhere.
   */
  recall(tree: Root, own: readonly Mention[]): void {
    const mentions = this.#mentionsIn(tree, () => undefined);
    const pairs = pairsOf(mentions, own);
    const taken = new Set(pairs.values());
    const all = own.filter((mention) => !taken.has(mention));
    const left = mentions.length * all.length > mostPairs ? [] : all;
    for (const mention of mentions) {
      const { element } = mention;
      const known = pairs.get(mention) ?? this.#known.get(mention.key);
      const moved = known === undefined ? sameWithOtherTarget(mention, left) : undefined;
      if (known !== undefined) element.properties = restored(element, known.element.properties);
      else if (moved !== undefined) element.properties = movedFrom(element, moved.element.properties);
    }
  }

  #mentionsIn(tree: Root, met: (address: string) => void): readonly Mention[] {
    const found: { readonly element: Element; readonly address: string; readonly at: number }[] = [];
    let text = '';
    const walk = (node: Nodes): void => {
      if (node.type === 'text') text += node.value;
      const address = node.type === 'element' ? addressOf(node) : undefined;
      if (node.type === 'element' && address !== undefined) found.push({ element: node, address, at: text.length });
      if ('children' in node) node.children.forEach((child) => walk(child));
    };
    walk(tree);
    return found.map(({ element, address, at }) => {
      met(address);
      const words = element.tagName === 'img' ? (element.properties['alt'] ?? '') : textOf(element);
      const end = element.tagName === 'img' ? at : at + words.length;
      const sides = { before: text.slice(Math.max(0, at - 16), at).trim(), after: text.slice(end, end + 16).trim() };
      return { element, key: `${element.tagName} ${encodedAddress(this.nameOf(address))}`, words, ...sides };
    });
  }
}

const restored = ({ tagName, properties }: Element, known: Properties): Properties =>
  tagName === 'img' ? { ...known, alt: properties['alt'] ?? '' } : { ...known, title: properties['title'] };

/** With its own address; what a picture has for other screens is of the one before. */
const movedFrom = (element: Element, known: Properties): Properties => {
  const { href, src } = element.properties;
  return { ...restored(element, known), ...(element.tagName === 'img' ? { src, srcSet: undefined } : { href }) };
};

/** The one that had these words in this place, and leads elsewhere now: of several nobody can tell. */
const sameWithOtherTarget = (mention: Mention, left: readonly Mention[]): Mention | undefined => {
  const { tagName } = mention.element;
  const [only, ...others] = left.filter((old) => old.element.tagName === tagName && likeness(mention, old) >= 6);
  return others.length === 0 ? only : undefined;
};

const addressOf = ({ tagName, properties: { href, src } }: Element): string | undefined => {
  const address = tagName === 'a' ? href : src;
  return (tagName === 'a' || tagName === 'img') && typeof address === 'string' ? address : undefined;
};

const isPicture = (address: string): boolean => address.startsWith('data:');

/** Above so many pairs to compare, their order alone decides. */
const mostPairs = 10_000;

const pairsOf = (mentions: readonly Mention[], own: readonly Mention[]): ReadonlyMap<Mention, Mention> => {
  const pairs = new Map<Mention, Mention>();
  const groups = Map.groupBy(own, ({ key }) => key);
  for (const [key, news] of Map.groupBy(mentions, (mention) => mention.key)) {
    const olds = groups.get(key) ?? [];
    if (news.length * olds.length > mostPairs) news.forEach((mention, at) => put(pairs, mention, olds[at]));
    else pairLikest(pairs, news, olds);
  }
  return pairs;
};

const put = (pairs: Map<Mention, Mention>, mention: Mention, old: Mention | undefined): void => {
  if (old !== undefined) pairs.set(mention, old);
};

const pairLikest = (pairs: Map<Mention, Mention>, news: readonly Mention[], olds: readonly Mention[]): void => {
  const free = new Set(olds);
  for (const least of [7, 6, 5, 4, 3, 2, 1, 0])
    for (const mention of news) {
      const old = pairs.has(mention) ? undefined : [...free].find((each) => likeness(mention, each) >= least);
      put(pairs, mention, old);
      if (old !== undefined) free.delete(old);
    }
};

const likeness = (one: Mention, other: Mention): number =>
  (one.words === other.words ? 4 : 0) + (one.before === other.before ? 2 : 0) + (one.after === other.after ? 1 : 0);
