import { isDeepStrictEqual } from 'node:util';
import type { Client } from '../../src/api/client.ts';
import { matches, whereOf } from '../../src/api/query.ts';
import type { Goal } from '../../src/api/schema.ts';
import type { Draft } from '../../src/editing/draft.ts';
import type { Drafts } from '../../src/editing/drafts.ts';
import { GoalEdits } from '../../src/editing/goalEdits.ts';
import { fieldsOf, mapFields, noFields } from '../../src/model/goalFields.ts';
import { noMetricFields } from '../../src/model/goalRules.ts';
import type { Chance } from '../../src/sample/data/seeded.ts';
import { tenantId, type Said, type Text } from './typing.ts';

type Held = {
  /** What was acknowledged. */
  text: Text;
  /** What was begun and not acknowledged. */
  pending?: Text;
  readonly isNew: boolean;
};

export type Counts = { acknowledged: number; cutShort: number; discards: number; sends: number; created: number };

const goalsAtFirst = 6;
const goalsAtOnce = 3;

/** What must be on disk or in the tenant, by what the typists said. */
export class StoreModel {
  readonly counts: Counts = { acknowledged: 0, cutShort: 0, discards: 0, sends: 0, created: 0 };
  readonly #drafts: Drafts;
  readonly #client: Client;
  readonly #held = new Map<string, Held>();
  /** Ids that were made up for new goals, which begin the names of those goals. */
  readonly #madeUp = new Set<string>();
  #companyId = '';

  constructor(drafts: Drafts, client: Client) {
    this.#drafts = drafts;
    this.#client = client;
  }

  get companyId(): string {
    return this.#companyId;
  }

  async begin(): Promise<void> {
    const { records } = await this.#client.searchGoals({ limit: goalsAtFirst });
    for (const { Gsid } of records) {
      const goal = await this.#client.getGoal(Gsid);
      this.#companyId = goal.CompanyId;
      this.#held.set(Gsid, { text: { fields: fieldsOf(goal), metric: noMetricFields }, isNew: false });
    }
  }

  /** What the next typist works on. */
  some(chance: Chance): { readonly goals: readonly string[]; readonly newGoals: readonly string[] } {
    const ids = (isNew: boolean): string[] =>
      [...this.#held].filter(([, held]) => held.isNew === isNew).map(([id]) => id);
    const goals = ids(false);
    const picked = Array.from({ length: goalsAtOnce }, () => chance.pick(goals));
    return { goals: [...new Set(picked)], newGoals: ids(true) };
  }

  hear(said: Said): void {
    switch (said.type) {
      case 'ready':
        return undefined;
      case 'shows':
        return this.#shown(said.id, said.text);
      case 'begins':
        this.#of(said.id).pending = said.text;
        return undefined;
      case 'done':
        return this.#done(this.#of(said.id));
      case 'sends':
        this.counts.sends += 1;
        return undefined;
      case 'sent':
        if (said.outcome === 'created') this.counts.created += 1;
        return undefined;
      case 'became':
        this.#held.set(said.goalId, { ...this.#of(said.id), isNew: false });
        this.#held.delete(said.id);
        return undefined;
      case 'gone':
        this.#held.delete(said.id);
        this.counts.discards += 1;
        return undefined;
      default:
        return said satisfies never;
    }
  }

  #shown(id: string, text: Text): void {
    const held = this.#held.get(id);
    if (held === undefined) {
      this.#madeUp.add(id);
      this.#held.set(id, { text, isNew: true });
    } else expectSame(id, 'shown', text, [held.text]);
  }

  #done(held: Held): void {
    if (held.pending === undefined) throw new Error('what was not begun is done');
    held.text = held.pending;
    delete held.pending;
    this.counts.acknowledged += 1;
  }

  #of(id: string): Held {
    const held = this.#held.get(id);
    if (held === undefined) throw new Error(`nobody knows ${id}`);
    return held;
  }

  /** Looks at everything that any typist ever wrote; from then on what was found holds. */
  async check(): Promise<void> {
    for (const [id, held] of this.#held) {
      const draft = this.#drafts.read({ tenant: tenantId, id });
      if (held.isNew && draft === undefined && isDeepStrictEqual(held.pending, this.#blank)) {
        // The draft of a goal that an earlier typist may have created all the same.
        this.#held.delete(id);
        continue;
      }
      const goal = await this.#goalOf(id, held, draft);
      const found = this.#textOf(draft, goal);
      expectSame(id, 'kept', found, held.pending === undefined ? [held.text] : [held.text, held.pending]);
      if (held.pending !== undefined) this.counts.cutShort += 1;
      delete held.pending;
      held.text = found;
      if (!held.isNew || draft !== undefined) continue;
      this.#held.delete(id);
      if (goal !== undefined) this.#held.set(goal.Gsid, { text: found, isNew: false });
    }
  }

  async #goalOf(id: string, { isNew }: Held, draft: Draft | undefined): Promise<Goal | undefined> {
    if (!isNew) return this.#client.getGoal(id);
    const goalId = draft === undefined ? (await this.#idsNamed(id))[0] : draft.goalId;
    return goalId === undefined ? undefined : this.#client.getGoal(goalId);
  }

  async #idsNamed(madeUp: string): Promise<readonly string[]> {
    const where = whereOf(matches('Name', 'STARTS_WITH', `${madeUp}:`));
    return (await this.#client.searchGoals({ where })).records.map(({ Gsid }) => Gsid);
  }

  /** The form of a new goal before anything is typed. */
  get #blank(): Text {
    return { fields: { ...noFields, Status: 'Not Started', CompanyId: this.#companyId }, metric: noMetricFields };
  }

  #textOf(draft: Draft | undefined, goal: Goal | undefined): Text {
    const inTenant = goal === undefined ? (draft?.base ?? this.#blank.fields) : fieldsOf(goal);
    if (draft === undefined) return { fields: inTenant, metric: noMetricFields };
    const { base, mine, metric = noMetricFields } = draft;
    const edited = new Set(new GoalEdits(base, mine, draft).changed());
    return { fields: mapFields((name) => (edited.has(name) ? mine[name] : inTenant[name])), metric };
  }

  /** From one form comes one goal. */
  async checkCreatedOnce(): Promise<void> {
    for (const id of this.#madeUp) {
      const { length } = await this.#idsNamed(id);
      if (length > 1) throw new Error(`${id} is in the tenant ${length} times`);
    }
  }
}

const expectSame = (id: string, what: string, found: Text, expected: readonly Text[]): void => {
  if (expected.some((text) => isDeepStrictEqual(text, found))) return;
  const lines = [...expected.map((text) => `  ${JSON.stringify(text)}`), 'but is', `  ${JSON.stringify(found)}`];
  throw new Error(`what is ${what} of ${id} should be\n${lines.join('\n')}`);
};
