import type { Event } from '../model/emitter.ts';
import type { GoalStore, StoreChange } from '../model/goalStore.ts';
import { isFirstLoad } from '../model/loadState.ts';
import { onNewDay } from '../model/newDay.ts';
import { failureRow } from './loadFailure.ts';

export type DrawingDeps = {
  readonly store: Pick<GoalStore, 'state' | 'goal' | 'onDidChange'>;
  /** Tells the ids of goals whose rows say something else. */
  readonly onDidMark: Event<ReadonlySet<string>>;
  /** What some of all goals are shown by: then it tells what is different, and not the store. */
  readonly listing?: {
    readonly isShown: () => boolean;
    /** Tells the ids of rows that say something else. */
    readonly onDidChange: Event<readonly string[] | 'all'>;
  };
  readonly now: () => Date;
  readonly after: (ms: number, act: () => void) => { dispose(): void };
  /** The row below which a goal stands, as {@link Drawings.asked} has it; absent where that is its company, by its id. */
  readonly rowAbove?: (goalId: string) => string;
  /** Draws these rows anew, by their ids, or all. */
  readonly draw: (rows: readonly string[] | 'all') => void;
};

/** How often the rows are drawn anew while a load goes on, in milliseconds. */
export const growthMs = 1000;

/** For so long after it was asked, VS Code may still be at the rows below another and miss that one of them changed. */
export const askingMs = 1000;

/** When which rows of the tree are drawn anew. */
export class Drawings {
  readonly #deps: DrawingDeps;
  readonly #subscriptions: readonly { dispose(): void }[];
  /** By row, when VS Code last asked for those below it, in milliseconds. */
  readonly #asked = new Map<string, number>();
  /** The failure of a load that is a row. */
  #failure: unknown;
  /** Runs until what a load brings may be drawn again. */
  #pause: { dispose(): void } | undefined;
  #isBehind = false;
  /** Whether no first load goes on. */
  #isWhole: boolean;
  readonly #again = new Map<string, { dispose(): void }>();

  constructor(deps: DrawingDeps) {
    this.#deps = deps;
    this.#isWhole = !isFirstLoad(deps.store.state);
    this.#subscriptions = [
      deps.store.onDidChange((change) => this.#changed(change)),
      deps.onDidMark((goals) => this.#marked(goals)),
      ...(deps.listing === undefined ? [] : [deps.listing.onDidChange((rows) => this.#listed(rows))]),
      // What is due and overdue depends on the day.
      onNewDay(deps.now, () => this.#drawAll(false)),
    ];
  }

  dispose(): void {
    this.#pause?.dispose();
    [...this.#again.values(), ...this.#subscriptions].forEach((each) => each.dispose());
  }

  /** VS Code asks for the rows below this row, by its id. */
  asked(row: string): void {
    this.#asked.set(row, this.#deps.now().getTime());
  }

  #listed(rows: readonly string[] | 'all'): void {
    if (rows !== 'all') return this.#drawRows(rows);
    const { state } = this.#deps.store;
    this.#drawAll(isFirstLoad(state));
  }

  #changed({ companies, goals, metrics }: StoreChange): void {
    const { state } = this.#deps.store;
    if (state.kind === 'disconnected') this.#asked.clear();
    const failure = failureRow(state)?.error;
    const isSameFailure = failure === this.#failure;
    this.#failure = failure;
    const isGrowing = state.kind === 'loading' && state.loaded > 0;
    const isWhole = !isFirstLoad(state);
    const isWholeNow = isWhole && !this.#isWhole;
    this.#isWhole = isWhole;
    if (this.#deps.listing?.isShown() === true) {
      // That nothing was found can be said once all goals are there.
      if (!isSameFailure || state.kind === 'disconnected' || isWholeNow) this.#drawAll(false);
      return this.#drawRows([...metrics].map((id) => `goal/${id}`));
    }
    if (companies === 'all' || !isSameFailure) return this.#drawAll(isGrowing);
    if (this.#isBehind && !isGrowing) return this.#drawAll(false);
    this.#drawRows([
      ...[...companies].map((id) => `company/${id}`),
      ...new Set([...(goals === 'all' ? [] : goals.keys()), ...metrics].map((id) => `goal/${id}`)),
    ]);
  }

  /** Pages of a load that follow soon on another are drawn together: all rows are made anew each time. */
  #drawAll(isGrowing: boolean): void {
    if (isGrowing && this.#pause !== undefined) {
      this.#isBehind = true;
      return;
    }
    this.#pause?.dispose();
    this.#isBehind = false;
    this.#pause = isGrowing ? this.#deps.after(growthMs, () => this.#pauseOver()) : undefined;
    this.#deps.draw('all');
  }

  #pauseOver(): void {
    this.#pause = undefined;
    if (this.#isBehind) this.#drawAll(true);
  }

  /**
   * A mark changes just after its goal was saved, while VS Code may still be making the rows around it: a row that is not among them
   * yet when it is drawn anew would stay as it was, so it is drawn once more when they are there.
   */
  #marked(goals: ReadonlySet<string>): void {
    const rows = [...goals].map((id) => `goal/${id}`);
    this.#drawRows(rows);
    const now = this.#deps.now().getTime();
    for (const goalId of goals) {
      const asked = this.#asked.get(this.#rowAbove(goalId)) ?? Number.NEGATIVE_INFINITY;
      if (Math.abs(now - asked) < askingMs) this.#drawAgain(`goal/${goalId}`);
    }
  }

  #rowAbove(goalId: string): string {
    const { rowAbove, store } = this.#deps;
    return rowAbove === undefined ? (store.goal(goalId)?.CompanyId ?? '') : rowAbove(goalId);
  }

  #drawAgain(row: string): void {
    this.#again.get(row)?.dispose();
    const draw = (): void => {
      this.#again.delete(row);
      this.#drawRows([row]);
    };
    this.#again.set(row, this.#deps.after(askingMs, draw));
  }

  #drawRows(rows: readonly string[]): void {
    if (rows.length > 0) this.#deps.draw(rows);
  }
}
