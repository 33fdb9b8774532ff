import type { readableInSteps, textOfTags } from '../description/richText.ts';
import type { GoalField } from '../model/goalFields.ts';

type Tools = { readonly readableInSteps: typeof readableInSteps; readonly textOfTags: typeof textOfTags };
type Steps = ReturnType<typeof readableInSteps>;

/** A description of so many characters is read before others get to work, a longer one in slices of so many milliseconds. */
const short = 4_000;
const sliceMs = 20;

/** So many long ones are kept as they were read: what a form may show at a time, and some more. */
const mostCached = 12;

/** Field values as a person reads them: a description's HTML as Markdown. What makes it so is loaded when it is first needed. */
export class ReadableText {
  readonly #arrived: () => void;
  #loading: Promise<Tools> | undefined;
  #tools: Tools | undefined;
  /** Long descriptions as they were read; undefined while they are being read. */
  readonly #cached = new Map<string, string | undefined>();
  /** What each of those who ask again and again asked for last, and what they were shown. */
  readonly #asked = new WeakMap<object, { readonly texts: readonly string[]; readonly shown: readonly string[] }>();

  /** @param arrived is called when texts can be read that could not before */
  constructor(arrived: () => void) {
    this.#arrived = arrived;
  }

  load(): Promise<Tools> {
    this.#loading ??= import('../description/richText.ts').then((tools) => {
      this.#tools = tools;
      this.#arrived();
      return tools;
    });
    return this.#loading;
  }

  /**
   * Texts to be told apart: as Markdown, or, where only the formatting differs that Markdown has no words for, as they are.
   *
   * @param asker who asks for the same texts at each key: until one that was changed is read, it is as it was shown before
   */
  of(field: GoalField, texts: readonly string[], asker: object = {}): readonly string[] {
    if (field !== 'Description') return texts;
    const tools = this.#tools;
    if (tools === undefined) {
      // Until then the texts are shown as they are.
      this.load().catch(() => undefined);
      return texts;
    }
    const before = this.#asked.get(asker);
    for (const text of before?.texts ?? []) if (!texts.includes(text)) this.#leave(text);
    const shown = texts.map((text, at) => this.#textOf(text, tools) ?? before?.shown[at] ?? tools.textOfTags(text));
    this.#asked.set(asker, { texts, shown });
    return new Set(shown).size < new Set(texts).size ? texts : shown;
  }

  /** As {@link of}, once all of them are read. */
  async whole(field: GoalField, texts: readonly string[]): Promise<readonly string[]> {
    const tools = await this.load();
    if (field !== 'Description') return texts;
    while (texts.some((text) => this.#textOf(text, tools) === undefined))
      await new Promise((resolve) => setTimeout(resolve, sliceMs));
    return this.of(field, texts);
  }

  /** Nobody waits any more for what was typed over. */
  #leave(text: string): void {
    if (this.#cached.get(text) === undefined) this.#cached.delete(text);
  }

  /** Undefined while it is being read. */
  #textOf(text: string, tools: Tools): string | undefined {
    if (this.#cached.has(text)) {
      const cached = this.#cached.get(text);
      // What was asked for last goes last.
      this.#cached.delete(text);
      this.#cached.set(text, cached);
      return cached;
    }
    const steps = tools.readableInSteps(text);
    if (text.length <= short) return finishedBy(steps, Number.POSITIVE_INFINITY);
    this.#cached.set(text, undefined);
    this.#readOn(text, steps);
    return undefined;
  }

  #readOn(text: string, steps: Steps): void {
    setImmediate(() => {
      if (!this.#cached.has(text)) return;
      const read = orAsItIs(text, () => finishedBy(steps, performance.now() + sliceMs));
      if (read === undefined) return this.#readOn(text, steps);
      this.#cached.set(text, read);
      const [oldest] = this.#cached.keys();
      if (this.#cached.size > mostCached && oldest !== undefined) this.#cached.delete(oldest);
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
const finishedBy = (steps: Steps, end: number): string | undefined => {
  do {
    const step = steps.next();
    if (step.done === true) return step.value;
  } while (performance.now() < end);
  return undefined;
};
