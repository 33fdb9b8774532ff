import { isCalendarDate } from '../model/goalRules.ts';
import type { GoalField } from '../model/goalFields.ts';
import type { Intent, Wanted } from '../plan/intent.ts';
import type { KnownTenant } from '../plan/knownTenant.ts';
import { FieldReader } from './fieldReader.ts';
import type { GoalText, TextEntry, TextValue } from './goalText.ts';
import { relativeDate } from './relativeDate.ts';
import { newDescription } from './textPlan.ts';
import { fieldKeys, fieldOf, nearestKey, variableKeys, type FieldKey, type VariableKey } from './textKeys.ts';
import type { TextProblem } from './textProblem.ts';

/** Whether a text is one that is started, rather than one that says what goals are like. */
export const isPlaybook = ({ variables }: GoalText): boolean => variables !== undefined;

export type Named = { readonly id: string; readonly name: string };

/** What a person says for the variables when a playbook is started. */
export type PlaybookStart = {
  readonly companies: readonly Named[];
  /** `id` is '' for none. */
  readonly owner: Named;
  /** `yyyy-mm-dd` */
  readonly start: string;
};

export type PlaybookContext = {
  readonly file: string;
  readonly known?: KnownTenant | undefined;
  readonly isComplete: boolean;
};

/** What is wrong with a playbook, whoever it is started for. */
export const playbookProblems = (text: GoalText, context: PlaybookContext): readonly TextProblem[] =>
  new Playbook(text, context).problems();

/** Which variables have to be known before it can be started. */
export const variablesOf = (text: GoalText): ReadonlySet<VariableKey> => {
  const used = new Set<VariableKey>();
  for (const { values } of text.entries) {
    if (values.company === undefined) used.add('company');
    if (values.owner === undefined) used.add('owner');
    for (const key of fieldKeys)
      for (const [, name = ''] of (values[key]?.text ?? '').matchAll(variable)) if (isVariable(name)) used.add(name);
    if (!isFixed(values.targetDate)) used.add('start');
  }
  return used;
};

/** New goals for each of the companies; none where anything is wrong. */
export const planOfPlaybook = (
  text: GoalText,
  context: PlaybookContext,
  start: PlaybookStart,
): { readonly intents: readonly Intent[]; readonly problems: readonly TextProblem[] } => {
  const problems = playbookProblems(text, context);
  if (problems.length > 0) return { intents: [], problems };
  const playbook = new Playbook(text, context);
  const intents = start.companies.flatMap((company) => playbook.intents(company, start));
  return playbook.said.length > 0 ? { intents: [], problems: playbook.said } : { intents, problems: [] };
};

const isFixed = (date: TextValue | undefined): boolean =>
  date === undefined || date.text.trim() === '' || isCalendarDate(date.text.trim());

const variable = /\$\{([^}\s]*)\}/g;

const isVariable = (name: string): name is VariableKey => variableKeys.some((key) => key === name);

class Playbook {
  readonly #text: GoalText;
  readonly #context: PlaybookContext;
  readonly #fields: FieldReader;

  constructor(text: GoalText, context: PlaybookContext) {
    this.#text = text;
    this.#context = context;
    this.#fields = new FieldReader({ ...context, isPlaybook: true });
  }

  get said(): readonly TextProblem[] {
    return this.#fields.problems;
  }

  problems(): readonly TextProblem[] {
    const { variables = {}, entries, problems } = this.#text;
    if (problems.length > 0) return problems;
    const start = variables.start?.text.trim() ?? '';
    if (variables.start !== undefined && start !== '' && !isCalendarDate(start))
      this.#fields.say('badDate', variables.start.span, { key: 'start', value: start });
    for (const key of ['company', 'owner'] as const) {
      const value = variables[key];
      if (value !== undefined && value.text.trim() !== '') this.#fields.field(key, value);
    }
    for (const entry of entries) this.#check(entry);
    return this.said;
  }

  #check(entry: TextEntry): void {
    const { values, metrics = [], span } = entry;
    if (values.id !== undefined) this.#fields.say('idInPlaybook', values.id.span);
    if (values.name === undefined) this.#fields.say('missing', span, { key: 'name' });
    for (const key of fieldKeys) {
      const value = values[key];
      if (value === undefined) continue;
      if (this.#hasVariables(value, key)) continue;
      if (key === 'description') newDescription(value, this.#fields);
      else if (!(key === 'company' && value.text === '')) this.#fields.field(key, value);
    }
    for (const metric of metrics) {
      if (metric.values.id !== undefined) this.#fields.say('idInPlaybook', metric.values.id.span);
      this.#fields.metric(metric);
    }
  }

  #hasVariables(value: TextValue, key: FieldKey): boolean {
    const names = [...value.text.matchAll(variable)].map(([, name = '']) => name);
    for (const name of names) {
      if (isVariable(name)) continue;
      const near = nearestKey(name, variableKeys);
      const more = { value: name, choices: variableKeys, ...(near === undefined ? {} : { nearest: near }) };
      this.#fields.say('unknownVariable', lineOf(value), more);
    }
    return names.length > 0 && key !== 'targetDate';
  }

  intents(company: Named, { owner, start }: PlaybookStart): readonly Intent[] {
    const words = { company: company.name, owner: owner.name, start };
    const filled = (value: TextValue): TextValue => ({
      ...value,
      text: value.text.replaceAll(variable, (whole, name: string) => (isVariable(name) ? words[name] : whole)),
    });
    return this.#text.entries.map((entry): Intent => {
      const fields: Partial<Record<GoalField, Wanted>> = { Status: 'Not Started', CompanyId: company.id };
      if (owner.id !== '') fields.OwnerId = owner.id;
      for (const key of fieldKeys) {
        const value = entry.values[key];
        if (value === undefined || (value.text.trim() === '' && key !== 'owner')) continue;
        const wanted = this.#wanted(key, value, filled(value), { company, owner, start });
        if (wanted !== undefined) fields[fieldOf[key]] = wanted;
      }
      const metrics = (entry.metrics ?? [])
        .map((metric) => this.#fields.metric(metric))
        .filter((metric) => metric !== undefined);
      const source = { file: this.#context.file, ...this.#text.placeOf(entry.span.start) };
      return { kind: 'create', fields, ...(metrics.length > 0 && { metrics }), source };
    });
  }

  /** @param filled the value with what the variables say */
  #wanted(
    key: FieldKey,
    { text }: TextValue,
    filled: TextValue,
    { company, owner, start }: { readonly company: Named; readonly owner: Named; readonly start: string },
  ): Wanted | undefined {
    if (key === 'company' && text.trim() === '${company}') return company.id;
    if (key === 'owner' && text.trim() === '${owner}') return owner.id;
    if (key === 'description') return newDescription(filled, this.#fields);
    if (key !== 'targetDate') return this.#fields.field(key, filled);
    return relativeDate(text, start) ?? this.#fields.say('badRelativeDate', filled.span, { key, value: text });
  }
}

/** Of a block its first sign alone. */
const lineOf = ({ span, isBlock }: TextValue): { readonly start: number; readonly end: number } =>
  isBlock ? { start: span.start, end: span.start + 1 } : span;
