import * as l10n from '@vscode/l10n';
import { causeOf, type Log } from '../log.ts';
import type { GoalField } from '../model/goalFields.ts';
import type { LoadStatus } from '../webview/loadStatus.ts';
import { formStateOf, loadStatusOf, metricStateOf } from './formState.ts';
import type { FormParts } from './formWords.ts';
import { goalFieldList } from '../words/fieldLabels.ts';
import { templateChoices } from './goalChoices.ts';
import { PageContents, type Contents } from './pageContents.ts';
import { parseToHost, type Choices, type TemplateState, type ToHost, type ToPage, type ViewState } from './protocol.ts';

export type FormActions = {
  readonly send: () => void;
  readonly compare: (field: GoalField) => void;
  readonly discard: () => void;
  readonly cancelWait: () => void;
  readonly addMetric: () => void;
  readonly connect: () => void;
  readonly openExisting: () => void;
};

export type FormHostDeps = {
  readonly log: Log;
  readonly parts: () => FormParts;
  readonly actions: FormActions;
  /** Units that this tenant's metrics are known to have. */
  readonly units: () => readonly string[];
  /** How far the tenant's list of goals is, from which companies and owners are known. */
  readonly goals: () => LoadStatus;
};

/** The most characters of a description that a page is made with. */
const mostAtFirst = 50_000;

/** The way to the page, and to the clipboard. */
type Line = { readonly post: (message: ToPage) => void; readonly copy: (text: string) => void };

/** The host's end of a form's page: posts the session's state to it and handles its messages. Knows nothing of VS Code. */
export class FormHost {
  readonly #deps: FormHostDeps;
  readonly #line: Line;
  readonly #subscription: { dispose(): void };
  /** What the page is to be told when it is next ready, such as where to put the focus. */
  readonly #atReady: ToPage[];
  /** `new`: the page has not been ready yet. */
  #page: 'new' | 'ready' | 'closed' = 'new';
  #isDue = false;
  #seq = 0;
  #toldSeq = 0;
  #viewState: ViewState = { scroll: 0 };
  #contents = new PageContents();
  /** The choices that the page has: thousands, which are not sent again for nothing. */
  #told: Choices | undefined;
  #templates: { readonly from: unknown; readonly id: string; readonly state: TemplateState } | undefined;

  constructor(deps: FormHostDeps, line: Line, atReady: readonly ToPage[]) {
    this.#deps = deps;
    this.#line = line;
    this.#atReady = [...atReady];
    this.#subscription = deps.parts().session.onDidChange(() => this.#pushSoon());
  }

  get viewState(): ViewState {
    return this.#viewState;
  }

  /** The page is gone: nothing is posted any more. */
  dispose(): void {
    this.#page = 'closed';
    this.#subscription.dispose();
  }

