import type { Element, Properties, Root } from 'hast';
import { elementsOf } from './elements.ts';

/**
 * What Markdown has no words for in images and links, by their address: an image's size, a link's target. Where the address is
 * still in the Markdown, the rest comes back. A picture that stands in its address as a whole goes by a short name.
 */
export class Memory {
  readonly #known = new Map<string, Properties>();
  readonly #names = new Map<string, string>();

  learn(tree: Root): void {
    for (const { tagName, properties } of elementsOf(tree)) {
      const address = addressOf(tagName, properties);
      if (address === undefined) continue;
      if (isPicture(address) && !this.#names.has(address)) this.#names.set(address, `image-${this.#names.size + 1}`);
      this.#known.set(`${tagName} ${this.nameOf(address)}`, properties);
    }
  }

  nameOf(address: string): string {
    return this.#names.get(address) ?? address;
  }

  recall({ tagName, properties }: Element): Properties {
    const address = addressOf(tagName, properties);
    const known = address === undefined ? undefined : this.#known.get(`${tagName} ${address}`);
    if (known === undefined) return properties;
    return tagName === 'img' ? { ...known, alt: properties['alt'] ?? '' } : { ...known, title: properties['title'] };
  }
}

const addressOf = (tagName: string, { href, src }: Properties): string | undefined => {
  const address = tagName === 'a' ? href : src;
  return (tagName === 'a' || tagName === 'img') && typeof address === 'string' ? address : undefined;
};

const isPicture = (address: string): boolean => address.startsWith('data:');
