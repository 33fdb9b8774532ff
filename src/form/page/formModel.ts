import { goalFieldNames, noFields, type GoalField, type GoalFields, type GoalTexts } from '../../model/goalFields.ts';
import type { MetricField } from '../../model/goalRules.ts';
import type { DescriptionSource, FormOutline, FormState, Notice, StateUpdate } from '../protocol.ts';

/**
 * What the page knows of the goal: what the host told it, and what was typed here since. What the host says of a field is out of date
 * where the field was edited after the last edit that the host has taken.
 */
export class FormModel {
  #outline: FormOutline | undefined;
  #values: GoalFields = noFields;
  #unresolved: GoalTexts = {};
  #source: DescriptionSource = { base: '' };
  #notice: Notice | undefined;
  #seq = 0;
  /** The number of the last edit of each field, of whatever kind. */
  readonly #editedAt = new Map<GoalField | `metric ${MetricField}`, number>();
  /** The number of the last edit that gave the field a value. */
  readonly #valuedAt = new Map<GoalField, number>();
  /** Whether something was typed that the page may show elsewhere, such as in its heading, once the host has it. */
  #isRedrawDue = false;

  /** Undefined until the host has told something. */
  get state(): FormState | undefined {
    return (
      this.#outline && {
        ...this.#outline,
        values: this.#values,
        unresolved: this.#unresolved,
        source: this.#source,
        ...(this.#notice === undefined ? {} : { notice: this.#notice }),
      }
    );
  }

  /** Whether the host does not know yet of what was typed in this field. */
  isAhead(field: GoalField | `metric ${MetricField}`): boolean {
    return (this.#editedAt.get(field) ?? 0) > this.#seq;
  }

  edited(seq: number, field: GoalField, value: string, markdown?: string): void {
    this.#isRedrawDue = true;
    this.#editedAt.set(field, seq);
    this.#valuedAt.set(field, seq);
    this.#values = { ...this.#values, [field]: value };
    this.#resolve(field);
    if (markdown !== undefined) this.#source = { ...this.#source, markdown };
  }

  editedUnresolved(seq: number, field: GoalField, text: string): void {
    this.#editedAt.set(field, seq);
    this.#resolve(field);
    if (text !== '') this.#unresolved = { ...this.#unresolved, [field]: text };
  }

  editedMetric(seq: number, field: MetricField): void {
    this.#editedAt.set(`metric ${field}`, seq);
  }

  #resolve(field: GoalField): void {
    const { [field]: _resolved, ...others } = this.#unresolved;
    this.#unresolved = others;
  }

  /** Returns whether there may be something new to show. */
  take(seq: number, { form, values, source, notice }: StateUpdate): boolean {
    this.#seq = seq;
    const ahead = goalFieldNames.filter((name) => this.isAhead(name));
    if (form !== undefined) {
      this.#outline = form;
      this.#unresolved = mixed(form.unresolved, this.#unresolved, ahead);
    }
    const valued = goalFieldNames.filter((name) => (this.#valuedAt.get(name) ?? 0) > seq);
    if (values !== undefined) this.#values = { ...this.#values, ...mixed(values, this.#values, valued) };
    if (source !== undefined)
      this.#source = valued.includes('Description') ? { ...this.#source, base: source.base } : source;
    if (notice !== undefined) this.#notice = notice.kind === 'none' ? undefined : notice;
    const isNew = [form, values, source, notice].some((part) => part !== undefined);
    const isRedrawDue = this.#isRedrawDue;
    this.#isRedrawDue = ahead.length > 0;
    return isNew || isRedrawDue;
  }
}

/** The host's texts, and the page's own in the fields in which the page is ahead. */
const mixed = (theirs: GoalTexts, mine: GoalTexts, ahead: readonly GoalField[]): GoalTexts => {
  const pick = (name: GoalField): string | undefined => (ahead.includes(name) ? mine : theirs)[name];
  return Object.fromEntries(
    goalFieldNames.map((name) => [name, pick(name)] as const).filter(([, value]) => value !== undefined),
  );
};
