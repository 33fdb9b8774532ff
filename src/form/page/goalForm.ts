import * as l10n from '@vscode/l10n';
import { percentText } from '../../words/numbers.ts';
import {
  parseToPage,
  type Facts,
  type MetricState,
  type NoticeAction,
  type StateUpdate,
  type ToPage,
  type ViewState,
} from '../protocol.ts';
import { bar, el, setAttributes, setText } from '../../webview/page/dom.ts';
import { FactSection } from './factSection.ts';
import type { FormLink } from './formLink.ts';
import { FormModel } from './formModel.ts';
import { GoalFieldGroup } from './goalFields.ts';
import { HostLink } from '../../webview/page/hostLink.ts';
import { keepFocus } from '../../webview/page/keepFocus.ts';
import { MetricSection } from './metricSection.ts';
import { NoticeBoard } from './noticeBoard.ts';
import { problemFrom, problemsIn } from './problems.ts';
import { sparkElement } from '../../webview/page/sparkElement.ts';
import { StateBar } from './stateBar.ts';

/** The whole page: draws what the host says, tells what a person does. */
export class GoalForm {
  readonly element: HTMLElement;
  readonly #link: FormLink;
  readonly #bar: StateBar;
  readonly #notices: NoticeBoard;
  readonly #fields: GoalFieldGroup;
  readonly #metrics: MetricSection;
  readonly #facts: FactSection;
  readonly #company = el('p', { class: 'company' });
  readonly #title = el('h1');
  readonly #completion = el('div', { class: 'completion', hidden: true });
  readonly #model = new FormModel();
  readonly #content: HTMLElement;
  #metricState: MetricState | undefined;
  /** The id of the element that the focus is to go to. */
  #wanted: string | undefined;

