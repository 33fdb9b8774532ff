import type { MetricField } from '../../model/goalRules.ts';
import { percentText } from '../../model/progress.ts';
import type { FormState, MetricState, NoticeAction, Place, ToPage } from '../protocol.ts';
import { bar, el, setText } from './dom.ts';
import { FactSection } from './factSection.ts';
import { GoalFieldGroup } from './goalFields.ts';
import { HostLink } from './hostLink.ts';
import { MetricSection } from './metricSection.ts';
import { NoticeBoard } from './noticeBoard.ts';
import { StateBar } from './stateBar.ts';

/** The whole page: draws what the host says, tells what a person does. */
export class GoalForm {
  readonly element: HTMLElement;
  readonly #link: HostLink;
  readonly #bar: StateBar;
  readonly #notices: NoticeBoard;
  readonly #fields: GoalFieldGroup;
  readonly #metrics: MetricSection;
  readonly #facts: FactSection;
  readonly #company = el('p', { class: 'company' });
  readonly #title = el('h1');
  readonly #completion = el('div', { class: 'completion', hidden: true });
  readonly #metricEditedAt = new Map<MetricField, number>();
  #metricState: MetricState | undefined;
  #isNew = false;

  constructor() {
    this.#link = new HostLink(
      (message) => this.#take(message),
      (isLost) => this.#notices.showLost(isLost),
    );
    const link = this.#link;
    this.#bar = new StateBar({
      send: () => link.send({ type: 'send' }),
      discard: () => link.send({ type: 'discard' }),
    });
    this.#notices = new NoticeBoard({
      act: (action) => this.#act(action),
      choose: (keep, field) => link.send({ type: 'choose', keep, ...(field === undefined ? {} : { field }) }),
      compare: (field) => link.send({ type: 'compare', field }),
      send: () => link.send({ type: 'send' }),
    });
    this.#fields = new GoalFieldGroup(link);
    this.#metrics = new MetricSection({
      edited: (field, value) => this.#metricEditedAt.set(field, link.edit({ type: 'editMetric', field, value })),
      add: () => link.send({ type: 'addMetric' }),
      retry: () => link.send({ type: 'retry', part: 'metrics' }),
    });
    this.#facts = new FactSection(() => link.send({ type: 'copyId' }));
    this.element = this.#layOut();
  }

  #layOut(): HTMLElement {
    const heading = el('div', { class: 'heading' }, el('div', {}, this.#company, this.#title), this.#completion);
    const content = [heading, this.#fields.element, this.#metrics.element, this.#facts.element];
    return el('main', {}, this.#bar.element, this.#notices.element, el('div', { class: 'content' }, ...content));
  }

  start(): void {
    this.#watchPlace();
    this.#link.send({ type: 'ready' });
  }

  #act(action: NoticeAction): void {
    switch (action) {
      case 'connect':
        return this.#link.send({ type: 'connect' });
      case 'loadGoal':
        return this.#link.send({ type: 'retry', part: 'goal' });
      case 'send':
        return this.#link.send({ type: 'send' });
      default:
        return action satisfies never;
    }
  }

  #take(message: ToPage): void {
    switch (message.type) {
      case 'state':
        return this.#show(message.state);
      case 'metrics':
        return this.#showMetrics(message.metrics);
      case 'choices':
        return this.#fields.setChoices(message.choices);
      case 'templates':
        return this.#fields.setTemplates(message.choices, message.list);
      case 'goTo':
        return goTo(message.place);
      case 'showFirstProblem':
        return this.#showFirstProblem(message.of);
      case 'enterMetric':
        return this.#metrics.enter();
      case 'acknowledged':
        return undefined;
      default:
        return message satisfies never;
    }
  }

  #show(state: FormState): void {
    this.element.dataset['ready'] = 'true';
    this.#isNew = state.isNew;
    this.#bar.show(state.line);
    this.#notices.show(state.notice);
    setText(this.#title, state.values.Name.trim() || (state.isNew ? 'New goal' : 'Goal'));
    setText(this.#company, state.names.CompanyId ?? '');
    this.#showCompletion(state.facts?.completion);
    this.#fields.show(state);
    this.#facts.show(state.facts, state.names.CompanyId, state.names.OwnerId);
    if (this.#metricState !== undefined) this.#showMetrics(this.#metricState);
  }

  #showCompletion(percent: number | undefined): void {
    this.#completion.hidden = percent === undefined;
    if (percent === undefined) return;
    const text = percentText(percent);
    this.#completion.replaceChildren(el('span', {}, `${text} complete`), bar(`Completion: ${text}`, percent));
  }

  #showMetrics(metrics: MetricState): void {
    this.#metricState = metrics;
    this.#metrics.show(metrics, this.#isNew, (field) => (this.#metricEditedAt.get(field) ?? 0) > metrics.seq);
  }

  #showFirstProblem(of: 'goal' | 'metric'): void {
    const among = of === 'goal' ? this.#fields.element : this.#metrics.element;
    const invalid = among.querySelector<HTMLElement>('[aria-invalid="true"]');
    const target = invalid?.matches('fieldset') ? invalid.querySelector<HTMLElement>('input') : invalid;
    if (target) target.focus();
    else if (of === 'goal') window.scrollTo({ top: 0 });
  }

  /** The host remembers where a person was: VS Code drops the page of a hidden tab. */
  #watchPlace(): void {
    const tell = (): void => {
      const focus = document.activeElement?.id;
      this.#link.send({ type: 'place', place: { scroll: window.scrollY, ...(focus ? { focus } : {}) } });
    };
    let due: number | undefined;
    window.addEventListener('scroll', () => {
      window.clearTimeout(due);
      due = window.setTimeout(tell, 150);
    });
    document.addEventListener('focusin', tell);
  }
}

const goTo = ({ focus, scroll }: Place): void => {
  if (focus !== undefined) document.getElementById(focus)?.focus({ preventScroll: true });
  window.scrollTo({ top: scroll });
};
