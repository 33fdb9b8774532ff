import type { Looking } from '../api/client.ts';
import { ApiError, isNotStored } from '../api/errors.ts';
import type { GoalMetric } from '../api/schema.ts';
import { Failure } from '../failure.ts';
import { causeOf, type Log } from '../log.ts';
import {
  checkMetric,
  metricFieldNames,
  metricInputOf,
  noMetricFields,
  type MetricField,
  type MetricFields,
  type MetricTexts,
} from '../model/goalRules.ts';
import { NotConnected, type GoalStore } from '../model/goalStore.ts';
import type { MetricMismatch, SavedMetric } from '../model/mismatches.ts';
import type { TenantId } from '../model/tenant.ts';
import type { Draft, MetricSent } from './draft.ts';
import { Resource } from './resource.ts';
import { serverFieldErrors } from './serverFieldErrors.ts';

type MetricEntryDeps = {
  readonly store: Pick<GoalStore, 'metrics' | 'addMetric' | 'findAddedMetric' | 'hasMetricNamed' | 'tenantTime'>;
  readonly log: Log;
  /** The connected tenant; the goal's own where a metric may be added. */
  readonly tenant: () => TenantId | undefined;
  readonly changed: () => void;
  /** Writes the draft. */
  readonly keep: () => void;
  /** Whether another window did something to the draft, and may have added what stands here. */
  readonly isElsewhere: () => boolean;
  readonly read: <T>(fetch: (signal: AbortSignal) => Promise<T>) => Promise<T>;
};

/** A goal's metrics, and the one that is being written. */
export class MetricEntry {
  readonly list: Resource<readonly GoalMetric[]>;
  readonly #deps: MetricEntryDeps;
  #fields: MetricFields;
  #serverErrors: MetricTexts = {};
  #failure: unknown;
  #mismatches: readonly MetricMismatch[] = [];
  #isAdding = false;
  #adding: Promise<void> | undefined;
  #showProblems = false;
  #added = 0;
  #sent: MetricSent | undefined;
  /** What was in doubt as it was cleared: it may be typed once more. */
  #givenUp: MetricSent | undefined;
  /** What a person was told of that may be there already, and so may add. */
  #told: MetricFields | undefined;
  #looking: Looking | undefined;
  /** The one that was connected when the last add began. */
  #tenant: TenantId | undefined;

  constructor(draft: Pick<Draft, 'metric' | 'metricSent'> | undefined, deps: MetricEntryDeps) {
    this.#fields = draft?.metric ?? noMetricFields;
    this.#sent = draft?.metricSent;
    this.#deps = deps;
    this.list = new Resource(deps.changed);
  }

  get fields(): MetricFields {
    return this.#fields;
  }

  get serverErrors(): MetricTexts {
    return this.#serverErrors;
  }

  /** Why the last try to add failed, where no field is to blame. */
  get failure(): unknown {
    return this.#failure;
  }

  /** Fields in which the tenant holds another value than the one that was added last, until the next is begun. */
  get mismatches(): readonly MetricMismatch[] {
    return this.#mismatches;
  }

  get isAdding(): boolean {
    return this.#isAdding;
  }

  get showProblems(): boolean {
    return this.#showProblems;
  }

  /** How many were added here. */
  get added(): number {
    return this.#added;
  }

  /** What is on its way to the tenant, or was and nobody knows what became of it. */
  get sent(): MetricSent | undefined {
    return this.#sent;
  }

  /** How far the looking for a metric is whose answer was lost. */
  get looking(): Looking | undefined {
    return this.#looking;
  }

