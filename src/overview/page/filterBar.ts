import * as l10n from '@vscode/l10n';
import { button, el, setAttributes, setText } from '../../webview/page/dom.ts';
import type { CaretText, Suggestion } from '../protocol.ts';
import { SuggestionList } from './suggestionList.ts';

/** After a pause of so long, in milliseconds, what was typed is taken for what is meant. */
const typingMs = 400;

type FilterBarActions = {
  readonly ask: (query: string) => void;
  /** Asks what may stand at the caret. */
  readonly suggest: (at: CaretText) => void;
};

/** The box with the goal query, and the ways back from a narrower one. */
export class FilterBar {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  readonly #problem = el('p', { id: 'query-problem', class: 'problem', role: 'alert' });
  readonly #back: HTMLButtonElement;
  readonly #clear: HTMLButtonElement;
  readonly #suggestions: SuggestionList;
  readonly #ask: (query: string) => void;
  /** The queries that were narrowed, the last one last. */
  #trail: readonly string[] = [];
  #query = '';
  #typing: number | undefined;

  constructor({ ask, suggest }: FilterBarActions) {
    this.#ask = ask;
    this.input = el('input', {
      id: 'query',
      type: 'text',
      autocomplete: 'off',
      spellcheck: 'false',
      placeholder: l10n.t('For example, status:open due:<+30d, or words from a name'),
      'aria-describedby': 'query-problem',
    });
    this.#suggestions = new SuggestionList(this.input, { suggest, completed: () => this.#typed() });
    this.#back = button(l10n.t('Back'), { class: 'quiet', id: 'query-back' }, () => this.#goBack());
    this.#clear = button(l10n.t('Clear'), { class: 'quiet', id: 'query-clear' }, () => this.#put(''));
    const label = el('label', { for: 'query' }, l10n.t('Filter'));
    const form = el('form', { role: 'search' }, label, this.#suggestions.element, this.#back, this.#clear);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#suggestions.close();
      this.#typed();
    });
    this.input.addEventListener('input', () => {
      window.clearTimeout(this.#typing);
      this.#typing = window.setTimeout(() => this.#paused(), typingMs);
    });
    // Told when the box is left, too.
    this.input.addEventListener('change', () => this.#typed());
    this.element = el('div', { class: 'filter' }, form, this.#problem);
    this.show('', '');
  }

  show(query: string, problem: string): void {
    this.#query = query;
    // What a person types stays under their hands.
    if (problem === '' && document.activeElement !== this.input) this.input.value = query;
    setText(this.#problem, problem);
    setAttributes(this.input, { 'aria-invalid': problem === '' ? undefined : 'true' });
    setAttributes(this.#back, { hidden: this.#trail.length === 0 });
    setAttributes(this.#clear, { hidden: query === '' && problem === '' });
  }

  takeSuggestions(of: CaretText, list: readonly Suggestion[]): void {
    this.#suggestions.take(of, list);
  }

  /** Leaves fewer goals: those that this part means as well. */
  narrow(term: string): void {
    if (this.#query.includes(term)) return;
    this.#trail = [...this.#trail, this.#query];
    this.#put(`${this.#query} ${term}`.trim());
  }

  #goBack(): void {
    const before = this.#trail.at(-1) ?? '';
    this.#trail = this.#trail.slice(0, -1);
    this.#put(before);
    if (this.#trail.length === 0) this.input.focus();
  }

  #put(query: string): void {
    window.clearTimeout(this.#typing);
    this.#suggestions.close();
    this.input.value = query;
    this.#ask(query);
    if (query === '') {
      this.#trail = [];
      if (this.#clear.contains(document.activeElement)) this.input.focus();
    }
  }

  /** Who is in the middle of a term, and has its values before them, is not told that it is none. */
  #paused(): void {
    if (!this.input.value.endsWith(':')) this.#typed();
  }

  #typed(): void {
    window.clearTimeout(this.#typing);
    this.#ask(this.input.value.trim());
  }
}
