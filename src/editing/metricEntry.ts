import type { GoalMetric } from '../api/schema.ts';
import { causeOf, type Log } from '../log.ts';
import {
  checkMetric,
  metricInputOf,
  noMetricFields,
  type MetricField,
  type MetricFields,
  type MetricProblems,
} from '../model/goalRules.ts';
import type { GoalStore } from '../model/goalStore.ts';
import { Resource } from './resource.ts';
import { serverFieldErrors } from './serverFieldErrors.ts';

type MetricEntryDeps = {
  readonly store: Pick<GoalStore, 'metrics' | 'addMetric'>;
  readonly log: Log;
  readonly changed: () => void;
  /** Writes the draft. */
  readonly keep: () => void;
};

const metricFieldNames = ['Name', 'CurrentValue', 'TargetValue', 'Unit'] as const satisfies readonly MetricField[];

/** A goal's metrics, and the one that is being written. */
export class MetricEntry {
  readonly list: Resource<readonly GoalMetric[]>;
  readonly #deps: MetricEntryDeps;
  #fields: MetricFields;
  #serverErrors: MetricProblems = {};
  #failure: unknown;
  #isAdding = false;
  #showProblems = false;
  #added = 0;

  constructor(fields: MetricFields = noMetricFields, deps: MetricEntryDeps) {
    this.#fields = fields;
    this.#deps = deps;
    this.list = new Resource(deps.changed);
  }

  get fields(): MetricFields {
    return this.#fields;
  }

  get serverErrors(): MetricProblems {
    return this.#serverErrors;
  }

  /** Why the last try to add failed, where no field is to blame. */
  get failure(): unknown {
    return this.#failure;
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

  get isBegun(): boolean {
    return metricFieldNames.some((name) => this.#fields[name] !== '');
  }

  load(goalId: string): void {
    void this.list.load(() => this.#deps.store.metrics(goalId));
  }

  edit(field: MetricField, value: string): void {
    this.#fields = { ...this.#fields, [field]: value };
    const { [field]: _mended, ...others } = this.#serverErrors;
    this.#serverErrors = others;
    if (!this.isBegun) this.#showProblems = false;
    this.#deps.keep();
    this.#deps.changed();
  }

  clear(): void {
    this.#fields = noMetricFields;
    this.#serverErrors = {};
    this.#failure = undefined;
    this.#showProblems = false;
  }

  /** Does nothing while one is being added: one click, one metric. */
  async add(goalId: string): Promise<void> {
    if (this.#isAdding) return;
    this.#showProblems = true;
    this.#failure = undefined;
    if (Object.keys(checkMetric(this.#fields)).length === 0) await this.#send(goalId, this.#fields);
    this.#deps.changed();
  }

  /** Says why nothing can be added now. */
  fail(error: unknown): void {
    this.#failure = error;
    this.#deps.changed();
  }

  async #send(goalId: string, sent: MetricFields): Promise<void> {
    this.#isAdding = true;
    this.#deps.changed();
    try {
      const metric = await this.#deps.store.addMetric(goalId, metricInputOf(sent));
      this.#added += 1;
      if (this.#fields === sent) this.clear();
      this.#deps.keep();
      void this.list.load(() => this.#listWith(goalId, metric));
    } catch (error) {
      this.#deps.log.warn(`goal form: ${causeOf(error)}`);
      this.#serverErrors = serverFieldErrors(error, metricFieldNames);
      if (Object.keys(this.#serverErrors).length === 0) this.#failure = error;
    } finally {
      this.#isAdding = false;
    }
  }

  /** A tenant may list a metric a moment after it took it; until then it is shown from its answer. */
  async #listWith(goalId: string, added: GoalMetric): Promise<readonly GoalMetric[]> {
    const listed = await this.#deps.store.metrics(goalId);
    return listed.some(({ Gsid }) => Gsid === added.Gsid) ? listed : [...listed, added];
  }
}
