import { explainInOne } from '../explain.ts';
import type { Step } from '../plan/plan.ts';
import { errorOf, type Done, type ErrorFacts, type StepState } from '../plan/stepState.ts';
import type { AgentTenant } from './agentTenant.ts';
import { type About, answer, around, fitting, problem, usualLength, type Answer } from './answer.ts';
import { withoutQuotes } from './failureAnswer.ts';
import { fenced, tableOf, type Cell } from './fence.ts';
import { counted } from './goalWords.ts';
import { oneLine } from './harmless.ts';
import { fieldWords, goalOf, type PlannedGoal } from './planText.ts';

/** By the key of a step, the goal that it is about. */
export type StepGoals = ReadonlyMap<string, PlannedGoal>;

export const goalsOf = (steps: readonly Step[], tenant: Pick<AgentTenant, 'store'>): StepGoals =>
  new Map(steps.map((step) => [step.key, goalOf(step, tenant, steps)]));

/** Which goals and fields a plan is about; of a goal that it made, the id that it got. */
export const aboutOf = (steps: readonly Step[], states: ReadonlyMap<string, StepState>): About => {
  const idOf = (step: Step): string | undefined => {
    const state = states.get(step.key);
    if (step.kind === 'update') return step.goalId;
    if (step.kind === 'addMetric' && 'id' in step.goal) return step.goal.id;
    return state === undefined ? undefined : goalIdOf(state);
  };
  return {
    goals: [...new Set(steps.flatMap((step) => idOf(step) ?? []))],
    fields: [...new Set(steps.map(whatOf).flatMap((what) => what.split(', ')))],
  };
};

/** What became of a plan: what a person has to know first comes first, and of the rows as many as there is room for. */
export const resultOf = (
  steps: readonly Step[],
  states: ReadonlyMap<string, StepState>,
  goals: StepGoals,
  note: string | undefined,
): Answer => {
  const stateOf = ({ key }: Step): StepState => states.get(key) ?? { kind: 'waiting' };
  const ended = steps.filter((step) => isGood(stateOf(step))).length;
  const inOrder = steps.toSorted((a, b) => rankOf(stateOf(a)) - rankOf(stateOf(b)));
  const rows = inOrder.map((step): readonly Cell[] => {
    const [result, advice] = stateWords(stateOf(step));
    const { id, name } = goals.get(step.key) ?? {};
    return [goalIdOf(stateOf(step)) ?? id, name, whatOf(step), result, advice];
  });
  const table = tableOf(['id', 'goal', 'what', 'result', 'what to do'], rows);
  const shown = fitting(table, usualLength - around - (note?.length ?? 0));
  const text = [
    `${ended} of ${counted(steps.length, 'change')} ${ended === 1 ? 'is' : 'are'} in the tenant.`,
    fenced(shown.join('\n')),
    restWords(inOrder.slice(shown.length - 1).map(stateOf)),
    note,
  ] as const;
  return ended === steps.length ? answer(...text) : problem(...text);
};

const isGood = ({ kind }: StepState): boolean => kind === 'done' || kind === 'unchanged';

type Kind = StepState['kind'] | 'otherValue';

/** What cannot be known is never told as a failure: who planned it anew would make it twice. */
const kindOf = (state: StepState): Kind => {
  if (state.kind === 'failed' && state.error.outcome === 'unknown') return 'inDoubt';
  return state.kind === 'done' && state.mismatches.length > 0 ? 'otherValue' : state.kind;
};

/** In the order in which they are told; and how those are counted that there is no room for. */
const kindWords: Readonly<Record<Kind, string>> = {
  notPutBack: 'saved over what somebody wrote at the same moment',
  inDoubt: 'in doubt: apply the plan again',
  failed: 'not saved: plan them anew',
  conflict: 'not saved, since somebody changed the same meanwhile',
  sending: 'not sent: apply the plan again',
  waiting: 'not sent: apply the plan again',
  otherValue: 'saved, but Gainsight holds another value',
  done: 'done',
  unchanged: 'done',
};
const kinds = Object.keys(kindWords);

const rankOf = (state: StepState): number => kinds.indexOf(kindOf(state));

/** `12 more are done.` */
const restWords = (rest: readonly StepState[]): string =>
  [...Map.groupBy(rest, (state) => kindWords[kindOf(state)])]
    .map(([words, { length }]) => `${length} more ${length === 1 ? 'is' : 'are'} ${words}.`)
    .join(' ');

/** Without what the tenant says of it. */
export const reasonOf = (error: ErrorFacts): string => explainInOne(withoutQuotes(errorOf(error)));

const whatOf = (step: Step): string => {
  if (step.kind === 'create') return 'new goal';
  return step.kind === 'addMetric' ? 'new metric' : step.changes.map(({ field }) => fieldWords[field]).join(', ');
};

const goalIdOf = (state: StepState): string | undefined => (state.kind === 'done' ? state.goalId : undefined);

/** Characters of a value in a list. */
const short = 40;

const quoted = (value: string): string => (value === '' ? 'nothing' : `"${oneLine(value, short)}"`);

/** The fields, each with what is held and what was sent where that is known. */
const heldWords = ({ mismatches, values = {} }: Done): string =>
  mismatches
    .map((field) => {
      const { meant, held } = values[field] ?? {};
      if (meant === undefined) return field;
      const sent = quoted(meant);
      return held === undefined ? `${field} (not confirmed: ${sent})` : `${field} (${quoted(held)} for ${sent})`;
    })
    .join(', ');

/** What became of a step, and what to do. */
const stateWords = (state: StepState): readonly [string, string?] => {
  switch (state.kind) {
    case 'done':
      return state.mismatches.length === 0
        ? ['done']
        : [`saved, but Gainsight holds another value in ${heldWords(state)}`, 'tell the person'];
    case 'unchanged':
      return ['was so already'];
    case 'waiting':
    case 'sending':
      return ['not sent', 'apply the plan again'];
    case 'conflict':
      return [
        `not saved: somebody changed ${state.fields.map((field) => fieldWords[field]).join(', ')} meanwhile`,
        'read the goal, ask the person, plan anew',
      ];
    case 'failed':
      return [
        reasonOf(state.error),
        state.error.outcome === 'unknown' ? 'apply the plan again: it looks first' : 'plan anew',
      ];
    case 'inDoubt':
      return ['it is not known whether it was saved', 'apply the plan again: it looks for it before it sends anything'];
    case 'notPutBack':
      return [
        `saved, and it wrote over what somebody wrote in ${Object.keys(state.lost).join(', ')} at the same moment`,
        'tell the person at once',
      ];
  }
};
