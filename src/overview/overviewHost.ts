import type { Goal } from '../api/schema.ts';
import { explainQueryError } from '../explain.ts';
import { causeOf, type Log } from '../log.ts';
import type { Event } from '../model/emitter.ts';
import type { GoalCheckRule } from '../model/goalCheckRule.ts';
import type { GoalStore } from '../model/goalStore.ts';
import { pause } from '../model/pause.ts';
import type { Need, QueryContext } from '../model/query/context.ts';
import { asksOf, needsOf } from '../model/query/context.ts';
import { parse } from '../model/query/parse.ts';
import type { Query } from '../model/query/query.ts';
import type { RiskThresholds } from '../model/risk/riskThresholds.ts';
import type { TenantId } from '../model/tenant.ts';
import type { LiveRows } from '../model/views/liveRows.ts';
import { riskText } from '../words/riskText.ts';
import { countChecks } from './countChecks.ts';
import { countOverview, withChecks } from './countOverview.ts';
import {
  parseToHost,
  type Overview,
  type Place,
  type Scope,
  type Standing,
  type ToHost,
  type ToPage,
} from './protocol.ts';
import { readSparks, sparksIn, withSparks, type ReadPast } from './sparks.ts';
import { standingOf } from './standing.ts';
import { suggestionsAt } from './suggestions.ts';

export type OverviewHostDeps = {
  readonly store: Pick<GoalStore, 'state' | 'goal' | 'onDidChange'>;
  readonly tenant: () => TenantId | undefined;
  readonly rows: Pick<LiveRows, 'rows' | 'ready' | 'onDidChange'>;
  readonly context: () => QueryContext;
  readonly onDidChangeContext: Event<Need | 'today'>;
  /** Asks the tenant for what a query needs, where it can be asked. */
  readonly provide: (needs: readonly Need[]) => Promise<void>;
  readonly ruleText: (rule: GoalCheckRule) => string;
  /** A person's settings: from when on a goal is at risk, which rules of the goal check are off, and that either may be otherwise. */
  readonly risk: () => RiskThresholds;
  readonly rulesOff: () => ReadonlySet<GoalCheckRule>;
  readonly onDidChangeRules: Event<unknown>;
  readonly openGoal: (goal: Goal) => Promise<void>;
  readonly connect: () => PromiseLike<unknown>;
  readonly whoAmI: () => PromiseLike<unknown>;
  readonly past: ReadPast;
  readonly log: Pick<Log, 'error'>;
};

export type OverviewLine = {
  readonly post: (message: ToPage) => void;
  /** The scope is another: the tab has its name. */
  readonly named: (scope: Scope) => void;
  /** What a person asked for failed. */
  readonly failed: (error: unknown) => void;
};

/** Changes that come one after the other are counted once, and a count waits for as long as nothing came. */
const quietMs = 150;
/** No change waits longer, however many come. */
const mostMs = 1000;

class Outrun extends Error {}

/** One overview: counts what its page shows, as long as somebody sees it. */
export class OverviewHost {
  readonly #deps: OverviewHostDeps;
  readonly #line: OverviewLine;
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
      deps.rows.onDidChange(() => this.#soon()),
      deps.store.onDidChange(() => this.#storeChanged()),
      deps.onDidChangeContext(() => this.#soon()),
      deps.onDidChangeRules(() => this.#soon()),
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

  async #suggest(at: Place): Promise<void> {
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
    if (parsed.kind === 'query') this.#query = parsed.query;
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
    return standingOf(this.#deps.store.state, this.#deps.tenant());
  }

  #tellScope(): void {
    if (!this.#isReady) return;
    const message = { type: 'scope', scope: this.#scope, standing: this.#standing(), problem: this.#problem } as const;
    const text = JSON.stringify(message);
    if (text === this.#told) return;
    this.#told = text;
    this.#line.post(message);
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
      const rows = await this.#deps.rows.ready();
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

  async #countIn(rows: NonNullable<LiveRows['rows']>, othersTurn: () => Promise<void>): Promise<void> {
    const { store, ruleText, rulesOff, past } = this.#deps;
    const context = this.#deps.context();
    const nameOf = (goalId: string): string | undefined => store.goal(goalId)?.Name;
    const risk = this.#deps.risk();
    const deps = { rows, query: this.#query, context, now: new Date(), risk, nameOf, riskText, pause: othersTurn };
    const overview = await countOverview(deps);
    // The pictures do not wait for checks and sparklines, and those that were shown stay until there are new ones.
    const before = this.#last;
    const begun = withSparks(overview, sparksIn(before));
    this.#show(before?.checks === undefined ? begun : withChecks(begun, before.checks, deps));
    const counting = countChecks({ ...deps, ruleText, rulesOff: rulesOff() });
    const [checks, sparks] = await Promise.all([counting, readSparks(overview, past)]);
    await othersTurn();
    this.#show(withChecks(withSparks(overview, sparks), checks, deps));
  }

  #show(overview: Overview | undefined): void {
    this.#last = overview;
    this.#tellScope();
    if (this.#isReady && overview !== undefined) this.#line.post({ type: 'overview', overview });
  }
}
