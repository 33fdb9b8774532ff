import QuickLRU from 'quick-lru';
import type { Goal, GoalRecord } from '../api/schema.ts';
import { TextTable } from '../api/textTable.ts';
import { MomentColumn, NumberColumn, TextColumn } from './columns.ts';
import { byShared, listedFields, sharedFields, type GoalSlice, type RareField } from './goalSlice.ts';

/** For how many goals descriptions and metrics are cached: for these at least, and for fewer than twice as many. */
export const mostDetails = 200;

const isFieldOfGoal = (name: string): name is keyof GoalRecord =>
  name === 'Description' || listedFields.some((field) => field === name);

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Goals as columns: texts that repeat are kept once, dates as numbers. A goal is a row number here and an object only for whom it
 * is made; two calls make two objects. What a goal leaves out, it leaves out when it comes back.
 */
export class GoalColumns {
  /** A goal's row is the number of its id. */
  readonly #ids = new TextTable();
  readonly #names: string[] = [];
  readonly #texts = {
    CompanyId: new TextColumn(),
    CompanyName: new TextColumn(),
    TemplateId: new TextColumn(),
    Status: new TextColumn(),
    OwnerId: new TextColumn(),
    OwnerName: new TextColumn(),
    TargetDate: new TextColumn(),
  };
  readonly #percent = new NumberColumn();
  readonly #created = new MomentColumn();
  readonly #modified = new MomentColumn();
  /** Only goals that somebody looked at have one, and of these only the last: it is fetched again with its goal. */
  readonly #descriptions = new QuickLRU<number, string>({ maxSize: mostDetails });

  /** What could not be read of the few goals that are odd. */
  readonly #unreadable = new Map<number, NonNullable<Goal['unreadable']>>();

  get size(): number {
    return this.#ids.size;
  }

  ids(): readonly string[] {
    return this.#ids.texts;
  }

  rowOf(goalId: string): number | undefined {
    const row = this.#ids.find(goalId);
    return row < 0 ? undefined : row;
  }

  /** The row of the goal with this id; a new one at the end, which is to be written at once, where there is none. */
  rowFor(goalId: string): number {
    return this.#ids.add(goalId);
  }

  /** Writes the goal over what is in its row. */
  put(goal: Goal, row: number): void {
    this.#names[row] = goal.Name;
    const company = this.#texts.CompanyId.set(row, goal.CompanyId);
    this.#texts.CompanyName.set(row, goal.CompanyName, company);
    this.#texts.TemplateId.set(row, goal.TemplateId);
    this.#texts.Status.set(row, goal.Status);
    const owner = this.#texts.OwnerId.set(row, goal.OwnerId);
    this.#texts.OwnerName.set(row, goal.OwnerName, owner);
    this.#texts.TargetDate.set(row, goal.TargetDate);
    this.#percent.set(row, goal.CompletionPercentage);
    this.#created.set(row, goal.CreatedDate);
    this.#modified.set(row, goal.ModifiedDate);
    if (goal.unreadable === undefined) this.#unreadable.delete(row);
    else this.#unreadable.set(row, goal.unreadable);
    if (goal.Description === undefined) this.#descriptions.delete(row);
    else this.#descriptions.set(row, goal.Description);
  }

  /** All goals, so many at a time. A goal that changes meanwhile comes as it was or as it is. */
  *slices(goalsASlice: number): Generator<GoalSlice, void, undefined> {
    const written = byShared(() => 1);
    for (let from = 0; from < this.size; from += goalsASlice) {
      const to = Math.min(this.size, from + goalsASlice);
      const texts = byShared((field) => this.#texts[field].textsFrom(written[field]));
      for (const field of sharedFields) written[field] += texts[field].length;
      yield {
        Gsid: this.#ids.texts.slice(from, to),
        Name: this.#names.slice(from, to),
        texts,
        codes: byShared((field) => this.#texts[field].codes(from, to)),
        numbers: {
          CompletionPercentage: this.#percent.values(from, to),
          CreatedDate: this.#created.values(from, to),
          ModifiedDate: this.#modified.values(from, to),
        },
        rare: this.#rare(from, to),
      };
    }
  }

  #rare(from: number, to: number): GoalSlice['rare'] {
    const of = (field: RareField, texts: ReadonlyMap<number, string>): GoalSlice['rare'] =>
      [...texts].filter(([row]) => row >= from && row < to).map(([row, text]) => [row - from, field, text] as const);
    return [
      ...of('Description', this.#descriptions),
      ...of('CreatedDate', this.#created.others),
      ...of('ModifiedDate', this.#modified.others),
      ...of('unreadable', new Map([...this.#unreadable].map(([row, names]) => [row, names.join()]))),
    ];
  }

  isUnreadable(row: number, field: keyof Goal): boolean {
    return this.#unreadable.size > 0 && this.#unreadable.get(row)?.some((each) => each === field) === true;
  }

  /** Adds a slice to columns that hold the slices before it and nothing else. Returns its first row. */
  append({ Gsid, Name, texts, codes, numbers, rare }: GoalSlice): number {
    const first = this.size;
    for (const [place, id] of Gsid.entries()) {
      this.#ids.add(id);
      this.#names.push(Name[place] ?? '');
    }
    for (const field of sharedFields) this.#texts[field].append(first, codes[field], texts[field]);
    this.#percent.append(first, numbers.CompletionPercentage);
    this.#created.append(first, numbers.CreatedDate);
    this.#modified.append(first, numbers.ModifiedDate);
    for (const [place, field, text] of rare) this.#setRare(first + place, field, text);
    return first;
  }

  #setRare(row: number, field: RareField, text: string): void {
    switch (field) {
      case 'Description':
        this.#descriptions.set(row, text);
        break;
      case 'CreatedDate':
        this.#created.set(row, text);
        break;
      case 'ModifiedDate':
        this.#modified.set(row, text);
        break;
      case 'unreadable':
        this.#unreadable.set(row, text.split(',').filter(isFieldOfGoal));
        break;
    }
  }

  name(row: number): string {
    return this.#names[row] ?? '';
  }

  /** The number of the row's text, 0 for none. */
  code(field: 'CompanyId', row: number): number {
    return this.#texts[field].code(row);
  }

  /** The number of this text, 0 where no row ever had it. */
  codeOf(field: 'CompanyId', text: string): number {
    return this.#texts[field].codeOf(text);
  }

  /** The number of each row's text, 0 for none. */
  codes(field: 'CompanyId' | 'OwnerName'): Uint32Array {
    return this.#texts[field].codes(0, this.size);
  }

  /** The texts by number. */
  texts(field: 'CompanyId' | 'OwnerName'): readonly (string | undefined)[] {
    return [undefined, ...this.#texts[field].textsFrom(1)];
  }

  /** Milliseconds by row, NaN where there is none. */
  modified(): Float64Array {
    return this.#modified.values(0, this.size);
  }

  text(name: 'CompanyId' | 'CompanyName' | 'Status' | 'OwnerId' | 'OwnerName' | 'TargetDate', row: number) {
    return this.#texts[name].get(row);
  }

  goal(row: number): Goal {
    const goal: Writable<Goal> = {
      Gsid: this.#ids.texts[row] ?? '',
      Name: this.#names[row] ?? '',
      CompanyId: this.#texts.CompanyId.get(row) ?? '',
    };
    const companyName = this.#texts.CompanyName.get(row);
    if (companyName !== undefined) goal.CompanyName = companyName;
    const description = this.#descriptions.peek(row);
    if (description !== undefined) goal.Description = description;
    for (const name of ['TemplateId', 'Status', 'OwnerId', 'OwnerName', 'TargetDate'] as const) {
      const text = this.#texts[name].get(row);
      if (text !== undefined) goal[name] = text;
    }
    const percent = this.#percent.get(row);
    if (percent !== undefined) goal.CompletionPercentage = percent;
    const created = this.#created.get(row);
    if (created !== undefined) goal.CreatedDate = created;
    const modified = this.#modified.get(row);
    if (modified !== undefined) goal.ModifiedDate = modified;
    const unreadable = this.#unreadable.get(row);
    if (unreadable !== undefined) goal.unreadable = unreadable;
    return goal;
  }
}
