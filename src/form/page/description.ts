import * as l10n from '@vscode/l10n';
import type { Loss, RichText } from '../../description/richText.ts';
import type { DescriptionSource } from '../protocol.ts';
import { button, el, icon, setAttributes, setText } from '../../webview/page/dom.ts';
import type { Control, Shown } from '../../webview/page/field.ts';
import { listenForTyping } from './markdownKeys.ts';
import { lossesText } from './lossesText.ts';
import { inSlices } from './slices.ts';
import { Preview } from './preview.ts';
import { scrollAlong } from './scrollAlong.ts';

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

/** The same for a large one, which is read as a whole. */
const previewPauseLargeMs = 600;

/** So many characters of texts are remembered as they were typed, for whoever goes back to them. */
const remembered = 2_000_000;

/** A description of so many characters is opened piece by piece, in milliseconds at a time. */
const large = 20_000;
const sliceMs = 30;

/** One of so many is not previewed: drawing it takes seconds. */
const huge = 300_000;

const noTree = { type: 'root' as const, children: [] };

/** A description: plain text as it is, HTML as Markdown with a preview of what will be sent. */
export class DescriptionControl implements Control {
  readonly element: HTMLElement;
  readonly target: HTMLTextAreaElement;
  readonly #options: DescriptionOptions;
  readonly #preview: HTMLElement;
  readonly #drawing: Preview;
  readonly #toggle: HTMLButtonElement;
  readonly #loss = el('p', { class: 'loss', role: 'status' });
  /** Values and the texts that they were typed as: Markdown says more than its HTML. */
  readonly #typed = new Map<string, string>();
  #typedLength = 0;
  /** What changing a part loses; undefined until it is known. */
  #atStake: readonly Loss[] | undefined;
  /** Work under way for the description that is shown. */
  #stop = (): void => undefined;
  #tools: Tools | 'loading' | 'failed' | undefined;
  #source: DescriptionSource = { base: '' };
  #shown: { readonly value: string; readonly base: string } | undefined;
  #text: RichText | undefined;
  #isOpening = false;
  #isRefused = false;
  #isDisabled = true;
  #isPreviewWanted = true;
  #previewDue: number | undefined;
  #reader: InstanceType<Tools['PreviewReader']> | undefined;
  /** The value that the preview shows. */
  #previewed: string | undefined;

