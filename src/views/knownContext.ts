import { today } from '../model/dueDate.ts';
import { createEmitter, type Event } from '../model/emitter.ts';
import type { GoalStore } from '../model/goalStore.ts';
import { onNewDay } from '../model/newDay.ts';
import type { Need, QueryContext } from '../model/query/context.ts';

type KnownContextDeps = {
  readonly store: Pick<GoalStore, 'templates' | 'hasMetrics'>;
  /** The goals that have a draft. */
  readonly drafts: { goals(): ReadonlySet<string>; readonly onDidChange: Event<unknown> };
  readonly now: () => Date;
};

/** What goal queries may mean beside the goals: the day, drafts, templates, metrics that were read. */
export class KnownContext {
  readonly #deps: KnownContextDeps;
  readonly #changes = createEmitter<undefined>();
  readonly onDidChange = this.#changes.event;
  readonly #subscriptions: readonly { dispose(): void }[];
  #templates: ReadonlyMap<string, string> | undefined;

  constructor(deps: KnownContextDeps) {
    this.#deps = deps;
    const changed = (): void => this.#changes.fire(undefined);
    this.#subscriptions = [deps.drafts.onDidChange(changed), onNewDay(deps.now, changed)];
  }

  dispose(): void {
    for (const each of this.#subscriptions) each.dispose();
  }

  /** Another tenant is connected. */
  forget(): void {
    this.#templates = undefined;
  }

  get context(): QueryContext {
    const { store, drafts, now } = this.#deps;
    return {
      today: today(now()),
      drafts: drafts.goals(),
      hasMetrics: (goalId) => store.hasMetrics(goalId),
      ...(this.#templates === undefined ? {} : { templates: this.#templates }),
    };
  }

  /** Asks the tenant for what is needed, where it can be asked at all. What it does not answer stays unknown. */
  async provide(needs: readonly Need[]): Promise<void> {
    if (!needs.includes('templates')) return;
    const templates = await this.#deps.store.templates();
    this.#templates = new Map(templates.map(({ id, name }) => [id, name]));
    this.#changes.fire(undefined);
  }
}
