import { isoMomentMs } from '../../api/isoMoment.ts';
import type { Goal } from '../../api/schema.ts';
import { TextTable } from '../../api/textTable.ts';
import { isOpen } from '../dueDate.ts';
import type { StoreChange } from '../storeChange.ts';
import { dayNumber } from './days.ts';
import { NameOrder } from './nameOrder.ts';
import { SearchedNames } from './searchedNames.ts';

const sharedTexts = ['CompanyId', 'CompanyName', 'OwnerId', 'OwnerName', 'TemplateId', 'Status'] as const;
/** What many goals share. */
export type SharedText = (typeof sharedTexts)[number];

type NumberName = 'due' | 'progress' | 'created' | 'changed';

/** The number of an absent text. */
export const noText = 0;

/**
 * The goals of a store as columns, for all who filter, count and sort them. A goal keeps its row, also when it is gone and comes again.
 * Kept by the store's changes.
 */
export class GoalRows {
  /** A goal's row is the number of its id. */
  readonly #ids = new TextTable();
  /** Undefined where the goal is gone. */
  readonly #names: (string | undefined)[] = [];
  #size = 0;
  readonly #odd = new Map<number, NonNullable<Goal['unreadable']>>();
  readonly #described = new Set<number>();
  readonly #tables = byText(() => new TextTable());
  #room = 0;
  /** By row the number of its text, {@link noText} for none. */
  readonly codes = byText(() => new Uint32Array());
  /** By row, NaN for none: days since 1970 of `due`, milliseconds since 1970 of `created` and `changed`. */
  readonly numbers: Record<NumberName, Float64Array<ArrayBuffer>> = {
    due: new Float64Array(),
    progress: new Float64Array(),
    created: new Float64Array(),
    changed: new Float64Array(),
  };
  readonly searched = new SearchedNames((row) => this.#names[row] ?? '');
  readonly #order = new NameOrder((row) => this.#names[row]);
  readonly #companyOrder = new NameOrder((code) => this.text('CompanyName', code));

  get size(): number {
    return this.#size;
  }

  /** Every row is below this. */
  get end(): number {
    return this.#ids.size;
  }

  /** Whether the goal of the row is there still. */
  isThere(row: number): boolean {
    return this.#names[row] !== undefined;
  }

  id(row: number): string | undefined {
    return this.#ids.texts[row];
  }

  /** What the goal is called; undefined where it is gone. */
  name(row: number): string | undefined {
    return this.#names[row];
  }

  /** Undefined for a goal that was never there. */
  rowOf(goalId: string): number | undefined {
    const row = this.#ids.find(goalId);
    return row < 0 ? undefined : row;
  }

  /** The text with this number. */
  text(column: SharedText, code: number): string | undefined {
    return this.#tables[column].texts[code - 1];
  }

  /** The number of a text, {@link noText} where no goal ever had it. */
  codeOf(column: SharedText, text: string): number {
    return this.#tables[column].find(text) + 1;
  }

  /** The text of a row. */
  textAt(column: SharedText, row: number): string | undefined {
    return this.text(column, this.codes[column][row] ?? noText);
  }

  /** How many goals have each of the column's texts. */
  usedTexts(column: SharedText): ReadonlyMap<string, number> {
    const counts = new Map<number, number>();
    for (const row of this.#there()) {
      const code = this.codes[column][row] ?? noText;
      counts.set(code, (counts.get(code) ?? 0) + 1);
    }
    counts.delete(noText);
    return new Map([...counts].map(([code, goals]) => [this.text(column, code) ?? '', goals]));
  }

  /** Names by id, of the goals that have both. */
  namesById(id: 'CompanyId' | 'OwnerId', name: 'CompanyName' | 'OwnerName'): ReadonlyMap<string, string> {
    const names = new Map<number, number>();
    for (const row of this.#there()) {
      if (this.codes[name][row] !== noText) names.set(this.codes[id][row] ?? noText, this.codes[name][row] ?? noText);
    }
    names.delete(noText);
    return new Map([...names].map(([code, named]) => [this.text(id, code) ?? '', this.text(name, named) ?? '']));
  }

  *#there(): Iterable<number> {
    for (let row = 0; row < this.end; row += 1) if (this.isThere(row)) yield row;
  }

  /** Whether the goal has something there that could not be read: then that it has no value is not known. */
  isUnreadable(row: number, field: keyof Goal): boolean {
    return this.#odd.size > 0 && this.#odd.get(row)?.some((each) => each === field) === true;
  }

  /** Whether the goal came with a description. One that did not may have one. */
  isDescribed(row: number): boolean {
    return this.#described.has(row);
  }

  putAll(goals: Iterable<Goal>): void {
    for (const goal of goals) this.#put(goal);
  }

