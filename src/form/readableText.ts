import type { readableInSteps } from '../description/richText.ts';
import type { GoalField } from '../model/goalFields.ts';

type Read = typeof readableInSteps;

/** A description of so many characters is read before others get to work, a longer one in slices of so many milliseconds. */
const short = 4_000;
const sliceMs = 20;

/** So many long ones are kept as they were read: what a form may show at a time, and some more. */
const mostKept = 12;

/** Field values as a person reads them: a description's HTML as Markdown. What makes it so is loaded when it is first needed. */
export class ReadableText {
  readonly #arrived: () => void;
  #loading: Promise<Read> | undefined;
  #read: Read | undefined;
  /** Long descriptions as they were read; undefined while they are being read. */
  readonly #kept = new Map<string, string | undefined>();

  /** @param arrived is called when texts can be read that could not before */
  constructor(arrived: () => void) {
    this.#arrived = arrived;
  }

  load(): Promise<Read> {
    this.#loading ??= import('../description/richText.ts').then(({ readableInSteps: read }) => {
      this.#read = read;
      this.#arrived();
      return read;
    });
    return this.#loading;
  }

  /** Texts to be told apart: as Markdown, or, where only the formatting differs that Markdown has no words for, as they are. */
  of(field: GoalField, texts: readonly string[]): readonly string[] {
    if (field !== 'Description') return texts;
    const toSteps = this.#read;
    if (toSteps === undefined) {
      // Until then the texts are shown as they are.
      this.load().catch(() => undefined);
      return texts;
    }
    const read = texts.map((text) => this.#textOf(text, toSteps)).filter((text) => text !== undefined);
    return read.length < texts.length || new Set(read).size < new Set(texts).size ? texts : read;
  }

  /** As {@link of}, once all of them are read. */
  async whole(field: GoalField, texts: readonly string[]): Promise<readonly string[]> {
    await this.load();
    this.of(field, texts);
    while (texts.some((text) => this.#kept.has(text) && this.#kept.get(text) === undefined))
      await new Promise((resolve) => setTimeout(resolve, sliceMs));
    return this.of(field, texts);
  }

  /** Undefined while it is being read. */
  #textOf(text: string, toSteps: Read): string | undefined {
    if (this.#kept.has(text)) {
      const kept = this.#kept.get(text);
      // What was asked for last goes last.
      this.#kept.delete(text);
      this.#kept.set(text, kept);
      return kept;
    }
    const steps = toSteps(text);
    if (text.length <= short) return finishedBy(steps, Number.POSITIVE_INFINITY);
    this.#kept.set(text, undefined);
    this.#readOn(text, steps);
    return undefined;
  }

  #readOn(text: string, steps: ReturnType<Read>): void {
    setImmediate(() => {
      const read = orAsItIs(text, () => finishedBy(steps, performance.now() + sliceMs));
      if (read === undefined) return this.#readOn(text, steps);
      this.#kept.set(text, read);
      const [oldest] = this.#kept.keys();
      if (this.#kept.size > mostKept && oldest !== undefined) this.#kept.delete(oldest);
      this.#arrived();
    });
  }
}

/** Nobody waits for what is read in the background: a text that cannot be read is shown as it is. */
const orAsItIs = (text: string, read: () => string | undefined): string | undefined => {
  try {
    return read();
  } catch {
    return text;
  }
};

/** Undefined where the time is over before the steps are. */
const finishedBy = (steps: ReturnType<Read>, end: number): string | undefined => {
  do {
    const step = steps.next();
    if (step.done === true) return step.value;
  } while (performance.now() < end);
  return undefined;
};
