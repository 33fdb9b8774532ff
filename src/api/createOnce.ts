import type { Client } from './client.ts';
import { ApiError } from './errors.ts';
import { mayBeAllThatIsLeftOf, mayBeMadeOf } from './madeName.ts';
import { and, compare, or, whereOf } from './query.ts';
import type { Goal, GoalInput, GoalMetric, GoalMetricInput, GoalPage } from './schema.ts';
import { lookRepeatedly, looksAfterMs, sendOnce, type Looking, type Sighting } from './sendOnce.ts';
import type { Sleep } from './sleep.ts';
import type { TenantClock } from './tenantClock.ts';

type Recorded = { readonly Gsid: string };

/** What there is of one kind to create, and how a record of it is known again. `What` says what to create. */
export type Kind<What, T extends Recorded> = {
  readonly operation: string;
  readonly create: (what: What, signal: AbortSignal | undefined) => Promise<T>;
  /**
   * The records that may be it, and whether those are all.
   * @param from ISO 8601, of when those are at the earliest that a tenant may have called otherwise; '' for no such
   */
  readonly namesakes: (what: What, from: string, signal: AbortSignal | undefined) => Promise<Namesakes<T>>;
  readonly timeOf: (record: T) => string | undefined;
  readonly isAsSent: (record: T, what: What) => boolean;
  /** Whether its name may be one that the tenant made of the one that was sent. */
  readonly isLikeNamed: (record: T, what: What) => boolean;
  /** Whether it is called so, and in the place where it was to be made. */
  readonly isNamesake: (record: T, what: What) => boolean;
};

export type Namesakes<T> = { readonly records: readonly T[]; readonly isAll: boolean };

/** When something was sent, in the tenant's time, ISO 8601. */
type Sent = {
  /** Not before this. */
  readonly since: string;
  /** Whether that is known so well that no record of before can be taken for the one that was sent. */
  readonly isSure: boolean;
  /** Whatever was made before this was not made by it, however far clocks are off. */
  readonly surelyOld: string;
};

/** A tenant may be at a create for so long. */
const madeWithinMs = 10 * 60_000;

/** By so much an answer may correct what is known of the tenant's clock. */
const clockMovesMs = 5000;

/** A tenant's clock, or the zone of its stamps, may be off by up to this. */
const surelyOldMs = 24 * 3_600_000;

/** Somebody else may share so many of the last creates: each is kept with all that was sent. */
const mostShared = 200;

type Create = {
  readonly key: string;
  /** In the tenant's time, milliseconds since 1970. */
  readonly begun: number;
  /** The id of the record that is known to be its answer; undefined until there is one. */
  readonly answer?: string;
};

/** Creates records of one kind, each once, and finds out what became of a create whose answer was lost. */
export class Once<What, T extends Recorded> {
  readonly #kind: Kind<What, T>;
  readonly #clock: TenantClock;
  readonly #sleep: Sleep;
  /** Records that are known to be the answer to a create. */
  readonly #made = new Set<string>();
  /** What was asked for here last, but for what failed. */
  readonly #creates = new Set<Create>();
  /** What was looked for so long after it was sent that it will not appear. */
  readonly #absent = new Set<string>();

  constructor(kind: Kind<What, T>, clock: TenantClock, sleep: Sleep) {
    this.#kind = kind;
    this.#clock = clock;
    this.#sleep = sleep;
  }

