import * as l10n from '@vscode/l10n';
import { HostLink } from '../../webview/page/hostLink.ts';
import { button, el, setAttributes, setText } from '../../webview/page/dom.ts';
import {
  parseToPage,
  type GoalName,
  type Overview,
  type Scope,
  type Standing,
  type ToHost,
  type ToPage,
} from '../protocol.ts';
import { FilterBar } from './filterBar.ts';
import { dueSection, paceSection, type Names } from './goalSections.ts';
import { ListSection } from './listSection.ts';
import { goalsText } from './pageWords.ts';
import { PictureSection } from './pictureSection.ts';
import { checkElements, riskElements } from './riskList.ts';
import { companySection, ownerSection } from './sections.ts';
import { Totals } from './totals.ts';
import { phrase } from '../../words/phrase.ts';

/** Lets others have their turn: drawing everything in one go would hold up keys and scrolling. */
const othersTurn = (): Promise<void> => new Promise((resolve) => void window.setTimeout(resolve));

/** The whole page: draws what the host counted, tells what a person asks for. */
export class OverviewPage {
  readonly element: HTMLElement;
  readonly #link: HostLink<ToHost, ToPage>;
  readonly #title = el('h1', { tabindex: '-1' });
  readonly #asOf = el('p', { class: 'faint' });
  readonly #filter: FilterBar;
  readonly #totals: Totals;
  readonly #empty = el('div', { class: 'empty', hidden: true });
  readonly #unknown = el('p', { class: 'note' });
  readonly #said = el('p', { class: 'unseen', role: 'status' });
  readonly #warning = el('p', { class: 'problem', role: 'status' });
  readonly #lost = el('p', { class: 'problem', role: 'alert' });
  readonly #body: HTMLElement;
  readonly #titles = {
    due: l10n.t('Goals by Target Date'),
    pace: l10n.t('Progress Against Time Passed'),
    risk: l10n.t('Most at Risk'),
    companies: l10n.t('Status by Company'),
    owners: l10n.t('Open Goals by Owner'),
    checks: l10n.t('Goal Check'),
  };
  readonly #due: PictureSection;
  readonly #pace: PictureSection;
  readonly #companies: PictureSection;
  readonly #owners: PictureSection;
  readonly #risk: ListSection;
  readonly #checks: ListSection;
  #standing: Standing = { tenant: '', asOf: '', state: 'loading', warning: '' };
  #overview: Overview | undefined;
  #isAll = true;
  #turn = 0;

  constructor() {
    this.#link = new HostLink({
      parse: parseToPage,
      onMessage: (message) => this.#take(message),
      onLost: (isLost) =>
        setText(this.#lost, isLost ? l10n.t('The extension is not responding. Close this tab and open it again.') : ''),
    });
    const act = (target: string): void => this.#act(target);
    this.#filter = new FilterBar({
      ask: (text) => this.#link.send({ type: 'query', text }),
      suggest: (at) => this.#link.send({ type: 'suggest', at }),
    });
    this.#totals = new Totals(act);
    this.#due = new PictureSection('due', this.#titles.due, act);
    this.#pace = new PictureSection('pace', this.#titles.pace, act);
    this.#companies = new PictureSection('companies', this.#titles.companies, act);
    this.#owners = new PictureSection('owners', this.#titles.owners, act);
    this.#risk = new ListSection('risk', this.#titles.risk);
    this.#checks = new ListSection('checks', this.#titles.checks);
    const sections = [this.#due, this.#pace, this.#risk, this.#companies, this.#owners, this.#checks];
    const grid = el('div', { class: 'grid' }, ...sections.map(({ element }) => element));
    this.#body = el('div', { hidden: true }, this.#totals.element, this.#unknown, grid);
    const heading = el('div', { class: 'heading' }, this.#title, this.#asOf);
    this.element = el('main', {}, this.#lost, heading, this.#filter.element, this.#said, this.#empty, this.#body);
  }

  start(): void {
    this.#link.send({ type: 'ready' });
  }

  #act(target: string): void {
    const at = target.indexOf(' ');
    const [kind, value] = [target.slice(0, at), target.slice(at + 1)];
    if (kind === 'goal') this.#link.send({ type: 'open', goalId: value });
    else this.#filter.narrow(value);
  }

  #take(message: ToPage): void {
    switch (message.type) {
      case 'pong':
        return undefined;
      case 'scope':
        return this.#takeScope(message.scope, message.standing, message.problem);
      case 'overview':
        this.#overview = message.overview;
        return void this.#show();
      case 'suggestions':
        return this.#filter.takeSuggestions(message.of, message.list);
      default:
        return message satisfies never;
    }
  }

  #takeScope(scope: Scope, standing: Standing, problem: string): void {
    // Pictures of one tenant never stand under the name of another.
    if (standing.tenant !== this.#standing.tenant) this.#forget();
    this.#standing = standing;
    this.#isAll = scope.query === '';
    this.#link.keep(scope);
    setText(this.#title, scope.name ?? (scope.query === '' ? l10n.t('All Goals') : l10n.t('Filtered Goals')));
    const asOf = standing.asOf === '' ? '' : l10n.t('{0}, as of {1}', standing.tenant, standing.asOf);
    setText(this.#asOf, asOf);
    setText(this.#warning, standing.warning);
    this.#filter.show(scope.query, problem);
    this.#showEmpty();
  }

  /** Also what is being drawn. */
  #forget(): void {
    this.#turn += 1;
    this.#overview = undefined;
    for (const list of [this.#risk, this.#checks]) list.show('', () => []);
    for (const picture of [this.#due, this.#pace, this.#companies, this.#owners]) picture.show({ key: '', notes: [] });
  }

  /** What is said in the place of pictures. */
  #showEmpty(): void {
    const { state } = this.#standing;
    const goals = this.#overview?.totals.goals ?? 0;
    const isEmpty = state !== 'ready' || goals === 0;
    setAttributes(this.element, { 'data-ready': 'true' });
    setAttributes(this.#body, { hidden: isEmpty });
    setAttributes(this.#empty, { hidden: !isEmpty });
    setAttributes(this.#filter.element, { hidden: state === 'disconnected' });
    if (!isEmpty) return;
    if (state === 'disconnected')
      this.#say(
        l10n.t('Connect to Gainsight to see an overview of goals.'),
        button(l10n.t('Connect…'), { id: 'connect' }, () => this.#link.send({ type: 'connect' })),
      );
    else if (state === 'loading' || this.#overview === undefined) this.#say(l10n.t('Loading goals…'));
    else if (this.#standing.warning !== '') this.#say('');
    else this.#say(this.#isAll ? l10n.t('There are no goals.') : l10n.t('No goals match the filter.'));
  }

  #say(text: string, ...others: readonly HTMLElement[]): void {
    if (this.#empty.dataset['text'] === text) return;
    this.#empty.dataset['text'] = text;
    this.#empty.replaceChildren(el('p', {}, text), ...others);
  }

  /** A section at a time: a later overview takes the place of one that is being drawn. */
  async #show(): Promise<void> {
    const overview = this.#overview;
    if (overview === undefined) return;
    const turn = (this.#turn += 1);
    this.#showEmpty();
    setText(this.#said, goalsText(overview.totals.goals));
    this.#totals.show(overview.totals);
    this.#showUnknown(overview);
    const named = new Map(overview.names.map((name) => [name.id, name]));
    const names: Names = (id) => withName(named.get(id), id);
    const act = (target: string): void => this.#act(target);
    const { due, pace, risk, companies, owners, checks } = overview;
    const steps = [
      () => this.#due.show(dueSection(this.#titles.due, due, overview.today, names)),
      () => this.#pace.show(paceSection(this.#titles.pace, pace, names)),
      () => this.#risk.show(keyOf(risk, risk.rows, names), () => riskElements(risk, names, act)),
      () => this.#companies.show(companySection(this.#titles.companies, companies)),
      () => this.#owners.show(ownerSection(this.#titles.owners, owners)),
      () => {
        const ids = checks?.flatMap((check) => check.ids.map((id) => ({ id })));
        if (checks !== undefined)
          this.#checks.show(keyOf(checks, ids ?? [], names), () => checkElements(checks, names, act));
      },
    ];
    for (const step of steps) {
      if (turn !== this.#turn) return;
      step();
      await othersTurn();
    }
  }

  #showUnknown({ unknown, asksWho }: Overview): void {
    const text = phrase(
      l10n.t(
        '{0, plural, one {Not counted: # goal that may or may not match the filter.} other {Not counted: # goals that may or may not match the filter.}}',
      ),
      unknown,
    );
    setAttributes(this.#unknown, { hidden: unknown === 0 });
    const ask = button(l10n.t('Choose Who You Are…'), { class: 'link', id: 'who' }, () =>
      this.#link.send({ type: 'whoAmI' }),
    );
    if (this.#unknown.dataset['text'] === `${text}${asksWho}`) return;
    this.#unknown.dataset['text'] = `${text}${asksWho}`;
    this.#unknown.replaceChildren(text, ...(asksWho ? [' ', ask] : []));
  }
}

const withName = (known: GoalName | undefined, id: string): GoalName => ({
  id,
  name: known?.name || id,
  company: known?.company ?? '',
});

/** Of content and the names of its goals: another name is another content. */
const keyOf = (content: unknown, goals: readonly { readonly id: string }[], names: Names): string =>
  JSON.stringify([content, goals.map(({ id }) => names(id))]);
