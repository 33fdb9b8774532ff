import type { Intent, MadeGoal, Wanted } from '../plan/intent.ts';
import type { Done, StepState } from '../plan/stepState.ts';
import type { Planned } from './planned.ts';

/** The goals that are in the tenant by now of those that a file says as new: made, or chosen in their place. */
export const madeFrom = ({ plan, steps = [], states }: Planned, file: string): readonly MadeGoal[] =>
  plan.intents.flatMap((intent, at): readonly MadeGoal[] => {
    const key = String(at);
    const done = doneOf(states.get(key));
    if (intent.kind !== 'create' || intent.source?.file !== file || done === undefined) return [];
    const step = steps.find((each) => each.key === key);
    const fields: Partial<Record<string, Wanted>> = step?.kind === 'create' ? step.fields : intent.fields;
    const { tenant } = plan;
    return [{ tenant, goalId: done.goalId, companyId: textOf(fields['CompanyId']), name: nameOf(intent) }];
  });

const doneOf = (state: StepState | undefined): Done | undefined => {
  if (state?.kind === 'notPutBack') return state.stored;
  return state?.kind === 'done' ? state : undefined;
};

const nameOf = ({ fields }: Extract<Intent, { readonly kind: 'create' }>): string => textOf(fields.Name).trim();

const textOf = (wanted: Wanted = ''): string => (typeof wanted === 'string' ? wanted : wanted.named);