  constructor(options: DescriptionOptions) {
    const { id } = options;
    this.#options = options;
    this.target = el('textarea', { id, rows: '5', spellcheck: 'true' });
    this.#preview = el('div', {
      class: 'preview',
      id: `${id}-preview`,
      role: 'region',
      'aria-label': l10n.t('Preview'),
      tabindex: '0',
    });
    this.#drawing = new Preview(this.#preview);
    this.#toggle = button(l10n.t('Hide Preview'), { class: 'link', 'aria-controls': this.#preview.id }, () =>
      this.#switchPreview(),
    );
    const foot = el('div', { class: 'description-foot' }, this.#loss, this.#toggle);
    this.element = el('div', { class: 'description' }, this.target, this.#preview, foot);
    this.target.addEventListener('input', () => this.#type());
    scrollAlong(this.target, this.#preview);
    listenForTyping(this.target, () =>
      this.#text?.isPlain === false && typeof this.#tools === 'object' ? this.#tools : undefined,
    );
    this.#show();
  }

  get hint(): Hint {
    if (this.#tools === 'failed')
      return { text: l10n.t('The description editor could not be loaded. Close the goal and open it again.') };
    if (typeof this.#tools !== 'object' || this.#isOpening) return { text: l10n.t('Loading…') };
    if (this.#isRefused || this.#text === undefined)
      return { text: l10n.t('This description is too complex to edit here. It stays as it is in Gainsight.') };
    if (this.#text.isPlain)
      return {
        text: l10n.t('Plain text.'),
        act: { label: l10n.t('Use formatting'), run: () => this.#useFormatting() },
      };
    const { unsent } = this.#text;
    const changed = (this.#atStake ?? []).filter((name) => !unsent.includes(name));
    const sentences = [
      l10n.t('Markdown: **bold**, *italic*, - list, [link](https://…).'),
      changed.length === 0 ? '' : l10n.t('Edited parts lose: {0}.', lossesText(changed)),
      unsent.length === 0 ? '' : l10n.t('For safety, any edit removes: {0}.', lossesText(unsent)),
    ];
    return { text: sentences.filter((sentence) => sentence !== '').join(' ') };
  }

  /** What the next value that is shown comes from. */
  setSource(source: DescriptionSource): void {
    this.#source = source;
  }

  show({ value }: Shown): void {
    this.#take(value, this.#source.base.length + value.length);
  }

  /** `length` says whether it is opened piece by piece. */
  #take(value: string, length: number): void {
    const { base } = this.#source;
    const isSame = this.#shown?.value === value && (this.#text !== undefined || this.#isOpening || this.#isRefused);
    if (isSame && this.#shown?.base === base) return;
    this.#shown = { value, base };
    this.#stop();
    if (typeof this.#tools !== 'object') return;
    const { openInSteps, RichText: Opened } = this.#tools;
    const keeps = isSame && this.#text !== undefined;
    if (!keeps) this.#text = undefined;
    this.#isRefused = false;
    this.#isOpening = true;
    if (length <= large) return this.#open(new Opened(base, value), keeps, length);
    this.#stop = inSlices(openInSteps(base, value), sliceMs, (text) => this.#open(text, keeps, length));
    this.#show();
  }

  #open(text: RichText, keeps: boolean, length: number): void {
    const { markdown } = this.#source;
    this.#isOpening = false;
    this.#isRefused = !text.isReadable;
    this.#text = text.isReadable ? text : undefined;
    if (this.#text === undefined) return this.#changed(length);
    // What was typed is not set again under the caret.
    if (!keeps) this.target.value = markdown ?? this.#typed.get(this.#shown?.value ?? '') ?? text.markdown;
    this.#showDrops(text.write(this.target.value).drops);
    this.#atStake = length <= large ? text.atStake : undefined;
    this.#changed(length);
    if (length > large)
      this.#stop = inSlices(text.assess(), sliceMs, (names) => {
        this.#atStake = names;
        this.#changed(length);
      });
  }

  /** What comes later than the form was drawn makes it be drawn again. */
  #changed(length: number): void {
    this.#show();
    if (length > large) this.#options.ready();
  }

  setDisabled(isDisabled: boolean): void {
    if (this.#isDisabled === isDisabled) return;
    this.#isDisabled = isDisabled;
    this.#show();
  }

  /** Loads what descriptions are edited with: much, for which nothing else is to wait. */
  load(): void {
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
    this.#remember(value, markdown);
    this.#options.edited(value, markdown);
    this.#previewSoon();
  }

  #remember(value: string, markdown: string): void {
    this.#forget(value);
    this.#typed.set(value, markdown);
    this.#typedLength += value.length + markdown.length;
    for (const oldest of this.#typed.keys()) {
      if (this.#typedLength <= remembered || oldest === value) return;
      this.#forget(oldest);
    }
  }

  #forget(value: string): void {
    const markdown = this.#typed.get(value);
    if (this.#typed.delete(value)) this.#typedLength -= value.length + (markdown ?? '').length;
  }

  #useFormatting(): void {
    if (typeof this.#tools !== 'object') return;
    const value = this.#tools.formatted(this.target.value);
    this.#source = { base: this.#source.base };
    this.#take(value, 0);
    this.#edited(value, this.target.value);
    this.target.focus();
  }

  #showDrops(drops: readonly Loss[]): void {
    const text = drops.length === 0 ? '' : l10n.t('Your edit removed: {0}. Undo to restore.', lossesText(drops));
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
    setText(this.#toggle, this.#isPreviewWanted ? l10n.t('Hide Preview') : l10n.t('Show Preview'));
    setAttributes(this.#toggle, { 'aria-expanded': String(!this.#preview.hidden) });
    if (isLarge(this.#shown?.value)) this.#previewSoon();
    else this.#drawPreview();
  }

  #previewSoon(): void {
    window.clearTimeout(this.#previewDue);
    const pause = isLarge(this.#shown?.value) ? previewPauseLargeMs : previewPauseMs;
    this.#previewDue = window.setTimeout(() => this.#drawPreview(), pause);
  }

  #drawPreview(): void {
    const { value = '' } = this.#shown ?? {};
    if (typeof this.#tools !== 'object' || this.#preview.hidden || this.#previewed === value) return;
    this.#previewed = value;
    const isHuge = value.length > huge;
    const hint = isHuge ? l10n.t('Too long to preview.') : l10n.t('Nothing to preview.');
    this.#reader ??= new this.#tools.PreviewReader();
    const tree = isHuge ? noTree : this.#reader.read(value);
    this.#drawing.draw(tree, () => el('p', { class: 'hint' }, hint));
  }
}

const isLarge = (text = ''): boolean => text.length > large;
