import type { Goal } from '../api/schema.ts';
import type { Intent } from '../plan/intent.ts';

/** A plan also for one: a drop may be a slip of the hand. Goals that are there already stay. */
export const movesOf = (
  { goalIds, companyId }: { readonly goalIds: readonly string[]; readonly companyId: string },
  goalOf: (goalId: string) => Goal | undefined,
): readonly Intent[] =>
  goalIds
    .filter((goalId) => goalOf(goalId)?.CompanyId !== companyId)
    .map((goalId) => ({ kind: 'update', goalId, fields: { CompanyId: companyId } }));
