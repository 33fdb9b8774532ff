import type { Goal } from '../api/schema.ts';

/** The goals that are picked in a list whose rows change with what is typed. */
export class Picks {
  readonly #picked = new Map<string, Goal>();
  #listed: readonly Goal[] = [];

  get goals(): readonly Goal[] {
    return [...this.#picked.values()];
  }

  has({ Gsid }: Goal): boolean {
    return this.#picked.has(Gsid);
  }

  /** @returns those that are picked and not found now: they stay in the list */
  list(found: readonly Goal[]): readonly Goal[] {
    const ids = new Set(found.map(({ Gsid }) => Gsid));
    const others = this.goals.filter(({ Gsid }) => !ids.has(Gsid));
    this.#listed = [...found, ...others];
    return others;
  }

  /** @param picked all that are picked of those that are listed */
  read(picked: readonly Goal[]): void {
    for (const { Gsid } of this.#listed) this.#picked.delete(Gsid);
    for (const goal of picked) this.#picked.set(goal.Gsid, goal);
  }
}
