import { explainQueryError } from '../explain.ts';
import { causeOf } from '../log.ts';
import { pause } from '../model/pause.ts';
import type { Need } from '../model/query/context.ts';
import { asksOf, needsOf } from '../model/query/context.ts';
import { parse } from '../model/query/parse.ts';
import type { Query } from '../model/query/query.ts';
import type { TenantId } from '../model/tenant.ts';
import type { LiveRows } from '../model/views/liveRows.ts';
import { riskText } from '../words/riskText.ts';
import { countChecks } from './countChecks.ts';
import { countOverview, withChecks } from './countOverview.ts';
import { CachedCount } from './cachedCount.ts';
import type { OverviewHostDeps, OverviewLine } from './overviewHostDeps.ts';
import { parseToHost, type Overview, type CaretText, type Scope, type Standing, type ToHost } from './protocol.ts';
import { readSparks, sparksIn, withSparks } from './sparks.ts';
import { standingOf } from './standing.ts';
import { suggestionsAt } from './suggestions.ts';

/** Changes that come one after the other are counted once, and a count waits for as long as nothing came. */
const quietMs = 150;
/** No change waits longer, however many come. */
const mostMs = 1000;

class Outrun extends Error {}

/** One overview: counts what its page shows, as long as somebody sees it. */
export class OverviewHost {
  readonly #deps: OverviewHostDeps;
  readonly #line: OverviewLine;
  readonly #cached = new CachedCount();
  readonly #subscriptions: readonly { dispose(): void }[];
  #scope: Scope;
  #problem = '';
  #query: Query = [];
  #isReady = false;
  #isVisible = true;
  #isStale = true;
  /** What the page was told last, as one text: the same again would draw everything anew. */
  #told = '';
  #last: Overview | undefined;
  #tenant: TenantId | undefined;
  #providedFor: TenantId | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #changedAt: number | undefined;
  /** The count that runs; a later one takes its place. */
  #turn = 0;

  constructor(deps: OverviewHostDeps, line: OverviewLine, scope: Scope) {
    this.#deps = deps;
    this.#line = line;
    this.#scope = scope;
    this.#read(scope.query);
    this.#tenant = deps.tenant();
    this.#subscriptions = [
      deps.rows.onDidChange((change) => {
        this.#cached.changed(change);
        this.#soon();
      }),
      deps.store.onDidChange(() => this.#storeChanged()),
      deps.onDidChangeContext((need) => this.#contextChanged(need)),
      deps.onDidChangeRules(() => this.#countAnew()),
    ];
    // While the page loads.
    void this.#count();
  }

  dispose(): void {
    this.#turn += 1;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#isVisible = false;
    this.#subscriptions.forEach((each) => each.dispose());
  }

  get scope(): Scope {
    return this.#scope;
  }

  /** Nothing is counted for a tab that nobody sees. */
  setVisible(isVisible: boolean): void {
    this.#isVisible = isVisible;
    if (isVisible && this.#isStale) this.#soon();
    if (!isVisible) this.#isReady = false;
  }

  receive(message: unknown): void {
    try {
      this.#handle(parseToHost(message));
    } catch (error) {
      this.#deps.log.error(`overview: a message could not be handled: ${causeOf(error)}`);
    }
  }

  #handle(message: ToHost): void {
    const { connect, whoAmI } = this.#deps;
    switch (message.type) {
      case 'ready':
        return this.#begin();
      case 'ping':
        return this.#line.post({ type: 'pong', seq: message.seq });
      case 'query':
        return this.#ask(message.text);
      case 'suggest':
        return this.#do(() => this.#suggest(message.at));
      case 'open':
        return this.#do(async () => this.#open(message.goalId));
      case 'connect':
        return this.#do(connect);
      case 'whoAmI':
        return this.#do(whoAmI);
      default:
        return message satisfies never;
    }
  }

  #do(act: () => PromiseLike<unknown>): void {
    act().then(undefined, (error: unknown) => {
      this.#deps.log.error(`overview: ${causeOf(error)}`);
      this.#line.failed(error);
    });
  }

  async #open(goalId: string): Promise<void> {
    const goal = this.#deps.store.goal(goalId);
    if (goal !== undefined) await this.#deps.openGoal(goal);
  }

  async #suggest(at: CaretText): Promise<void> {
    const rows = await this.#deps.rows.ready();
    const list = rows === undefined ? [] : suggestionsAt(at.text, at.caret, rows, this.#deps.context());
    this.#line.post({ type: 'suggestions', of: at, list });
  }