  constructor() {
    const drawing = (draw: () => void): void => keepFocus(draw, () => this.#bar.heir);
    this.#link = new HostLink({
      parse: parseToPage,
      onMessage: (message) => drawing(() => this.#hear(message)),
      onLost: (isLost) => drawing(() => this.#bar.showLost(isLost)),
    });
    const link = this.#link;
    this.#bar = new StateBar({
      send: () => link.send({ type: 'send' }),
      discard: () => link.send({ type: 'discard' }),
      cancel: () => link.send({ type: 'cancelWait' }),
    });
    this.#notices = new NoticeBoard({
      act: (action) => this.#act(action),
      choose: (keep, field) => link.send({ type: 'choose', keep, ...(field === undefined ? {} : { field }) }),
      compare: (field) => link.send({ type: 'compare', field }),
      send: () => link.send({ type: 'send' }),
    });
    this.#fields = new GoalFieldGroup(link, this.#model, () => this.#show());
    this.#metrics = new MetricSection({
      edited: (field, value) => this.#model.editedMetric(link.edit({ type: 'editMetric', field, value }), field),
      add: () => link.send({ type: 'addMetric' }),
      retry: () => link.send({ type: 'retry', part: 'metrics' }),
    });
    this.#facts = new FactSection(() => link.send({ type: 'copyId' }));
    const heading = el('div', { class: 'heading' }, el('div', {}, this.#company, this.#title), this.#completion);
    const parts = [heading, this.#fields.element, this.#metrics.element, this.#facts.element];
    this.#content = el('div', { class: 'content' }, ...parts);
    this.element = el('main', {}, this.#bar.element, this.#notices.element, this.#content);
  }

  /** @param first what the host knew as it made the page, as JSON */
  start(first: string | undefined): void {
    this.#watchPlace();
    this.#watchKeys();
    this.#bar.keepClear();
    this.#link.send({ type: 'ready' });
    // A page that VS Code brings back has what was known long ago.
    if (first !== undefined && this.#link.kept === undefined) this.#showFirst(parseToPage(JSON.parse(first)));
    this.#link.keep({ wasShown: true });
  }

  /** To be seen and not to be typed into, until the host has said what it knows now. */
  #showFirst(message: ToPage): void {
    this.#setInert(true);
    this.#take(message);
  }

  #setInert(isInert: boolean): void {
    [this.#notices.element, this.#content].forEach((part) => setAttributes(part, { inert: isInert }));
  }

  #act(action: NoticeAction): void {
    switch (action) {
      case 'connect':
        return this.#link.send({ type: 'connect' });
      case 'loadGoal':
        return this.#link.send({ type: 'retry', part: 'goal' });
      case 'send':
        return this.#link.send({ type: 'send' });
      case 'keep':
      case 'keepBoth':
        return this.#link.send({ type: 'keep' });
      case 'openExisting':
        return this.#link.send({ type: 'openExisting' });
      default:
        return action satisfies never;
    }
  }

  #hear(message: ToPage): void {
    this.#take(message);
    if (message.type !== 'state') return;
    this.#setInert(false);
    this.#fields.loadRest();
  }

  #take(message: ToPage): void {
    switch (message.type) {
      case 'state':
        return this.#update(message.seq, message.update);
      case 'choices':
        return this.#fields.setChoices(message.choices);
      case 'goTo':
        return this.#goTo(message.viewState);
      case 'showFirstProblem':
        return this.#showFirstProblem(message.of);
      case 'goToProblem':
        return this.#goToProblem(message.step);
      case 'say':
        return this.#bar.say(message.text);
      case 'enterMetric':
        return this.#metrics.enter();
      default:
        return message satisfies never;
    }
  }

  #update(seq: number, update: StateUpdate): void {
    const { metrics, templates } = update;
    const isNew = this.#model.take(seq, update);
    if (templates !== undefined) this.#fields.setTemplates(templates.choices, templates.list);
    if (metrics !== undefined) this.#metricState = metrics;
    if (isNew || metrics !== undefined) this.#show();
  }

  #show(): void {
    const { state } = this.#model;
    if (state === undefined) return;
    this.element.dataset['ready'] = 'true';
    this.#bar.show(state.line);
    this.#notices.show(state.notice, state.line.kind === 'sending');
    setText(this.#title, state.values.Name.trim() || (state.isNew ? l10n.t('New goal') : l10n.t('Goal')));
    setText(this.#company, state.names.CompanyId ?? '');
    this.#showCompletion(state.facts);
    this.#fields.show();
    this.#facts.show(state.facts, state.names.CompanyId, state.names.OwnerId);
    if (this.#metricState !== undefined)
      this.#metrics.show(this.#metricState, state.isNew, (field) => this.#model.isAhead(`metric ${field}`));
    this.#focusWanted();
  }

  #showCompletion(facts: Facts | undefined): void {
    const { completion: percent, spark } = facts ?? {};
    this.#completion.hidden = percent === undefined;
    const drawn = JSON.stringify([percent, spark]);
    if (percent === undefined || drawn === this.#completion.dataset['drawn']) return;
    this.#completion.dataset['drawn'] = drawn;
    const text = percentText(percent);
    this.#completion.replaceChildren(
      el('div', { class: 'beside' }, l10n.t('{0} complete', text), spark && sparkElement(spark)),
      bar(l10n.t('Progress: {0}', text), percent),
    );
  }

  #showFirstProblem(of: 'goal' | 'metric'): void {
    const among = of === 'goal' ? [this.#notices.element, this.#fields.element] : [this.#metrics.element];
    const [first] = among.flatMap((part) => problemsIn(part));
    if (first !== undefined) first.focus();
    else if (of === 'goal') window.scrollTo({ top: 0 });
  }

  #goToProblem(step: 'next' | 'previous'): void {
    this.#fields.commit();
    this.#fields.showAllProblems();
    const found = problemsIn(this.element);
    const next = problemFrom(document.activeElement, found, step);
    if (next === undefined) return this.#bar.say(l10n.t('No problems in this goal.'));
    next.focus();
    next.scrollIntoView({ block: 'nearest' });
  }

  /** The workbench acts on these keys in a moment. */
  #watchKeys(): void {
    document.addEventListener(
      'keydown',
      ({ key, ctrlKey, metaKey }) => {
        // What is half typed becomes a value before it is saved.
        if ((key === 's' || key === 'Enter') && (ctrlKey || metaKey)) this.#fields.commit();
      },
      { capture: true },
    );
    document.addEventListener('keydown', (event) => {
      // Without a picker that opens in the form that is being left.
      if (event.altKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) event.preventDefault();
    });
  }

  /** The host remembers where a person was: VS Code drops the page of a hidden tab. */
  #watchPlace(): void {
    const tell = (): void => {
      const focus = document.activeElement?.id;
      this.#link.send({ type: 'viewState', viewState: { scroll: window.scrollY, ...(focus ? { focus } : {}) } });
    };
    let due: number | undefined;
    window.addEventListener('scroll', () => {
      window.clearTimeout(due);
      due = window.setTimeout(tell, 150);
    });
    document.addEventListener('focusin', tell);
  }

  #goTo({ focus, scroll }: ViewState): void {
    this.#wanted = focus;
    this.#focusWanted();
    window.scrollTo({ top: scroll });
  }

  /** A field that is still being loaded takes the focus as soon as it can, unless a person went elsewhere. */
  #focusWanted(): void {
    if (this.#wanted === undefined) return;
    if (document.activeElement === document.body) document.getElementById(this.#wanted)?.focus({ preventScroll: true });
    if (document.activeElement !== document.body) this.#wanted = undefined;
  }
}