  /**
   * Takes in what a store told. Where it told 'all', rows are made anew.
   * @returns the rows that are different now
   */
  apply(changes: Exclude<StoreChange['goals'], 'all'>): readonly number[] {
    return [...changes].flatMap(([id, { after }]) => (after === undefined ? this.#remove(id) : [this.#put(after)]));
  }

  #put(goal: Goal): number {
    const row = this.#ids.add(goal.Gsid);
    if (row >= this.#room) this.#grow(row);
    if (!this.isThere(row)) this.#size += 1;
    if (this.#names[row] !== goal.Name) {
      this.#names[row] = goal.Name;
      this.#order.touch(row);
      this.searched.forget(row);
    }
    for (const column of sharedTexts) this.codes[column][row] = this.#codeOf(column, goal[column]);
    this.numbers.due[row] = goal.TargetDate === undefined ? Number.NaN : dayNumber(goal.TargetDate);
    this.numbers.progress[row] = goal.CompletionPercentage ?? Number.NaN;
    this.numbers.created[row] = momentOf(goal.CreatedDate);
    this.numbers.changed[row] = momentOf(goal.ModifiedDate);
    if ((goal.Description ?? '') === '') this.#described.delete(row);
    else this.#described.add(row);
    if (goal.unreadable === undefined) this.#odd.delete(row);
    else this.#odd.set(row, goal.unreadable);
    return row;
  }

  #codeOf(column: SharedText, text: string | undefined): number {
    if (text === undefined || text === '') return noText;
    const table = this.#tables[column];
    const known = table.size;
    const code = table.add(text) + 1;
    if (column === 'CompanyName' && table.size > known) this.#companyOrder.touch(code);
    return code;
  }

  #grow(row: number): void {
    this.#room = Math.ceil((row + 64) * 1.5);
    for (const column of sharedTexts) {
      const longer = new Uint32Array(this.#room);
      longer.set(this.codes[column]);
      this.codes[column] = longer;
    }
    for (const name of ['due', 'progress', 'created', 'changed'] as const) {
      const longer = new Float64Array(this.#room);
      longer.set(this.numbers[name]);
      this.numbers[name] = longer;
    }
  }

  #remove(id: string): readonly number[] {
    const row = this.rowOf(id);
    if (row === undefined || !this.isThere(row)) return [];
    this.#names[row] = undefined;
    this.#size -= 1;
    this.#described.delete(row);
    this.#odd.delete(row);
    this.#order.touch(row);
    return [row];
  }

  /** All rows in the order of their names. */
  inOrder(): Uint32Array {
    return this.#order.numbers();
  }

  /** By the number of a company's name, its place among all of them. */
  companyPlaces(): Uint32Array {
    const places = new Uint32Array(this.#tables.CompanyName.size + 1);
    for (const [place, code] of this.#companyOrder.numbers().entries()) places[code] = place;
    return places;
  }

  /** Does some of what the first listing would do, a few milliseconds' worth. Returns whether anything is left. */
  prepare(): boolean {
    return this.#order.prepare() || this.#companyOrder.prepare();
  }
}

/** As `isOverdue` has it, by row. */
export const overdueTest = (rows: GoalRows, today: string): ((row: number) => boolean) => {
  const day = dayNumber(today);
  const isKnown = knownOpenTest(rows);
  // What has no date is NaN, and so less than nothing.
  return (row) => (rows.numbers.due[row] ?? day) < day && isKnown(row);
};

/** As `isKnownOpen` has it, by row. */
export const knownOpenTest = (rows: GoalRows): ((row: number) => boolean) => {
  const open = openTest(rows);
  return (row) => open(row) && !rows.isUnreadable(row, 'Status');
};

/** As `isOpen` has it, by row. */
export const openTest = (rows: GoalRows): ((row: number) => boolean) =>
  byCode(rows, 'Status', (status) => isOpen(status === undefined ? {} : { Status: status }));

/** A test of rows that judges each different text once. */
export const byCode = <T>(
  rows: GoalRows,
  column: SharedText,
  judge: (text: string | undefined) => T & {},
): ((row: number) => T & {}) => {
  const known: (T & {})[] = [];
  return (row) => {
    const code = rows.codes[column][row] ?? noText;
    return (known[code] ??= judge(rows.text(column, code)));
  };
};

const byText = <T>(of: () => T): Record<SharedText, T> => ({
  CompanyId: of(),
  CompanyName: of(),
  OwnerId: of(),
  OwnerName: of(),
  TemplateId: of(),
  Status: of(),
});

const momentOf = (moment: string | undefined): number => {
  if (moment === undefined) return Number.NaN;
  const time = isoMomentMs(moment);
  return Number.isNaN(time) ? Date.parse(moment) : time;
};
