import { RichText } from '../description/richText.ts';
import type { GoalField } from '../model/goalFields.ts';
import type { Intent, SourcePlace, Wanted } from '../plan/intent.ts';
import { Names } from '../plan/knownTenant.ts';
import { EntryBases } from './entryBases.ts';
import { FieldReader } from './fieldReader.ts';
import type { GoalText, TextEntry, TextValue } from './goalText.ts';
import { readMetrics } from './metricReader.ts';
import type { BaseGoal } from './textBase.ts';
import type { TextContext } from './textContext.ts';
import { fieldKeys, fieldOf, type FieldKey } from './textKeys.ts';
import type { TextProblem } from './textProblem.ts';

export type TextPlan = {
  /** Empty where there is a problem. */
  readonly intents: readonly Intent[];
  readonly problems: readonly TextProblem[];
  /** Goals that the text was made of, and that it has no more: they stay as they are. */
  readonly removed: readonly BaseGoal[];
  /** Goals of which the description has to be known before anything can be planned. */
  readonly toRead: readonly string[];
  /** Goals whose metrics have to be known for the same. */
  readonly metricsToRead: readonly string[];
};

/** What a text changes in the tenant that it is of. */
export const planOfText = (text: GoalText, context: TextContext): TextPlan => new Planner(text, context).plan();

class Planner {
  readonly #text: GoalText;
  readonly #context: TextContext;
  readonly #fields: FieldReader;
  readonly #bases: EntryBases;
  readonly #toRead = new Set<string>();
  readonly #metricsToRead = new Set<string>();

  constructor(text: GoalText, context: TextContext) {
    this.#text = text;
    this.#context = context;
    const { known, isComplete } = context;
    this.#fields = new FieldReader({ known, isComplete, isPlaybook: false });
    this.#bases = new EntryBases(text, context, known && new Names(known), this.#fields);
  }

  plan(): TextPlan {
    this.#mustBeOfTenant();
    const intents = this.#text.entries.flatMap((entry) => this.#entry(entry));
    const problems = [...this.#text.problems, ...this.#fields.problems];
    return {
      intents: problems.length > 0 ? [] : intents,
      problems,
      removed: this.#bases.removed(),
      toRead: [...this.#toRead],
      metricsToRead: [...this.#metricsToRead],
    };
  }

  /** A text of one tenant says nothing of another, whatever ids it has. */
  #mustBeOfTenant(): void {
    const { tenant: line, entries, goals } = this.#text;
    const { base, tenant } = this.#context;
    if (this.#text.problems.length > 0) return;
    const of = base?.tenant ?? tenant;
    if (line !== undefined && line.text !== '') {
      if ((of !== undefined && line.text !== of) || (tenant !== undefined && line.text !== tenant))
        this.#fields.say('otherTenant', line.span, { value: line.text, ...(of === undefined ? {} : { nearest: of }) });
      return;
    }
    const isMeant = base !== undefined || entries.some(({ values }) => values.id !== undefined);
    if (isMeant) this.#fields.say('noTenant', line?.span ?? goals, of === undefined ? {} : { nearest: of });
  }

  #entry(entry: TextEntry): readonly Intent[] {
    const source = this.#placeOf(entry);
    const found = this.#bases.of(entry);
    if (found.kind === 'none') return [];
    if (found.kind === 'new') return this.#create(entry, source);
    const { base } = found;
    const changed = this.#changed(entry, base, source);
    const isChanged = changed.some(({ kind }) => kind === 'update');
    if (isChanged && !this.#bases.mayChange(entry, found, changed)) return [];
    return changed;
  }

  #changed(entry: TextEntry, base: BaseGoal, source: SourcePlace): readonly Intent[] {
    const fields: Partial<Record<GoalField, Wanted>> = {};
    const before: Partial<Record<GoalField, string>> = {};
    for (const key of fieldKeys) {
      const value = entry.values[key];
      if (value === undefined || isSame(key, value, base.shown[key])) continue;
      const wanted = key === 'description' ? this.#description(value, base) : this.#fields.field(key, value);
      const field = fieldOf[key];
      if (wanted === undefined || wanted === base.fields[field]) continue;
      fields[field] = wanted;
      before[field] = base.fields[field];
    }
    const { id: goalId } = base;
    const { added, isToRead } = readMetrics(entry, base, this.#context.metrics?.get(goalId), this.#fields);
    if (isToRead) this.#metricsToRead.add(goalId);
    const updates: readonly Intent[] =
      Object.keys(fields).length === 0 ? [] : [{ kind: 'update', goalId, fields, base: before, source }];
    return [...updates, ...added.map((metric): Intent => ({ kind: 'addMetric', goalId, metric, source }))];
  }

  /** The parts that nobody touched stay as the tenant has them, byte for byte. */
  #description(value: TextValue, base: BaseGoal): string | undefined {
    const isShown = base.shown.description !== undefined;
    const held = isShown ? base.fields.Description : this.#context.descriptions?.get(base.id);
    if (held === undefined) this.#toRead.add(base.id);
    if (held === undefined || (!isShown && markdownOf(value) === '')) return undefined;
    if (!isShown && held !== '') return this.#fields.say('descriptionUnseen', start(value));
    const rich = new RichText(held, held);
    if (!rich.isReadable) return this.#fields.say('notReadExactly', start(value));
    const html = rich.write(markdownOf(value)).value;
    return this.#fields.mustFit(html, value) ? html : undefined;
  }

  #create(entry: TextEntry, source: SourcePlace): readonly Intent[] {
    const fields: Partial<Record<GoalField, Wanted>> = { Status: 'Not Started' };
    for (const key of fieldKeys) {
      const value = entry.values[key];
      if (value === undefined) {
        if (key === 'name' || key === 'company') this.#fields.say('missing', entry.span, { key });
        continue;
      }
      const wanted = key === 'description' ? newDescription(value, this.#fields) : this.#fields.field(key, value);
      if (wanted !== undefined && !(key === 'status' && wanted === '')) fields[fieldOf[key]] = wanted;
    }
    const metrics = (entry.metrics ?? [])
      .map((metric) => {
        if (metric.values.id !== undefined) this.#fields.say('unknownMetric', metric.values.id.span);
        return this.#fields.metric(metric);
      })
      .filter((metric) => metric !== undefined);
    return [{ kind: 'create', fields, ...(metrics.length > 0 && { metrics }), source }];
  }

  #placeOf(entry: TextEntry): SourcePlace {
    return { file: this.#context.file, ...this.#text.placeOf(entry.span.start) };
  }
}

/** What a block ends with is no part of the text. */
export const markdownOf = ({ text }: Pick<TextValue, 'text'>): string => text.replace(/\n$/, '');

/** The HTML of a new description; undefined where it is too long. */
export const newDescription = (value: TextValue, fields: FieldReader): string | undefined => {
  const html = new RichText('', '').write(markdownOf(value)).value;
  return fields.mustFit(html, value) ? html : undefined;
};

const isSame = (key: FieldKey, value: TextValue, shown: string | undefined): boolean =>
  shown !== undefined && (key === 'description' ? markdownOf(value) : value.text) === shown;

const start = ({ span }: TextValue): { readonly start: number; readonly end: number } => ({
  start: span.start,
  end: span.start + 1,
});