  post(message: ToPage): void {
    if (this.#page === 'new') this.#atReady.push(message);
    else if (this.#page === 'ready') this.#line.post(message);
  }

  /** Posts once for all changes of a turn. */
  #pushSoon(): void {
    if (this.#isDue || this.#page !== 'ready') return;
    this.#isDue = true;
    queueMicrotask(() => {
      this.#isDue = false;
      this.#push();
    });
  }

  /** What is known now, for a page that is being made; undefined for what is so large that it would be sent twice for nothing. */
  get first(): ToPage | undefined {
    const update = new PageContents().take(this.#now());
    const { source, values } = update;
    const length = (source?.base.length ?? 0) + (source?.markdown?.length ?? 0) + (values?.Description?.length ?? 0);
    return length > mostAtFirst ? undefined : { type: 'state', seq: 0, update };
  }

  #now(): Contents {
    const parts = this.#deps.parts();
    const { metric, goalId } = parts.session;
    const past = parts.past?.();
    const pointsOf = (metricId: string) => (goalId === undefined ? [] : (past?.points(goalId, metricId) ?? []));
    return {
      state: formStateOf(parts, past),
      metrics: metricStateOf(metric, this.#deps.units(), pointsOf),
      templates: this.#templateState(parts),
    };
  }

  #push(): void {
    const update = this.#contents.take(this.#now());
    if (Object.keys(update).length === 0 && this.#seq === this.#toldSeq) return;
    this.#toldSeq = this.#seq;
    this.post({ type: 'state', seq: this.#seq, update });
  }

  /** The same object as long as nothing changed. */
  #templateState({ session }: FormParts): TemplateState {
    const { state } = session.templates;
    const id = session.edits.mine.TemplateId;
    if (this.#templates?.from !== state || this.#templates.id !== id) {
      const choices = templateChoices(state.kind === 'loaded' ? state.value : [], id);
      this.#templates = { from: state, id, state: { list: loadStatusOf(state), choices } };
    }
    return this.#templates.state;
  }

  pushChoices(): void {
    if (this.#page !== 'ready') return;
    const { companies, owners } = this.#deps.parts().choices;
    const choices = { companies, owners, goals: this.#deps.goals() };
    const told = this.#told;
    if (companies === told?.companies && owners === told.owners && choices.goals.kind === told.goals.kind) return;
    this.#told = choices;
    this.post({ type: 'choices', choices });
  }

  receive(message: unknown): void {
    if (this.#page === 'closed') return;
    try {
      this.#handle(parseToHost(message));
    } catch (error) {
      this.#deps.log.error(`goal form: a message could not be handled: ${causeOf(error)}`);
    }
  }

  #handle(message: ToHost): void {
    const { session, saver } = this.#deps.parts();
    const { actions } = this.#deps;
    switch (message.type) {
      case 'ready':
        return this.#begin();
      case 'edit':
        return this.#acknowledge(message.seq, () => this.#edit(message));
      case 'unresolved':
        return this.#acknowledge(message.seq, () => session.setUnresolved(message.field, message.text));
      case 'editMetric':
        return this.#acknowledge(message.seq, () => session.metric.edit(message.field, message.value));
      case 'ping':
        return this.#acknowledge(message.seq, () => undefined);
      case 'addMetric':
        return actions.addMetric();
      case 'send':
        return actions.send();
      case 'keep':
        return session.keepDraftAnyway();
      case 'discard':
        return actions.discard();
      case 'cancelWait':
        return actions.cancelWait();
      case 'openExisting':
        return actions.openExisting();
      case 'choose':
        saver.choose(message.keep, message.field && [message.field]);
        return message.field === undefined ? actions.send() : undefined;
      case 'compare':
        return actions.compare(message.field);
      case 'retry':
        return this.#retry(message.part);
      case 'connect':
        return actions.connect();
      case 'copyId':
        return this.#copyId();
      case 'viewState':
        this.#viewState = message.viewState;
        return undefined;
      default:
        return message satisfies never;
    }
  }

  /** The page is new, or new again: VS Code drops the page of a hidden tab. */
  #begin(): void {
    const remembered = this.#page === 'ready' ? this.#viewState : undefined;
    this.#page = 'ready';
    this.#seq = 0;
    this.#toldSeq = 0;
    this.#told = undefined;
    this.#contents = new PageContents();
    this.pushChoices();
    this.#push();
    if (remembered !== undefined) this.post({ type: 'goTo', viewState: remembered });
    this.#atReady.splice(0).forEach((message) => this.post(message));
  }

  #edit({ field, value, markdown }: Extract<ToHost, { type: 'edit' }>): void {
    this.#contents.typed(field, value, markdown);
    const filled = this.#deps.parts().session.edit(field, value, markdown);
    if (filled.length === 0) return;
    const text = l10n.t('Filled in from the template: {0}. Undo to revert.', goalFieldList(filled));
    this.post({ type: 'say', text });
  }

  /** Acknowledges with the next state message. */
  #acknowledge(seq: number, act: () => void): void {
    act();
    this.#seq = seq;
    this.#pushSoon();
  }

  #retry(part: 'goal' | 'metrics' | 'templates'): void {
    const { session } = this.#deps.parts();
    switch (part) {
      case 'goal':
        return session.loadGoal();
      case 'metrics':
        return session.loadMetrics();
      case 'templates':
        return session.loadTemplates();
      default:
        return part satisfies never;
    }
  }

  #copyId(): void {
    const { goalId } = this.#deps.parts().session;
    if (goalId !== undefined) this.#line.copy(goalId);
  }
}
