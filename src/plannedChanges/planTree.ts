import { byName } from '../model/names/byName.ts';
import type { GoalField } from '../model/goalFields.ts';
import type { PlanRow } from '../plan/plan.ts';
import { optionalFields, type Part } from './checks.ts';
import { openCompanies } from './openCompanies.ts';

/** A row of the list. */
export type PlanNode =
  | { readonly kind: 'company'; readonly companyId: string }
  | { readonly kind: 'row'; readonly key: string }
  | { readonly kind: 'field'; readonly key: string; readonly field: GoalField }
  | { readonly kind: 'metric'; readonly key: string; readonly at: number };

const keyOf = (node: PlanNode): string => {
  switch (node.kind) {
    case 'company':
      return `company/${node.companyId}`;
    case 'row':
      return `row/${node.key}`;
    case 'field':
      return `row/${node.key}/${node.field}`;
    case 'metric':
      return `row/${node.key}/metric/${node.at}`;
  }
};

/** Companies, goals and fields of a plan, the same object for the same row for as long as the plan is shown. */
export class PlanTree {
  readonly #nodes = new Map<string, PlanNode>();
  #issued = new WeakSet<object>();
  #planId: string | undefined;
  #open: ReadonlySet<string> = new Set();
  #rows: readonly PlanRow[] = [];
  #byKey: ReadonlyMap<string, PlanRow> = new Map();
  #byCompany: ReadonlyMap<string, readonly PlanRow[]> = new Map();

  show(rows: readonly PlanRow[], planId?: string): void {
    if (planId !== this.#planId) this.#forget();
    this.#planId = planId;
    if (rows === this.#rows) return;
    this.#rows = rows;
    this.#byKey = new Map(rows.map((row) => [row.key, row]));
    this.#byCompany = Map.groupBy(rows, ({ companyId }) => companyId);
  }

  /** Of the plan whose rows these are. */
  get planId(): string | undefined {
    return this.#planId;
  }

  /** A click may come when another plan is shown, whose rows have the same keys. */
  #forget(): void {
    this.#nodes.clear();
    this.#issued = new WeakSet();
  }

  /** @param nameOf a company's name: they come in its order, and what has no company comes first */
  children(parent: PlanNode | undefined, nameOf: (companyId: string) => string): PlanNode[] {
    if (parent === undefined) {
      const ids = [...this.#byCompany.keys()].map((id) => ({ id, name: id === '' ? '' : nameOf(id) }));
      const sorted = ids.toSorted((a, b) => byName(a.name, b.name));
      this.#open = openCompanies(sorted.map(({ id }) => ({ companyId: id, rows: this.rowsOf(id).length })));
      return sorted.map(({ id }) => this.#of({ kind: 'company', companyId: id }));
    }
    if (parent.kind === 'company')
      return this.rowsOf(parent.companyId).map(({ key }) => this.#of({ kind: 'row', key }));
    return parent.kind === 'row' ? this.#parts(parent.key) : [];
  }

  parent(node: PlanNode): PlanNode | undefined {
    if (node.kind === 'company') return undefined;
    if (node.kind !== 'row') return this.#of({ kind: 'row', key: node.key });
    return this.#of({ kind: 'company', companyId: this.row(node.key)?.companyId ?? '' });
  }

  /** VS Code keeps a row as it was left, open or closed, for as long as its id stays: a row of the next plan is another one. */
  idOf(node: PlanNode): string {
    return `${this.#planId ?? ''}/${keyOf(node)}`;
  }

  /** Whether the company is shown open at first. */
  isOpen(companyId: string): boolean {
    return this.#open.has(companyId);
  }

  get size(): number {
    return this.#rows.length;
  }

  rowsOf(companyId: string): readonly PlanRow[] {
    return this.#byCompany.get(companyId) ?? [];
  }

  row(key: string): PlanRow | undefined {
    return this.#byKey.get(key);
  }

  /** Reads what VS Code hands to a command: a row of this list, or anything else. */
  node(value: unknown): PlanNode | undefined {
    return this.#isIssued(value) ? value : undefined;
  }

  #isIssued(value: unknown): value is PlanNode {
    return typeof value === 'object' && value !== null && this.#issued.has(value);
  }

  part(node: PlanNode): Part | undefined {
    if (!this.#isIssued(node)) return undefined;
    if (node.kind === 'company') return { kind: 'company', rows: this.rowsOf(node.companyId) };
    const row = this.row(node.key);
    if (row === undefined || node.kind === 'metric') return undefined;
    return node.kind === 'row' ? { kind: 'row', row } : { kind: 'field', row, field: node.field };
  }

  #parts(key: string): PlanNode[] {
    const row = this.row(key);
    if (row === undefined) return [];
    const fields = optionalFields(row);
    const metrics = row.state.kind === 'create' ? row.state.metrics.length : 0;
    return [
      ...fields.map((field) => this.#of({ kind: 'field', key, field })),
      ...Array.from({ length: metrics }, (_, at) => this.#of({ kind: 'metric', key, at })),
    ];
  }

  hasParts(key: string): boolean {
    return this.#parts(key).length > 0;
  }

  #of(node: PlanNode): PlanNode {
    const id = keyOf(node);
    const known = this.#nodes.get(id);
    if (known !== undefined) return known;
    this.#nodes.set(id, node);
    this.#issued.add(node);
    return node;
  }
}
