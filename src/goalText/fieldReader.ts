import {
  isCalendarDate,
  maxDescriptionLength,
  maxNameLength,
  parseNumber,
  type MetricFields,
} from '../model/goalRules.ts';
import { isBlank } from '../model/isBlank.ts';
import { nearest } from '../model/query/nearest.ts';
import type { Wanted } from '../plan/intent.ts';
import { Names, type KnownTenant } from '../plan/knownTenant.ts';
import type { TextMetric, TextValue } from './goalText.ts';
import { namesFor } from './namesFor.ts';
import { isRelativeDate } from './relativeDate.ts';
import { invisibleIn } from './readGoalText.ts';
import { fieldOf, metricFieldOf, type FieldKey } from './textKeys.ts';
import type { ProblemCode, Span, TextProblem } from './textProblem.ts';

export type FieldContext = {
  /** Absent where nothing is known of a tenant: names are not looked up then. */
  readonly known?: KnownTenant | undefined;
  /** Whether all there is is known: what is not known then is not there. */
  readonly isComplete: boolean;
  readonly isPlaybook: boolean;
};

/** So many names are offered for one that is not known. */
const mostChoices = 5;

/** Reads what stands at a field as what is sent, and says what is wrong with it. */
export class FieldReader {
  readonly problems: TextProblem[] = [];
  readonly #context: FieldContext;
  readonly #names: Names | undefined;

  constructor(context: FieldContext) {
    this.#context = context;
    this.#names = context.known && new Names(context.known);
  }

  say(code: ProblemCode, span: Span, more: Partial<TextProblem> = {}): undefined {
    this.problems.push({ code, span, ...more });
    return undefined;
  }

  /** Undefined where it is wrong. Descriptions are taken as they stand. */
  field(key: FieldKey, value: TextValue): Wanted | undefined {
    switch (key) {
      case 'description':
        return value.text;
      case 'name':
        return this.#name(value);
      case 'targetDate':
        return this.#date(value);
      case 'company':
      case 'owner':
      case 'status':
      case 'template':
        return this.#named(key, value);
    }
  }

  #name({ text, span }: TextValue): string | undefined {
    const name = text.trim();
    if (name === '') return this.say('missing', span, { key: 'name' });
    if (isBlank(name) || invisibleIn(name.replaceAll(/\u{200c}|\u{200d}|\u{a0}|\u{ad}/gu, '')) !== undefined)
      return this.say('invisible', span);
    if (name.length > maxNameLength) return this.say('tooLong', span, { key: 'name', limit: maxNameLength });
    return name;
  }

  #date({ text, span }: TextValue): string | undefined {
    const date = text.trim();
    if (date === '' || isCalendarDate(date) || (this.#context.isPlaybook && isRelativeDate(date))) return date;
    const code = isRelativeDate(date) || this.#context.isPlaybook ? 'badRelativeDate' : 'badDate';
    return this.say(code, span, { key: 'targetDate', value: date });
  }

  #named(key: FieldKey, { text, span }: TextValue): Wanted | undefined {
    const name = text.trim();
    if (name === '') return key === 'company' ? this.say('missing', span, { key }) : '';
    if (invisibleIn(name) !== undefined && this.#names?.resolve(fieldOf[key], name).kind !== 'exact')
      return this.say('invisible', span);
    const found = this.#names?.resolve(fieldOf[key], name);
    if (found === undefined) return { named: name };
    if (found.kind === 'exact') return found.id;
    const isNamesake = found.code === 'namesakes';
    if (!isNamesake && !this.#context.isComplete) return { named: name };
    const choices = found.choices.slice(0, mostChoices);
    if (isNamesake) return this.say('namesakes', span, { key, value: name, choices: choices.map(({ id }) => id) });
    const { known } = this.#context;
    const like = choices[0]?.name ?? (known && nearest(name, namesFor(key, known)));
    return this.say('unknownName', span, {
      key,
      value: name,
      choices: choices.map((choice) => choice.name),
      ...(like === undefined ? {} : { nearest: like }),
    });
  }

  /** @param html that would be sent */
  mustFit(html: string, { span }: TextValue): boolean {
    if (html.length <= maxDescriptionLength) return true;
    this.say(
      'tooLong',
      { start: span.start, end: span.start + 1 },
      { key: 'description', limit: maxDescriptionLength },
    );
    return false;
  }

  /** A metric that is to be added; undefined where something is wrong with it. */
  metric({ span, values }: TextMetric): MetricFields | undefined {
    const before = this.problems.length;
    const text = (key: keyof typeof metricFieldOf): string => values[key]?.text.trim() ?? '';
    for (const key of ['name', 'target'] as const)
      if (text(key) === '') this.say('missing', values[key]?.span ?? span, { key: `metric.${key}` });
    if (text('name') !== '' && isBlank(text('name'))) this.say('invisible', values.name?.span ?? span);
    for (const key of ['current', 'target'] as const)
      if (text(key) !== '' && parseNumber(text(key)) === undefined)
        this.say('badNumber', values[key]?.span ?? span, { key, value: text(key) });
    if (this.problems.length > before) return undefined;
    return { Name: text('name'), CurrentValue: text('current'), TargetValue: text('target'), Unit: text('unit') };
  }
}
