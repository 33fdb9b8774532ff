import type { GoalField } from '../model/goalFields.ts';
import type { GoalStore } from '../model/goalStore.ts';

/** The name that goes with an id in a field; undefined where none is known, or the field holds no id. */
export type NameOfId = (field: GoalField, id: string) => string | undefined;

/** Names for values in these fields. Templates that cannot be asked for have none: what was saved is saved without their names, too. */
export const namesOfIds = async (
  store: Pick<GoalStore, 'companies' | 'owners' | 'templates'>,
  fields: readonly GoalField[],
): Promise<NameOfId> => {
  const templates = fields.includes('TemplateId') ? await store.templates().catch(() => []) : [];
  return (field, id) => {
    switch (field) {
      case 'CompanyId':
        return [...store.companies()].find(({ Gsid }) => Gsid === id)?.name;
      case 'OwnerId':
        return store.owners().find((each) => each.id === id)?.name;
      case 'TemplateId':
        return templates.find((each) => each.id === id)?.name;
      case 'Name':
      case 'Status':
      case 'TargetDate':
      case 'Description':
        return undefined;
    }
  };
};