  /** As {@link sendOnce}. */
  async create(what: What, signal?: AbortSignal, onLook?: (looking: Looking) => void): Promise<T> {
    this.#absent.delete(keyOf(what));
    const startedAt = this.#clock.now();
    const startedHere = this.#clock.wall();
    // Worked out at each look, since an answer may have told the tenant's time meanwhile.
    const sent = (): Sent => {
      const since = this.#clock.earliest(startedAt);
      const earlier = Math.min(Date.parse(since), startedHere);
      return { since, isSure: this.#clock.isSure, surelyOld: dayBefore(earlier) };
    };
    const look = (ended: AbortSignal | undefined): Promise<Sighting<T>> => this.#look(what, sent(), ended);
    const create = { key: keyOf(what), begun: Date.parse(this.#clock.earliest(startedAt)) };
    this.#creates.add(create);
    try {
      const answer = await sendOnce(
        () => this.#create(what, sent, signal),
        () => this.#lookFor(what, look, looksAfterMs, signal, onLook),
      );
      const record = this.#kind.isNamesake(answer, what) ? answer : await this.#ownOf(answer, look(signal));
      this.#made.add(record.Gsid);
      this.#creates.add({ ...create, answer: record.Gsid });
      const [oldest] = this.#creates;
      if (oldest !== undefined && this.#creates.size > mostShared) this.#creates.delete(oldest);
      return record;
    } finally {
      this.#creates.delete(create);
    }
  }

  /** @throws ApiError for an answer about a record that was there long before */
  async #create(what: What, sent: () => Sent, signal: AbortSignal | undefined): Promise<T> {
    const { create, timeOf, isNamesake, operation } = this.#kind;
    const answer = await create(what, signal);
    const isOld = !isNamesake(answer, what) && (timeOf(answer) ?? '\uFFFF') < sent().surelyOld;
    if (isOld) throw new ApiError('malformed', operation, { answeredBy: 'gateway' });
    return answer;
  }

  /** An answer of another name is what the tenant made of it, or about another record: then what was sent is there, too. */
  async #ownOf(answer: T, looking: Promise<Sighting<T>>): Promise<T> {
    const sighting = await looking.catch((error: unknown) => {
      if (error instanceof ApiError) return 'unclear';
      throw error;
    });
    return typeof sighting === 'object' ? sighting.found : answer;
  }

  /**
   * What became of a create in doubt, or of one that somebody else who shares it asked for here. Takes up to two minutes where it is not
   * there and was not looked for as long before.
   * @throws ApiError where the last look failed
   */
  find(what: What, since: string, signal?: AbortSignal, onLook?: (looking: Looking) => void): Promise<Sighting<T>> {
    const sent = { since, isSure: true, surelyOld: dayBefore(Math.min(Date.parse(since), this.#clock.wall())) };
    // Not by `since`, which an odd date may have made too early: a record that is still on its way would be taken for absent.
    const isOver = this.#absent.has(keyOf(what));
    const shared = (records: readonly T[]): Sighting<T> => this.#sharedIn(records, what, since);
    const look = (ended: AbortSignal | undefined): Promise<Sighting<T>> => this.#look(what, sent, ended, shared);
    return this.#lookFor(what, look, isOver ? [0] : looksAfterMs, signal, onLook);
  }

  /** What was sent at that time may be what another holder of the same draft or plan sent, and had an answer to. */
  #sharedIn(records: readonly T[], what: What, since: string): Sighting<T> {
    const isEarlier = (begun: number): boolean => begun < Date.parse(since) - clockMovesMs;
    const same = [...this.#creates].filter(({ key, begun }) => key === keyOf(what) && !isEarlier(begun));
    const [only, ...others] = same;
    if (only === undefined) return 'absent';
    const found = records.find(({ Gsid }) => Gsid === only.answer);
    return found === undefined || others.length > 0 ? 'unclear' : { found };
  }

  async #lookFor(
    what: What,
    look: (signal: AbortSignal | undefined) => Promise<Sighting<T>>,
    pauses: readonly number[],
    signal: AbortSignal | undefined,
    onLook: ((looking: Looking) => void) | undefined,
  ): Promise<Sighting<T>> {
    const sighting = await lookRepeatedly(look, pauses, { sleep: this.#sleep, signal, onLook });
    if (sighting === 'absent') this.#absent.add(keyOf(what));
    return sighting;
  }

  /** Namesakes are told apart by time and content; one that may be the record, or somebody else's, leaves it unclear. */
  async #look(
    what: What,
    { since, isSure, surelyOld }: Sent,
    signal: AbortSignal | undefined,
    shared: (records: readonly T[]) => Sighting<T> = () => 'absent',
  ): Promise<Sighting<T>> {
    const { timeOf, isAsSent, isNamesake, isLikeNamed } = this.#kind;
    const { records, isAll } = await this.#kind.namesakes(what, surelyOld, signal);
    const latest = momentAfter(since, madeWithinMs);
    const isCandidate = (record: T): boolean => {
      const time = timeOf(record);
      if (isNamesake(record, what)) return (time ?? since) >= surelyOld;
      // Of one that is called otherwise it must be known that it is new, and of one that is called quite otherwise when it was made.
      if (time === undefined || time < surelyOld) return false;
      return isLikeNamed(record, what) || (time >= since && time <= latest);
    };
    const candidates = records.filter((record) => !this.#made.has(record.Gsid) && isCandidate(record));
    const found = candidates.filter((record) => (timeOf(record) ?? '') >= since && isAsSent(record, what));
    const [only] = found;
    if (only !== undefined && found.length === 1 && isSure) return { found: only };
    return candidates.length === 0 && isAll ? shared(records) : 'unclear';
  }
}

const keyOf = (what: unknown): string => JSON.stringify(what);

/** '' for no date, so that nothing is surely older. */
const dayBefore = (ms: number): string =>
  Number.isNaN(ms) ? '' : new Date(Math.max(0, ms - surelyOldMs)).toISOString();

/** After the last moment there is, for no date. */
const momentAfter = (moment: string, ms: number): string => {
  const after = new Date(Date.parse(moment) + ms);
  return Number.isNaN(after.getTime()) ? '\uFFFF' : after.toISOString();
};

/** Rows of a page, and pages at most: a company has fewer goals that are called so or new. */
const mostNamesakes = 1000;
const mostPages = 5;

/** Goals of the company that are called so, and new ones that the tenant may have called otherwise. */
export const goalKind = (
  create: (input: GoalInput, signal: AbortSignal | undefined) => Promise<Goal>,
  search: Client['searchGoals'],
): Kind<GoalInput, Goal> => ({
  operation: 'createGoal',
  create,
  namesakes: async (input, from, signal) => {
    const named = compare('Name', 'EQ', input.Name);
    const recent = from === '' ? named : or(named, compare('CreatedDate', 'GTE', from));
    const same = and(compare('CompanyId', 'EQ', input.CompanyId), recent);
    const { records, isAll } = await allOf((offset) =>
      search({ where: whereOf(same), limit: mostNamesakes, offset }, signal),
    );
    const isHeeded = records.every(({ CompanyId }) => CompanyId === input.CompanyId);
    return { records: records.filter((goal) => mayBeIt(goal, input)), isAll: isHeeded && isAll };
  },
  timeOf: ({ CreatedDate }) => CreatedDate,
  isAsSent: isGoalAsSent,
  isLikeNamed: ({ Name }, input) => mayBeMadeOf(input.Name, Name),
  isNamesake: ({ CompanyId, Name }, input) => CompanyId === input.CompanyId && Name === input.Name,
});

/** A tenant may show fewer rows at a time than it is asked for, and not say how many there are. A row that is no goal may be any. */
const allOf = async (pageAt: (offset: number) => Promise<GoalPage>): Promise<Namesakes<Goal>> => {
  const met = new Map<string, Goal>();
  let reached = 0;
  for (let pages = 0; pages < mostPages; pages += 1) {
    const { records, rowCount = records.length, totalCount } = await pageAt(reached);
    const before = met.size;
    for (const goal of records) met.set(goal.Gsid, goal);
    reached += rowCount;
    const isEnd = rowCount === 0 ? reached >= (totalCount ?? 0) : totalCount !== undefined && reached >= totalCount;
    if (isEnd) return { records: [...met.values()], isAll: met.size === reached };
    if (met.size === before) break;
  }
  return { records: [...met.values()], isAll: false };
};

export type MetricOf = { readonly goalId: string; readonly input: GoalMetricInput };

/** As {@link goalKind}, of the goal. */
export const metricKind = (
  create: (of: MetricOf, signal: AbortSignal | undefined) => Promise<GoalMetric>,
  list: (goalId: string, signal: AbortSignal | undefined) => Promise<Namesakes<GoalMetric>>,
): Kind<MetricOf, GoalMetric> => ({
  operation: 'addGoalMetric',
  create,
  namesakes: async ({ goalId, input }, _, signal) => {
    const { records, isAll } = await list(goalId, signal);
    const mayBe = (metric: GoalMetric): boolean =>
      metric.Name === input.Name ||
      mayBeMadeOf(input.Name, metric.Name) ||
      (mayBeAllThatIsLeftOf(input.Name, metric.Name) && isMetricAsSent({ ...metric, Name: input.Name }, input));
    return { records: records.filter(mayBe), isAll };
  },
  timeOf: ({ LastUpdatedDate }) => LastUpdatedDate,
  isAsSent: (metric, { input }) => isMetricAsSent(metric, input),
  isLikeNamed: ({ Name }, { input }) => mayBeMadeOf(input.Name, Name),
  isNamesake: ({ Name }, { input }) => Name === input.Name,
});

const goalFields = ['CompanyId', 'Name', 'Description', 'TemplateId', 'Status', 'OwnerId', 'TargetDate'] as const;

/** Whether a goal of another name may be what the tenant made of this one. What has all else as it was sent may be, whatever it is called. */
const mayBeIt = (goal: Goal, input: GoalInput): boolean =>
  goal.Name === input.Name ||
  mayBeMadeOf(input.Name, goal.Name) ||
  (mayBeAllThatIsLeftOf(input.Name, goal.Name) && isGoalAsSent({ ...goal, Name: input.Name }, input));

const isGoalAsSent = (goal: Goal, input: GoalInput): boolean =>
  goalFields.every((field) => input[field] === undefined || goal[field] === input[field]);

const isMetricAsSent = (metric: GoalMetric, input: GoalMetricInput): boolean =>
  metric.Name === input.Name &&
  metric.TargetValue === input.TargetValue &&
  (metric.Unit ?? '') === (input.Unit ?? '') &&
  (input.CurrentValue === undefined || metric.CurrentValue === input.CurrentValue);
