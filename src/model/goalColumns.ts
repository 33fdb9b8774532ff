import type { Goal } from '../api/schema.ts';
import { MomentColumn, NumberColumn, TextColumn } from './columns.ts';
import { byShared, sharedFields, type GoalSlice, type RareField } from './goalSlice.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Goals as columns: texts that repeat are kept once, dates as numbers. A goal is a row number here and an object only for whom it
 * is made; two calls make two objects. What a goal leaves out, it leaves out when it comes back.
 */
export class GoalColumns {
  readonly #rows = new Map<string, number>();
  readonly #ids: string[] = [];
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
  /** Only goals that somebody looked at have one. */
  readonly #descriptions = new Map<number, string>();

  get size(): number {
    return this.#ids.length;
  }

  rowOf(goalId: string): number | undefined {
    return this.#rows.get(goalId);
  }

  /** Writes the goal over its earlier version, or into a new row at the end, and returns its row. */
  put(goal: Goal): number {
    const row = this.#rows.get(goal.Gsid) ?? this.#ids.length;
    if (row === this.#ids.length) this.#rows.set(goal.Gsid, row);
    this.#ids[row] = goal.Gsid;
    this.#names[row] = goal.Name;
    this.#texts.CompanyId.set(row, goal.CompanyId);
    this.#texts.CompanyName.set(row, goal.CompanyName);
    this.#texts.TemplateId.set(row, goal.TemplateId);
    this.#texts.Status.set(row, goal.Status);
    this.#texts.OwnerId.set(row, goal.OwnerId);
    this.#texts.OwnerName.set(row, goal.OwnerName);
    this.#texts.TargetDate.set(row, goal.TargetDate);
    this.#percent.set(row, goal.CompletionPercentage);
    this.#created.set(row, goal.CreatedDate);
    this.#modified.set(row, goal.ModifiedDate);
    if (goal.Description === undefined) this.#descriptions.delete(row);
    else this.#descriptions.set(row, goal.Description);
    return row;
  }

  /** All goals, so many at a time. A goal that changes meanwhile comes as it was or as it is. */
  *slices(goalsASlice: number): Generator<GoalSlice, void, undefined> {
    const written = byShared(() => 1);
    for (let from = 0; from < this.size; from += goalsASlice) {
      const to = Math.min(this.size, from + goalsASlice);
      const texts = byShared((field) => this.#texts[field].textsFrom(written[field]));
      for (const field of sharedFields) written[field] += texts[field].length;
      yield {
        Gsid: this.#ids.slice(from, to),
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
    ];
  }

  /** Adds a slice to columns that hold the slices before it and nothing else. Returns its first row. */
  append({ Gsid, Name, texts, codes, numbers, rare }: GoalSlice): number {
    const first = this.#ids.length;
    for (const [place, id] of Gsid.entries()) {
      this.#rows.set(id, first + place);
      this.#ids.push(id);
      this.#names.push(Name[place] ?? '');
    }
    for (const field of sharedFields) this.#texts[field].append(first, codes[field], texts[field]);
    this.#percent.append(first, numbers.CompletionPercentage);
    this.#created.append(first, numbers.CreatedDate);
    this.#modified.append(first, numbers.ModifiedDate);
    for (const [place, field, text] of rare) {
      if (field === 'Description') this.#descriptions.set(first + place, text);
      else (field === 'CreatedDate' ? this.#created : this.#modified).set(first + place, text);
    }
    return first;
  }

  text(name: 'CompanyId' | 'CompanyName' | 'Status' | 'OwnerId' | 'OwnerName' | 'TargetDate', row: number) {
    return this.#texts[name].get(row);
  }

  goal(row: number): Goal {
    const goal: Writable<Goal> = {
      Gsid: this.#ids[row] ?? '',
      Name: this.#names[row] ?? '',
      CompanyId: this.#texts.CompanyId.get(row) ?? '',
    };
    const companyName = this.#texts.CompanyName.get(row);
    if (companyName !== undefined) goal.CompanyName = companyName;
    const description = this.#descriptions.get(row);
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
    return goal;
  }
}
