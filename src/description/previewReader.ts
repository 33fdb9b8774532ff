import type { Root, RootContent } from 'hast';
import { isBeyondReading, textOfTags } from './htmlLimits.ts';
import { htmlOfPlain, isHtml } from './htmlText.ts';
import { sanitise } from './sanitise.ts';
import { finished } from './steps.ts';
import { stretchesOf, type Stretch } from './stretches.ts';

/** Reads what a description looks like while it is typed: what is as it was is not read again, and is the very same node. */
export class PreviewReader {
  #stretches = new Map<string, Stretch>();
  readonly #shown = new WeakMap<Stretch, readonly RootContent[]>();

  /** Safe to be shown. */
  read(description: string): Root {
    const html = isHtml(description) ? description : htmlOfPlain(description);
    if (isBeyondReading(html)) return asText(textOfTags(html));
    try {
      const stretches = finished(stretchesOf(html, this.#stretches));
      this.#stretches = new Map(stretches.map((stretch) => [stretch.html, stretch]));
      return { type: 'root', children: stretches.flatMap((stretch) => this.#show(stretch)) };
    } catch (error) {
      // The depth was estimated; the stack is what counts.
      if (error instanceof RangeError) return asText(textOfTags(html));
      throw error;
    }
  }

  #show(stretch: Stretch): readonly RootContent[] {
    const shown = this.#shown.get(stretch) ?? sanitise(stretch.tree).children;
    this.#shown.set(stretch, shown);
    return shown;
  }
}

const asText = (value: string): Root => ({
  type: 'root',
  children: [{ type: 'element', tagName: 'pre', properties: {}, children: [{ type: 'text', value }] }],
});