  get isBegun(): boolean {
    return metricFieldNames.some((name) => this.#fields[name] !== '');
  }

  load(goalId: string): void {
    void this.list.load(() => this.#listed(goalId));
  }

  #listed(goalId: string): Promise<readonly GoalMetric[]> {
    return this.#deps.read((signal) => this.#deps.store.metrics(goalId, signal));
  }

  edit(field: MetricField, value: string): void {
    this.#fields = { ...this.#fields, [field]: value };
    const { [field]: _mended, ...others } = this.#serverErrors;
    this.#serverErrors = others;
    this.#mismatches = [];
    if (!this.isBegun) this.#showProblems = false;
    this.#deps.keep();
    this.#deps.changed();
  }

  clear(): void {
    this.#fields = noMetricFields;
    // What is on its way may be in doubt yet.
    if (!this.#isAdding) {
      this.#givenUp = this.#sent ?? this.#givenUp;
      this.#sent = undefined;
    }
    this.#serverErrors = {};
    this.#failure = undefined;
    this.#mismatches = [];
    this.#showProblems = false;
  }

  /** Does nothing while one is being added: one click, one metric. */
  async add(goalId: string): Promise<void> {
    if (this.#isAdding) return;
    this.#showProblems = true;
    this.#failure = undefined;
    if (Object.keys(checkMetric(this.#fields)).length === 0) await (this.#adding = this.#send(goalId, this.#fields));
    this.#deps.changed();
  }

  /** Resolves once none is on its way to the tenant any more. */
  async whenIdle(): Promise<void> {
    await this.#adding;
  }

  /** Says why nothing can be added now. */
  fail(error: unknown): void {
    this.#failure = error;
    this.#deps.changed();
  }

  async #send(goalId: string, fields: MetricFields): Promise<void> {
    this.#tenant = this.#deps.tenant();
    this.#isAdding = true;
    this.#deps.changed();
    try {
      if (await this.#isFound(goalId, fields)) return;
      await this.#mustNotBeThere(goalId, fields);
      this.#taken(goalId, fields, await this.#sendOne(goalId, fields));
    } catch (error) {
      this.#deps.log.warn(`goal form: ${causeOf(error)}`);
      this.#deps.keep();
      this.#serverErrors = serverFieldErrors(error, metricFieldNames);
      if (Object.keys(this.#serverErrors).length === 0) this.#failure = error;
    } finally {
      this.#isAdding = false;
      this.#looking = undefined;
    }
  }

  /** What was in doubt before is known to be absent. Only the send itself tells that there is no new doubt: a look that fails tells nothing. */
  async #sendOne(goalId: string, fields: MetricFields): Promise<SavedMetric> {
    const { store, keep } = this.#deps;
    this.#mustBeSameTenant();
    this.#sent = { fields, since: store.tenantTime() };
    keep();
    try {
      return await store.addMetric(goalId, metricInputOf(fields), undefined, this.#onLook);
    } catch (error) {
      if (isNeverStored(error)) this.#sent = undefined;
      throw error;
    }
  }

  get #isSameTenant(): boolean {
    return this.#deps.tenant() === this.#tenant;
  }

  /** What was asked of one tenant is not sent to another that was connected meanwhile. */
  #mustBeSameTenant(): void {
    if (!this.#isSameTenant) throw new NotConnected();
  }

  readonly #onLook = (looking: Looking): void => {
    this.#looking = looking;
    this.#deps.changed();
  };

  #taken(goalId: string, fields: MetricFields, { metric, mismatches }: SavedMetric): void {
    this.#sent = undefined;
    this.#added += 1;
    if (isSameMetric(this.#fields, fields)) this.clear();
    this.#mismatches = mismatches;
    const names = mismatches.map(({ field }) => field);
    if (names.length > 0) this.#deps.log.warn(`goal form: added, and the tenant holds another ${names.join(', ')}`);
    this.#deps.keep();
    if (this.#isSameTenant) void this.list.load(() => this.#listWith(goalId, metric));
  }

  /**
   * Looks what became of a metric in doubt: a metric cannot be removed again. Whether that was the one that stands here.
   * @throws Failure where nothing may be sent before a person has seen it
   * @throws NotConnected where another tenant is connected by then
   */
  async #isFound(goalId: string, fields: MetricFields): Promise<boolean> {
    const sent = this.#sent ?? (this.#givenUp?.fields.Name === fields.Name ? this.#givenUp : undefined);
    if (sent === undefined) return false;
    const input = metricInputOf(sent.fields);
    const sighting = await this.#deps.store.findAddedMetric(goalId, input, sent.since, undefined, this.#onLook);
    this.#mustBeSameTenant();
    if (sighting === 'unclear') throw new Failure('perhapsMetricAdded');
    if (sent === this.#givenUp) this.#givenUp = undefined;
    if (sighting === 'absent') return false;
    this.#taken(goalId, sent.fields, { metric: sighting.found, mismatches: [] });
    if (isSameMetric(fields, sent.fields)) return true;
    throw new Failure('earlierMetricAdded');
  }

  /** @throws Failure once, where another window may have added what stands here */
  async #mustNotBeThere(goalId: string, fields: MetricFields): Promise<void> {
    this.#deps.keep();
    if (!this.#deps.isElsewhere() || this.#told === fields) return;
    const isThere = await this.#deps.store.hasMetricNamed(goalId, fields.Name.trim());
    this.#mustBeSameTenant();
    if (!isThere) return;
    this.#told = fields;
    throw new Failure('perhapsMetricAdded');
  }

  /** A tenant may list a metric a moment after it took it; until then it is shown from its answer. */
  async #listWith(goalId: string, added: GoalMetric): Promise<readonly GoalMetric[]> {
    const listed = await this.#listed(goalId);
    return listed.some(({ Gsid }) => Gsid === added.Gsid) ? listed : [...listed, added];
  }
}

const isNeverStored = (error: unknown): boolean =>
  error instanceof NotConnected || (error instanceof ApiError && isNotStored(error));

const isSameMetric = (a: MetricFields, b: MetricFields): boolean =>
  metricFieldNames.every((name) => a[name] === b[name]);
