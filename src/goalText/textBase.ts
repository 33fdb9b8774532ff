import type { Goal, GoalMetric } from '../api/schema.ts';
import { fieldsOf, type GoalFields } from '../model/goalFields.ts';
import type { TenantId } from '../model/tenant.ts';
import type { MadeGoal } from '../plan/intent.ts';
import type { KnownTenant, Names } from '../plan/knownTenant.ts';
import { fieldKeys, fieldOf, type FieldKey, type MetricKey } from './textKeys.ts';

/** A text for some of the keys, as it stands in a file. */
export type ShownFields = Readonly<Partial<Record<FieldKey, string>>>;
export type ShownMetric = Readonly<Record<MetricKey, string>>;

/** A goal as a text was made of it: what differs from this was changed by the person. */
export type BaseGoal = {
  readonly id: string;
  /** Of the version, '' where the tenant says none. */
  readonly modified: string;
  readonly fields: GoalFields;
  /** Without a description where that was not read. */
  readonly shown: ShownFields;
  /** What an id in the text is called, where no name could stand there. */
  readonly notes: ShownFields;
  /** Absent where they were not read. */
  readonly metrics?: readonly ShownMetric[];
};

/** What a text was made of. */
export type TextBase = {
  readonly tenant: TenantId;
  readonly goals: readonly BaseGoal[];
  /** Goals that were made of the text since. */
  readonly made?: readonly MadeGoal[];
};

export type BaseParts = {
  /** The description as Markdown; undefined where it was not read, or cannot be edited so. */
  readonly markdown?: string | undefined;
  readonly metrics?: readonly GoalMetric[] | undefined;
};

/** How goals are shown in a text: names where they say which one is meant, else ids. */
export class GoalShower {
  readonly #names: Names;
  readonly #templates: ReadonlyMap<string, string>;

  constructor(names: Names, known: Pick<KnownTenant, 'templates'>) {
    this.#names = names;
    this.#templates = new Map(known.templates().map(({ id, name }) => [id, name]));
  }

  base(goal: Goal, { markdown, metrics }: BaseParts = {}): BaseGoal {
    const fields = fieldsOf(goal);
    const named: ShownFields = {
      company: goal.CompanyName ?? '',
      owner: goal.OwnerName ?? '',
      template: this.#templates.get(fields.TemplateId) ?? '',
    };
    const shown: Partial<Record<FieldKey, string>> = {};
    const notes: Partial<Record<FieldKey, string>> = {};
    for (const key of fieldKeys) {
      if (key === 'description') continue;
      const id = fields[fieldOf[key]];
      const name = named[key];
      const isName = name !== undefined && this.#means(key, name, id);
      shown[key] = isName ? name : id;
      if (!isName && name !== undefined && name !== '' && id !== '') notes[key] = name;
    }
    if (markdown !== undefined) shown.description = markdown;
    const { Gsid: id, ModifiedDate: modified = '' } = goal;
    return { id, modified, fields, shown, notes, ...(metrics && { metrics: metrics.map(shownMetric) }) };
  }

  /** Whether the name means this very id, and reads back as it is. */
  #means(key: FieldKey, name: string, id: string): boolean {
    if (name === '' || id === '' || name !== name.trim()) return false;
    const found = this.#names.resolve(fieldOf[key], name);
    return found.kind === 'exact' && found.id === id;
  }
}

export const shownMetric = ({ Gsid, Name, CurrentValue, TargetValue, Unit = '' }: GoalMetric): ShownMetric => ({
  id: Gsid,
  name: Name,
  current: numberText(CurrentValue),
  target: numberText(TargetValue),
  unit: Unit,
});

const numberText = (number: number | undefined): string => (number === undefined ? '' : String(number));
