import { isoMomentMs } from './isoMoment.ts';
import type { Goal } from './schema.ts';
import { TextTable } from './textTable.ts';

/** Which version of each goal was met. */
export class Versions {
  readonly #ids = new TextTable();
  /** By the number of the id. Numbers, since so many texts would be in the way of whoever sweeps the memory. */
  readonly #versions: number[] = [];

  get size(): number {
    return this.#versions.length;
  }

  /** When the goals that were met were modified, in milliseconds since 1970 and in order, as far as the tenant says. */
  stamps(): readonly number[] {
    return this.#versions.filter(Number.isFinite).toSorted((a, b) => a - b);
  }

  has({ Gsid }: Goal): boolean {
    return this.#versions[this.#ids.find(Gsid)] !== undefined;
  }

  hasSame(goal: Goal): boolean {
    return this.#versions[this.#ids.find(goal.Gsid)] === versionOf(goal);
  }

  /** Tells the goals that are new from those that came before in another version, and remembers both. */
  take(goals: readonly Goal[]): { readonly records: readonly Goal[]; readonly changed: readonly Goal[] } {
    const records: Goal[] = [];
    const changed: Goal[] = [];
    for (const goal of goals) {
      const number = this.#ids.add(goal.Gsid);
      const version = versionOf(goal);
      if (number === this.#versions.length) records.push(goal);
      else if (this.#versions[number] !== version) changed.push(goal);
      this.#versions[number] = version;
    }
    return { records, changed };
  }
}

/** Infinite where the tenant does not say; a parsed goal's moment is always as ISO 8601 has it. */
const versionOf = ({ ModifiedDate }: Goal): number =>
  ModifiedDate === undefined ? Number.POSITIVE_INFINITY : isoMomentMs(ModifiedDate);
