import type { Step } from './plan.ts';
import type { StepState } from './stepState.ts';

/** A step that makes a record. */
export type MakingStep = Exclude<Step, { readonly kind: 'update' }>;

/** Which step made which record. Of two steps that are alike, one record is the work of one. */
export class Claims {
  readonly #holders = new Map<string, string>();

  constructor(steps: readonly Step[], stateOf: (key: string) => StepState) {
    for (const step of steps) {
      const state = stateOf(step.key);
      if (step.kind === 'update' || state.kind !== 'done') continue;
      const id = step.kind === 'create' ? state.goalId : state.metricId;
      if (id !== undefined) this.take(step, id);
    }
  }

  /** Whether the record is the step's. From then on it is, unless another step has it. */
  take({ kind, key }: Pick<MakingStep, 'kind' | 'key'>, recordId: string): boolean {
    const record = `${kind} ${recordId}`;
    const holder = this.#holders.get(record) ?? key;
    this.#holders.set(record, holder);
    return holder === key;
  }

  /** Whether a step of this kind made the record. */
  isTaken(kind: MakingStep['kind'], recordId: string): boolean {
    return this.#holders.has(`${kind} ${recordId}`);
  }
}
