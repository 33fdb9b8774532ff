import type { GoalField } from '../model/goalFields.ts';

type Read = (description: string) => string;

/** Field values as a person reads them: a description's HTML as Markdown. What makes it so is loaded when it is first needed. */
export class ReadableText {
  readonly #arrived: () => void;
  #loading: Promise<Read> | undefined;
  #read: Read | undefined;

  /** @param arrived is called when texts can be read that could not before */
  constructor(arrived: () => void) {
    this.#arrived = arrived;
  }

  load(): Promise<Read> {
    this.#loading ??= import('../description/richText.ts').then(({ readable }) => {
      this.#read = readable;
      this.#arrived();
      return readable;
    });
    return this.#loading;
  }

  /** Texts to be told apart: as Markdown, or, where only the formatting differs that Markdown has no words for, as they are. */
  of(field: GoalField, texts: readonly string[]): readonly string[] {
    if (field !== 'Description') return texts;
    if (this.#read === undefined) {
      // Until then the texts are shown as they are.
      this.load().catch(() => undefined);
      return texts;
    }
    const read = texts.map(this.#read);
    return new Set(read).size < new Set(texts).size ? texts : read;
  }
}
