import type { Goal } from '../api/schema.ts';
import { byName } from './names/byName.ts';

/** The order of a company's goals wherever they are listed or walked through: by name, and by id where names are the same. */
export const inGoalOrder = (a: Pick<Goal, 'Name' | 'Gsid'>, b: Pick<Goal, 'Name' | 'Gsid'>): number =>
  byName(a.Name, b.Name) || (a.Gsid < b.Gsid ? -1 : 1);
