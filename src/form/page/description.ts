import type { RichText } from '../../description/richText.ts';
import type { DescriptionSource } from '../protocol.ts';
import { button, el, icon, setAttributes, setText } from '../../webview/page/dom.ts';
import type { Control, Shown } from '../../webview/page/field.ts';
import { domOf } from './preview.ts';

type Tools = typeof import('../../description/richText.ts');

type DescriptionOptions = {
  readonly id: string;
  /** What is sent for the text, and the text as it was typed. */
  readonly edited: (value: string, markdown: string) => void;
  /** The tools have arrived, or never will: the form can show the description. */
  readonly ready: () => void;
};

export type Hint = { readonly text: string; readonly act?: { readonly label: string; readonly run: () => void } };

/** A pause in typing of this length, in milliseconds, shows the preview anew. */
const previewPauseMs = 120;

/** So many texts are remembered as they were typed, for whoever goes back to them. */
const remembered = 500;

/** A description: plain text as it is, HTML as Markdown with a preview of what will be sent. */
export class DescriptionControl implements Control {
  readonly element: HTMLElement;
  readonly target: HTMLTextAreaElement;
  readonly #options: DescriptionOptions;
  readonly #preview: HTMLElement;
  readonly #toggle: HTMLButtonElement;
  readonly #loss = el('p', { class: 'loss', role: 'status' });
  /** Values and the texts that they were typed as: Markdown says more than its HTML. */
  readonly #typed = new Map<string, string>();
  #tools: Tools | 'loading' | 'failed' | undefined;
  #source: DescriptionSource = { base: '' };
  #shown: { readonly value: string; readonly base: string } | undefined;
  #text: RichText | undefined;
  #isDisabled = true;
  #isPreviewWanted = true;
  #previewDue: number | undefined;

  constructor(options: DescriptionOptions) {
    const { id } = options;
    this.#options = options;
    this.target = el('textarea', { id, rows: '5', spellcheck: 'true' });
    this.#preview = el('div', {
      class: 'preview',
      id: `${id}-preview`,
      role: 'region',
      'aria-label': 'Preview',
      tabindex: '0',
    });
    this.#toggle = button('Hide Preview', { class: 'link', 'aria-controls': this.#preview.id }, () =>
      this.#switchPreview(),
    );
    const foot = el('div', { class: 'description-foot' }, this.#loss, this.#toggle);
    this.element = el('div', { class: 'description' }, this.target, this.#preview, foot);
    this.target.addEventListener('input', () => this.#type());
    this.#show();
  }

  get hint(): Hint {
    if (this.#tools === 'failed')
      return { text: 'The editor of the description could not be loaded. Close the goal and open it again.' };
    if (typeof this.#tools !== 'object') return { text: 'Loading…' };
    if (this.#text === undefined)
      return { text: 'This description is too deeply nested to be edited here. It stays as it is in the tenant.' };
    if (this.#text.isPlain)
      return { text: 'Plain text.', act: { label: 'Use formatting', run: () => this.#useFormatting() } };
    const { atStake, unsent } = this.#text;
    const changed = atStake.filter((name) => !unsent.includes(name));
    const lost = changed.length === 0 ? '' : ` What you change loses ${listed(changed)}.`;
    const gone = unsent.length === 0 ? '' : ` Any change takes out what may not be sent: ${listed(unsent)}.`;
    return { text: `Markdown: **bold**, *italic*, - list, [link](https://…).${lost}${gone}` };
  }

  /** What the next value that is shown comes from. */
  setSource(source: DescriptionSource): void {
    this.#source = source;
  }

  show({ value }: Shown): void {
    const { base, markdown } = this.#source;
    const isSame = this.#shown?.value === value && this.#text !== undefined;
    if (isSame && this.#shown?.base === base) return;
    this.#shown = { value, base };
    if (typeof this.#tools !== 'object') return this.#load();
    this.#text = opened(this.#tools, base, value);
    if (this.#text === undefined) return this.#show();
    // What was typed is not set again under the caret.
    if (!isSame) this.target.value = markdown ?? this.#typed.get(value) ?? this.#text.markdown;
    this.#showDrops(this.#text.write(this.target.value).drops);
    this.#show();
  }

  setDisabled(isDisabled: boolean): void {
    if (this.#isDisabled === isDisabled) return;
    this.#isDisabled = isDisabled;
    this.#show();
  }

  #load(): void {
    if (this.#tools !== undefined) return;
    this.#tools = 'loading';
    import('../../description/richText.ts').then(
      (tools) => this.#arrive(tools),
      () => this.#arrive('failed'),
    );
  }

  #arrive(tools: Tools | 'failed'): void {
    const { value = '' } = this.#shown ?? {};
    this.#tools = tools;
    this.#shown = undefined;
    this.show({ value });
    this.#options.ready();
  }

  #type(): void {
    const markdown = this.target.value;
    const written = this.#text?.write(markdown);
    if (written === undefined) return;
    this.#edited(written.value, markdown);
    this.#showDrops(written.drops);
  }

  #edited(value: string, markdown: string): void {
    this.#shown = { value, base: this.#source.base };
    this.#typed.delete(value);
    this.#typed.set(value, markdown);
    const [oldest] = this.#typed.keys();
    if (this.#typed.size > remembered && oldest !== undefined) this.#typed.delete(oldest);
    this.#options.edited(value, markdown);
    this.#previewSoon();
  }

  #useFormatting(): void {
    if (typeof this.#tools !== 'object') return;
    const value = this.#tools.formatted(this.target.value);
    this.#source = { base: this.#source.base };
    this.show({ value });
    this.#edited(value, this.target.value);
    this.target.focus();
  }

  #showDrops(drops: readonly string[]): void {
    const text = drops.length === 0 ? '' : `Gone from what you changed: ${listed(drops)}. Undo brings it back.`;
    if (this.#loss.textContent === text) return;
    this.#loss.replaceChildren(...(text === '' ? [] : [icon('warning'), text]));
  }

  #switchPreview(): void {
    this.#isPreviewWanted = !this.#isPreviewWanted;
    this.#show();
  }

  #show(): void {
    this.target.disabled = this.#isDisabled || this.#text === undefined;
    const hasPreview = this.#text?.isPlain === false && !this.target.disabled;
    this.#toggle.hidden = !hasPreview;
    this.#preview.hidden = !hasPreview || !this.#isPreviewWanted;
    setText(this.#toggle, this.#isPreviewWanted ? 'Hide Preview' : 'Show Preview');
    setAttributes(this.#toggle, { 'aria-expanded': String(!this.#preview.hidden) });
    this.#drawPreview();
  }

  #previewSoon(): void {
    window.clearTimeout(this.#previewDue);
    this.#previewDue = window.setTimeout(() => this.#drawPreview(), previewPauseMs);
  }

  #drawPreview(): void {
    if (typeof this.#tools !== 'object' || this.#preview.hidden) return;
    const nodes = domOf(this.#tools.previewOf(this.#shown?.value ?? ''));
    this.#preview.replaceChildren(
      ...(nodes.length === 0 ? [el('p', { class: 'hint' }, 'Nothing to preview.')] : nodes),
    );
  }
}

const opened = (tools: Tools, base: string, value: string): RichText | undefined => {
  const text = new tools.RichText(base, value);
  return text.isReadable ? text : undefined;
};

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
