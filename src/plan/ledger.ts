import type { Step } from './plan.ts';
import { isSettled, type StepState } from './stepState.ts';

/** One line of a journal: what is known of a step from here on. */
export type Entry = { readonly step: string; readonly state: StepState };

export type Journal = {
  /** Resolves when the entries are on disk. @throws when they are not, or another process took the plan over */
  append(entries: readonly Entry[]): Promise<void>;
};

export type ApplyProgress = {
  readonly total: number;
  /** Steps that need no other try. */
  readonly settled: number;
  readonly states: ReadonlyMap<string, StepState>;
};

const waiting: StepState = { kind: 'waiting' };

/** What is known of each step, in memory and in the journal: the journal first. */
export class Ledger {
  readonly #steps: readonly Step[];
  readonly #journal: Journal;
  readonly #onProgress: (progress: ApplyProgress) => void;
  readonly #states = new Map<string, StepState>();
  readonly #keys: ReadonlySet<string>;
  #settled = 0;

  constructor(
    steps: readonly Step[],
    before: Iterable<Entry>,
    journal: Journal,
    onProgress: (progress: ApplyProgress) => void,
  ) {
    this.#steps = steps;
    this.#journal = journal;
    this.#onProgress = onProgress;
    this.#keys = new Set(steps.map(({ key }) => key));
    for (const { step, state } of before) this.#set(step, state);
  }

  get steps(): readonly Step[] {
    return this.#steps;
  }

  get progress(): ApplyProgress {
    return { total: this.#steps.length, settled: this.#settled, states: this.#states };
  }

  state(key: string): StepState {
    return this.#states.get(key) ?? waiting;
  }

  /** The goal that a step made or changed. */
  goalOf(key: string): string | undefined {
    const state = this.state(key);
    return state.kind === 'done' ? state.goalId : undefined;
  }

  async note(...entries: readonly Entry[]): Promise<void> {
    if (entries.length === 0) return;
    await this.#journal.append(entries);
    for (const { step, state } of entries) this.#set(step, state);
    this.#onProgress(this.progress);
  }

  #set(step: string, state: StepState): void {
    if (this.#keys.has(step)) this.#settled += Number(isSettled(state)) - Number(isSettled(this.state(step)));
    this.#states.set(step, state);
  }
}
