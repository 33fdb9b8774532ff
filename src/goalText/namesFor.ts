import { goalStatuses } from '../api/schema.ts';
import type { KnownTenant } from '../plan/knownTenant.ts';
import type { FieldKey } from './textKeys.ts';

/** The names that may stand at a key; none where it holds no name. */
export const namesFor = (key: FieldKey, known: KnownTenant): readonly string[] => {
  switch (key) {
    case 'company':
      return known.companies().map(({ name }) => name);
    case 'owner':
      return known.owners().map(({ name }) => name);
    case 'template':
      return known
        .templates()
        .filter(({ isActive }) => isActive)
        .map(({ name }) => name);
    case 'status':
      return [...new Set([...goalStatuses, ...(known.statuses?.() ?? [])])];
    case 'name':
    case 'targetDate':
    case 'description':
      return [];
  }
};
