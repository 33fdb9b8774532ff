import * as l10n from '@vscode/l10n';
import type { GoalTemplate } from '../api/schema.ts';
import type { GoalField } from '../model/goalFields.ts';
import type { GoalStore } from '../model/goalStore.ts';
import { plainLabel } from '../model/plainLabel.ts';
import { dayText } from '../words/dates.ts';
import { statusText } from '../words/statusText.ts';

/** Names of the ids that a plan holds, as far as they are known. */
export type KnownNames = {
  readonly company: (id: string) => string | undefined;
  readonly owner: (id: string) => string | undefined;
  readonly template: (id: string) => string | undefined;
};

export const namesIn = (
  store: Pick<GoalStore, 'company' | 'owners'>,
  templates: readonly GoalTemplate[],
): KnownNames => {
  let owners: ReadonlyMap<string, string> | undefined;
  return {
    company: (id) => store.company(id)?.name,
    owner: (id) => {
      owners ??= new Map(store.owners().map((each) => [each.id, each.name]));
      return owners.get(id);
    },
    template: (id) => templates.find((each) => each.id === id)?.name,
  };
};

/** A field as a person reads it, on one line. */
export const valueText = (field: GoalField, value: string, names: KnownNames): string =>
  value === '' ? l10n.t('none') : plainLabel(textOf(field, value, names)) || l10n.t('without text');

/** Undefined for a field without ids, and for an id without a known name. */
export const nameOfId = (field: GoalField, id: string, names: KnownNames): string | undefined => {
  switch (field) {
    case 'CompanyId':
      return names.company(id);
    case 'OwnerId':
      return names.owner(id);
    case 'TemplateId':
      return names.template(id);
    case 'Name':
    case 'Description':
    case 'Status':
    case 'TargetDate':
      return undefined;
  }
};

const textOf = (field: GoalField, value: string, names: KnownNames): string => {
  switch (field) {
    case 'CompanyId':
    case 'OwnerId':
    case 'TemplateId':
      return nameOfId(field, value, names) ?? value;
    case 'Status':
      return statusText(value);
    case 'TargetDate':
      return dayText(value);
    case 'Description':
      return excerpt(value);
    case 'Name':
      return value;
  }
};

const longestExcerpt = 80;

/** The beginning of its text. */
const excerpt = (html: string): string => {
  const text = html
    .slice(0, longestExcerpt * 20)
    .replaceAll(/<[^>]*>?/g, ' ')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return text.length <= longestExcerpt ? text : `${text.slice(0, longestExcerpt).toWellFormed()}…`;
};
