import { byName } from '../model/byName.ts';
import { nameText } from '../model/query/format.ts';
import { noText, type GoalRows } from '../model/query/goalRows.ts';
import { plainLabel } from '../model/plainLabel.ts';
import type { Bars, BarTone, OverviewBar } from './protocol.ts';

/** Nobody compares more bars than these at a glance. */
const mostBars = 12;

const statusTones = ['achieved', 'inProgress', 'notStarted', 'missed', 'other'] as const;
export type StatusTone = (typeof statusTones)[number];

type Counts = Record<StatusTone, number> & { row: number; goals: number; overdue: number };

/** Counts goals by who has them: `OwnerId`, or `CompanyId`. */
export class BarCounts {
  readonly #rows: GoalRows;
  readonly #by: 'OwnerId' | 'CompanyId';
  readonly #nameOf: 'OwnerName' | 'CompanyName';
  readonly #counts = new Map<number, Counts>();

  constructor(rows: GoalRows, by: 'OwnerId' | 'CompanyId') {
    this.#rows = rows;
    this.#by = by;
    this.#nameOf = by === 'OwnerId' ? 'OwnerName' : 'CompanyName';
  }

  add(row: number, tone: StatusTone, isOverdue: boolean): void {
    const { codes } = this.#rows;
    const code = codes[this.#by][row] ?? noText;
    // Without an id the name tells people apart: below zero, where no id's number is.
    const key = code === noText ? -(codes[this.#nameOf][row] ?? noText) : code;
    let counts = this.#counts.get(key);
    if (counts === undefined) {
      counts = { row, goals: 0, overdue: 0, achieved: 0, inProgress: 0, notStarted: 0, missed: 0, other: 0 };
      this.#counts.set(key, counts);
    }
    // Names may be missing at some of the goals.
    if (codes[this.#nameOf][counts.row] === noText) counts.row = row;
    counts.goals += 1;
    counts[tone] += 1;
    if (isOverdue) counts.overdue += 1;
  }

  /** How the goals of each stand, those with most overdue ones first. */
  byStatus(): Bars {
    return this.#bars(
      (a, b) => b.overdue - a.overdue || openOf(b) - openOf(a) || b.goals - a.goals,
      (counts) => statusTones.flatMap((tone) => part(tone, counts[tone])),
    );
  }

  /** How many open goals each has, those with most first. */
  byLoad(): Bars {
    return this.#bars(
      (a, b) => openOf(b) - openOf(a) || b.overdue - a.overdue,
      (counts) => [...part('overdue', counts.overdue), ...part('open', openOf(counts) - counts.overdue)],
    );
  }

  #bars(compare: (a: Counts, b: Counts) => number, parts: (counts: Counts) => OverviewBar['parts']): Bars {
    const all = [...this.#counts.values()];
    const first = best(all, compare, mostBars);
    const uses = new Map<string, number>();
    for (const { row } of all) {
      const name = this.#rows.textAt(this.#nameOf, row) ?? '';
      uses.set(name, (uses.get(name) ?? 0) + 1);
    }
    return {
      bars: first
        .map((counts) => ({ counts, name: this.#label(counts.row) }))
        .toSorted((a, b) => compare(a.counts, b.counts) || byName(a.name, b.name))
        .map(({ counts, name }) => ({
          name,
          term: this.#term(counts.row, uses),
          overdue: counts.overdue,
          parts: parts(counts),
        })),
      moreBars: all.length - first.length,
      moreGoals: sumOf(all) - sumOf(first),
    };
  }

  #label(row: number): string {
    return plainLabel(this.#rows.textAt(this.#nameOf, row) ?? this.#rows.textAt(this.#by, row) ?? '');
  }

  /** By name, which people read, where no other has it. */
  #term(row: number, uses: ReadonlyMap<string, number>): string {
    const field = this.#by === 'OwnerId' ? 'owner' : 'company';
    const [id, name] = [this.#rows.textAt(this.#by, row), this.#rows.textAt(this.#nameOf, row)];
    if (name !== undefined && name.trim() !== '' && uses.get(name) === 1) return `${field}:=${nameText(field, name)}`;
    return id === undefined ? `${field}:none` : `${field}:${nameText(field, id)}`;
  }
}

const openOf = ({ goals, achieved, missed }: Counts): number => goals - achieved - missed;
const sumOf = (some: readonly Counts[]): number => some.reduce((sum, { goals }) => sum + goals, 0);
const part = (tone: BarTone, count: number): OverviewBar['parts'] => (count === 0 ? [] : [{ tone, count }]);

/** The first so many, without a sort of all. */
const best = (all: readonly Counts[], compare: (a: Counts, b: Counts) => number, most: number): readonly Counts[] => {
  const first: Counts[] = [];
  for (const each of all) {
    const last = first.at(-1);
    if (first.length === most && last !== undefined && compare(each, last) >= 0) continue;
    const at = first.findIndex((other) => compare(each, other) < 0);
    first.splice(at === -1 ? first.length : at, 0, each);
    if (first.length > most) first.pop();
  }
  return first;
};
