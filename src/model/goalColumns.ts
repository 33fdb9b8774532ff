import type { Goal } from '../api/schema.ts';
import { MomentColumn, NumberColumn, TextColumn } from './columns.ts';

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
