import { byName } from '../model/names/byName.ts';
import { nameText } from '../model/query/format.ts';
import { noText, type GoalRows } from '../model/query/goalRows.ts';
import { plainLabel } from '../model/plainLabel.ts';
import type { Bars, BarTone, OverviewBar } from './protocol.ts';
import { withRoom } from './staleRows.ts';

/** Nobody compares more bars than these at a glance. */
const mostBars = 12;

export const statusTones = ['achieved', 'inProgress', 'notStarted', 'missed', 'other'] as const;
export type StatusTone = (typeof statusTones)[number];

/** `id` and `name` are numbers of texts. */
type Counts = Record<StatusTone, number> & { readonly id: number; name: number; goals: number; overdue: number };

const overdueBit = 8;

/** Counts goals by who has them: `OwnerId`, or `CompanyId`. */
export class BarCounts {
  readonly #rows: GoalRows;
  readonly #by: 'OwnerId' | 'CompanyId';
  readonly #nameOf: 'OwnerName' | 'CompanyName';
  /** By the number of the id, and of those without one by that of the name, which tells people apart then. */
  readonly #byId: (number | undefined)[] = [];
  readonly #byName: (number | undefined)[] = [];
  readonly #all: Counts[] = [];
  /** By row: in which of all it is counted, from 1 on, and as what. */
  #places = new Uint32Array();
  #marks = new Uint8Array();

  constructor(rows: GoalRows, by: 'OwnerId' | 'CompanyId') {
    this.#rows = rows;
    this.#by = by;
    this.#nameOf = by === 'OwnerId' ? 'OwnerName' : 'CompanyName';
  }

  makeRoom(rows: number): void {
    this.#places = withRoom(this.#places, rows, (room) => new Uint32Array(room));
    this.#marks = withRoom(this.#marks, rows, (room) => new Uint8Array(room));
  }

  add(row: number, tone: StatusTone, isOverdue: boolean): void {
    const mark = statusTones.indexOf(tone) | (isOverdue ? overdueBit : 0);
    const place = this.#placeOf(row);
    this.#places[row] = place + 1;
    this.#marks[row] = mark;
    this.#count(place, mark, 1);
  }

  remove(row: number): void {
    const place = (this.#places[row] ?? 0) - 1;
    if (place >= 0) this.#count(place, this.#marks[row] ?? 0, -1);
    this.#places[row] = 0;
  }

  #placeOf(row: number): number {
    const { codes } = this.#rows;
    const id = codes[this.#by][row] ?? noText;
    const name = codes[this.#nameOf][row] ?? noText;
    const places = id === noText ? this.#byName : this.#byId;
    const place = (places[id === noText ? name : id] ??= this.#all.length);
    const known = this.#all[place];
    if (known === undefined)
      this.#all.push({
        id,
        name,
        goals: 0,
        overdue: 0,
        achieved: 0,
        inProgress: 0,
        notStarted: 0,
        missed: 0,
        other: 0,
      });
    // The newest one counts: it may be another now, and it may be missing at some of the goals.
    else if (name !== noText) known.name = name;
    return place;
  }

  #count(place: number, mark: number, one: 1 | -1): void {
    const counts = this.#all[place];
    const tone = statusTones[mark & ~overdueBit];
    if (counts === undefined || tone === undefined) return;
    counts.goals += one;
    counts[tone] += one;
    if ((mark & overdueBit) !== 0) counts.overdue += one;
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
    const all = this.#all.filter(({ goals }) => goals > 0);
    // Which of equal ones are drawn does not depend on which came first.
    const first = best(all, (a, b) => compare(a, b) || a.id - b.id || a.name - b.name, mostBars);
    const uses = usesOf(first, all);
    return {
      bars: first
        .map((counts) => ({ counts, name: this.#label(counts) }))
        .toSorted((a, b) => compare(a.counts, b.counts) || byName(a.name, b.name))
        .map(({ counts, name }) => ({
          name,
          term: this.#term(counts, uses),
          overdue: counts.overdue,
          parts: parts(counts),
        })),
      moreBars: all.length - first.length,
      moreGoals: sumOf(all) - sumOf(first),
    };
  }

  #label({ id, name }: Counts): string {
    return plainLabel(this.#rows.text(this.#nameOf, name) ?? this.#rows.text(this.#by, id) ?? '');
  }

  /** By name, which people read, where no other has it. */
  #term(counts: Counts, uses: ReadonlyMap<number, number>): string {
    const field = this.#by === 'OwnerId' ? 'owner' : 'company';
    const [id, name] = [this.#rows.text(this.#by, counts.id), this.#rows.text(this.#nameOf, counts.name)];
    if (name !== undefined && name.trim() !== '' && uses.get(counts.name) === 1)
      return `${field}:=${nameText(field, name)}`;
    return id === undefined ? `${field}:none` : `${field}:${nameText(field, id)}`;
  }
}

const openOf = ({ goals, achieved, missed }: Counts): number => goals - achieved - missed;
const sumOf = (some: readonly Counts[]): number => some.reduce((sum, { goals }) => sum + goals, 0);
const part = (tone: BarTone, count: number): OverviewBar['parts'] => (count === 0 ? [] : [{ tone, count }]);

/** How many of all have each of the names of some. */
const usesOf = (some: readonly Counts[], all: readonly Counts[]): ReadonlyMap<number, number> => {
  const uses = new Map(some.map(({ name }) => [name, 0]));
  for (const { name } of all) {
    const known = uses.get(name);
    if (known !== undefined) uses.set(name, known + 1);
  }
  return uses;
};

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