  /** The page is new, or new again: VS Code drops the page of a hidden tab. */
  #begin(): void {
    this.#isReady = true;
    this.#told = '';
    this.#tellScope();
    if (this.#last !== undefined) this.#line.post({ type: 'overview', overview: this.#last });
    if (this.#isStale) this.#soon();
  }

  #ask(text: string): void {
    if (text === this.#scope.query && this.#problem === '') return;
    this.#read(text);
    if (this.#problem === '') {
      this.#scope = { query: text };
      this.#line.named(this.#scope);
      this.#providedFor = undefined;
      void this.#count();
    }
    this.#tellScope();
  }

  /** Once for a query in a tenant: also one that was there before its page, or before the tenant. */
  #provide(): void {
    if (this.#providedFor === this.#deps.tenant()) return;
    this.#providedFor = this.#deps.tenant();
    if (asksOf(this.#query).length === 0) return;
    const needs = needsOf(this.#query, this.#deps.context());
    if (needs.length > 0) this.#do(() => this.#deps.provide(needs));
  }

  /** What is wrong with a query leaves the one before as it is. */
  #read(text: string): void {
    const parsed = parse(text);
    this.#problem = parsed.kind === 'query' ? '' : explainQueryError(parsed.errors[0]);
    if (parsed.kind !== 'query') return;
    this.#query = parsed.query;
    this.#cached.forget();
  }

  #storeChanged(): void {
    const tenant = this.#deps.tenant();
    if (tenant !== this.#tenant) {
      // What was counted, and what is being counted, is of the tenant before.
      this.#tenant = tenant;
      this.#last = undefined;
      this.#turn += 1;
      this.#soon();
    }
    this.#tellScope();
  }

  #standing(): Standing {
    const tenant = this.#deps.tenant();
    return standingOf(this.#deps.store.state, tenant && this.#deps.labelOf(tenant));
  }

  #tellScope(): void {
    if (!this.#isReady) return;
    const message = { type: 'scope', scope: this.#scope, standing: this.#standing(), problem: this.#problem } as const;
    const text = JSON.stringify(message);
    if (text === this.#told) return;
    this.#told = text;
    this.#line.post(message);
  }

  /** What the query does not ask for decides nothing; whether goals have metrics is a risk, too. */
  #contextChanged(need: Need | 'today'): void {
    if (need === 'today' || need === 'hasMetrics' || asksOf(this.#query).includes(need)) this.#countAnew();
  }

  #countAnew(): void {
    this.#cached.forget();
    this.#soon();
  }

  #soon(): void {
    this.#isStale = true;
    if (!this.#isVisible) return;
    const now = performance.now();
    this.#changedAt ??= now;
    clearTimeout(this.#timer);
    const wait = Math.max(0, Math.min(quietMs, this.#changedAt + mostMs - now));
    this.#timer = setTimeout(() => void this.#count(), wait);
  }

  async #count(): Promise<void> {
    const turn = (this.#turn += 1);
    clearTimeout(this.#timer);
    this.#changedAt = undefined;
    this.#isStale = false;
    try {
      const rows = await this.#rows();
      if (turn !== this.#turn) return;
      if (rows === undefined) return this.#show(undefined);
      // The tab may have been hidden since this was due.
      if (!this.#isVisible) throw new Outrun();
      this.#provide();
      await this.#countIn(rows, async () => {
        await pause();
        if (turn !== this.#turn || !this.#isVisible) throw new Outrun();
      });
    } catch (error) {
      if (!this.#isVisible) this.#isStale = true;
      if (!(error instanceof Outrun)) this.#deps.log.error(`overview: could not be counted: ${causeOf(error)}`);
    }
  }

  /** A count needs no order of names, which takes longer than to count what changed: it does not wait for that. */
  async #rows(): Promise<LiveRows['rows']> {
    const { rows, isBehind } = this.#deps.rows;
    return rows === undefined || isBehind ? this.#deps.rows.ready() : rows;
  }

  async #countIn(rows: NonNullable<LiveRows['rows']>, othersTurn: () => Promise<void>): Promise<void> {
    const { ruleText, rulesOff, past } = this.#deps;
    const context = this.#deps.context();
    const risk = this.#deps.risk();
    const now = new Date();
    const { counted, checked } = this.#cached.of(rows, now);
    const deps = { rows, query: this.#query, context, now, risk, riskText, pause: othersTurn, counted };
    const overview = await countOverview(deps);
    // The pictures do not wait for checks and sparklines, and those that were shown stay until there are new ones.
    const before = this.#last;
    const begun = withSparks(overview, sparksIn(before));
    this.#show(before?.checks === undefined ? begun : withChecks(begun, before.checks, rows));
    const counting = countChecks({ ...deps, checked, ruleText, rulesOff: rulesOff() });
    const [checks, sparks] = await Promise.all([counting, readSparks(overview, past)]);
    await othersTurn();
    this.#show(withChecks(withSparks(overview, sparks), checks, rows));
  }

  #show(overview: Overview | undefined): void {
    this.#last = overview;
    this.#tellScope();
    if (this.#isReady && overview !== undefined) this.#line.post({ type: 'overview', overview });
  }
}
