import type { Client } from '../../../src/api/client.ts';
import { ApiError, type ApiErrorFacts, type ApiErrorKind } from '../../../src/api/errors.ts';
import type { Goal, GoalInput, GoalMetric } from '../../../src/api/schema.ts';
import { fieldsOf, inputOf, type GoalField, type GoalFields } from '../../../src/model/goalFields.ts';
import type { ApplyClient } from '../../../src/plan/applyPlan.ts';

type Chances = () => number;

const fail = (kind: ApiErrorKind, facts: ApiErrorFacts = {}): never => {
  throw new ApiError(kind, 'plan', facts);
};

const theirFields = ['Status', 'OwnerId', 'TargetDate', 'Description', 'Name'] as const;

/** A tenant in memory where chance decides what is refused, lost on the way, and changed by a colleague before it is read. */
export class MemoryTenant {
  readonly goals = new Map<string, GoalFields>();
  /** What a colleague wrote last, by goal and field. */
  readonly theirs = new Map<string, Partial<Record<GoalField, string>>>();
  /** All that a colleague ever wrote, as goal, field and value. */
  readonly everWritten = new Set<string>();
  readonly metrics = new Map<string, GoalMetric[]>();
  readonly refused = new Set<string>();
  readonly #stamps = new Map<string, string>();
  readonly #chances: Chances;
  #version = 0;
  #ids = 0;

  constructor(goals: readonly GoalFields[], chances: Chances) {
    this.#chances = chances;
    for (const fields of goals) this.#put(this.#nextId(), fields);
  }

  #nextId(): string {
    this.#ids += 1;
    return `G${this.#ids}`;
  }

  #put(id: string, fields: GoalFields): void {
    this.#version += 1;
    this.goals.set(id, fields);
    this.#stamps.set(id, this.#now());
  }

  #now(): string {
    return new Date(Date.UTC(2031, 0, 1) + this.#version).toISOString();
  }

  goal(id: string): Goal {
    const fields = this.goals.get(id);
    const ModifiedDate = this.#stamps.get(id);
    if (fields === undefined || ModifiedDate === undefined)
      return fail('notFound', { answeredBy: 'tenant', status: 404 });
    return { ...inputOf(fields), Gsid: id, ModifiedDate };
  }

  /** A colleague changes a field of one of these goals now and then. */
  #colleague(ids: readonly string[]): void {
    if (this.#chances() < 0.7) return;
    const id = ids[Math.floor(this.#chances() * ids.length)] ?? '';
    const field = theirFields[Math.floor(this.#chances() * theirFields.length)] ?? 'Status';
    const fields = this.goals.get(id);
    if (fields === undefined) return;
    const value = field === 'TargetDate' ? `2032-01-${10 + (this.#version % 20)}` : `their ${field} ${this.#version}`;
    this.theirs.set(id, { ...this.theirs.get(id), [field]: value });
    this.everWritten.add(`${id} ${field} ${value}`);
    this.write(id, { [field]: value });
  }

  /** As a colleague writes it. */
  write(id: string, theirs: Partial<GoalFields>): void {
    const fields = this.goals.get(id);
    if (fields !== undefined) this.#put(id, { ...fields, ...theirs });
  }

  #mayRefuse(id: string): void {
    if (this.refused.has(id)) fail('invalid', { answeredBy: 'tenant', status: 400 });
    const chance = this.#chances();
    if (chance < 0.08) fail('throttled', { answeredBy: 'tenant', status: 429 });
    if (chance < 0.16) fail('throttled', { outcome: 'notStored' });
    if (chance < 0.24) fail('server', { answeredBy: 'gateway', status: 503 });
  }

  #mayLoseAnswer(): void {
    const chance = this.#chances();
    if (chance < 0.12) fail('network');
    if (chance < 0.2) fail('gateway', { answeredBy: 'gateway', status: 413 });
  }

  #mayFailToRead(): void {
    if (this.#chances() < 0.06) fail('network');
  }

  readonly client: ApplyClient = {
    getGoal: async (id) => {
      this.#mayFailToRead();
      this.#colleague([id]);
      return this.goal(id);
    },
    searchGoals: async ({ where }) => {
      this.#mayFailToRead();
      const value = where?.conditions[0]?.value;
      const ids = Array.isArray(value) ? value.map(String) : [];
      this.#colleague(ids);
      return { records: ids.filter((id) => this.goals.has(id)).map((id) => this.goal(id)) };
    },
    updateGoal: async (id, input) => {
      this.#mayRefuse(id);
      this.goal(id);
      this.#put(id, fieldsOf({ ...input, TargetDate: String(input.TargetDate ?? '') }));
      this.#mayLoseAnswer();
      return this.goal(id);
    },
    createGoal: async (input) => {
      if (this.#chances() < 0.2) fail('invalid', { answeredBy: 'tenant', status: 400, outcome: 'notStored' });
      const isLost = this.#chances() < 0.2;
      if (isLost) fail('network', { outcome: 'unknown' });
      const id = this.#nextId();
      this.#put(id, fieldsOf(input));
      if (this.#chances() < 0.3) fail('network', { outcome: 'unknown' });
      return this.goal(id);
    },
    findCreatedGoal: async (input) => {
      this.#mayFailToRead();
      if (this.#chances() < 0.2) return 'unclear';
      const id = this.#idOf(input);
      return id === undefined ? 'absent' : { found: this.goal(id) };
    },
    addGoalMetric: async (goalId, input) => {
      if (this.#chances() < 0.2) fail('network', { outcome: 'unknown' });
      const metric = { ...input, Gsid: this.#nextId(), GoalId: goalId };
      this.metrics.set(goalId, [...(this.metrics.get(goalId) ?? []), metric]);
      if (this.#chances() < 0.3) fail('network', { outcome: 'unknown' });
      return metric;
    },
    findAddedMetric: async (goalId, input) => {
      this.#mayFailToRead();
      const found = this.metrics.get(goalId)?.find(({ Name }) => Name === input.Name);
      return found === undefined ? 'absent' : { found };
    },
    listGoalMetrics: async (goalId) => this.metrics.get(goalId) ?? [],
    tenantTime: () => this.#now(),
  } satisfies Partial<Client>;

  #idOf({ Name }: GoalInput): string | undefined {
    return [...this.goals].find(([, fields]) => fields.Name === Name)?.[0];
  }
}
