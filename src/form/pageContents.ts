import { goalFieldNames, type GoalField, type GoalFields } from '../model/goalFields.ts';
import type { DescriptionSource, FormState, MetricState, StateUpdate, TemplateState } from './protocol.ts';

export type Contents = { readonly state: FormState; readonly metrics: MetricState; readonly templates: TemplateState };

/** What the page of a form has, told or typed there, so that nothing is sent to it twice. */
export class PageContents {
  #values: Partial<GoalFields> = {};
  #source: DescriptionSource | undefined;
  /** As JSON, by the part of the update. */
  readonly #parts = new Map<keyof StateUpdate, string>();
  #templates: TemplateState | undefined;

  /** The page has what was typed there. */
  typed(field: GoalField, value: string, markdown: string | undefined): void {
    this.#values = { ...this.#values, [field]: value };
    if (markdown !== undefined && this.#source !== undefined) this.#source = { ...this.#source, markdown };
  }

  /** What the page does not have of this; from then on it has it. */
  take({ state, metrics, templates }: Contents): StateUpdate {
    const { values, source, notice = { kind: 'none' }, ...form } = state;
    const before = this.#values;
    const changed = goalFieldNames.filter((name) => values[name] !== before[name]);
    const isSourceNew = source.base !== this.#source?.base || source.markdown !== this.#source.markdown;
    const areTemplatesNew = templates !== this.#templates;
    this.#values = values;
    this.#source = source;
    this.#templates = templates;
    return {
      ...(this.#isNew('form', form) ? { form } : {}),
      ...(changed.length > 0 ? { values: Object.fromEntries(changed.map((name) => [name, values[name]])) } : {}),
      ...(isSourceNew ? { source } : {}),
      ...(this.#isNew('notice', notice) ? { notice } : {}),
      ...(this.#isNew('metrics', metrics) ? { metrics } : {}),
      ...(areTemplatesNew ? { templates } : {}),
    };
  }

  #isNew(part: keyof StateUpdate, value: unknown): boolean {
    const json = JSON.stringify(value);
    if (this.#parts.get(part) === json) return false;
    this.#parts.set(part, json);
    return true;
  }
}
