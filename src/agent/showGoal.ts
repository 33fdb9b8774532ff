import { answer, problem, type Answer } from './answer.ts';
import { goalAsked } from './finding.ts';
import { fenced, tableOf } from './fence.ts';
import { objectOf, type Values } from './input.ts';
import { readHints, type Call, type Tool } from './tool.ts';

const run = async (input: Values, { tenant, signal, show }: Call): Promise<Answer> => {
  if (show === undefined) return problem('There is no editor here. Call get_goal to read the goal.');
  await tenant.bringUpToDate(signal);
  const found = await goalAsked(tenant, input);
  if (found.kind === 'answer') return found.answer;
  const goal = tenant.store.goal(found.id) ?? (await tenant.store.fetchGoal(found.id, signal));
  if (signal.aborted) return problem('It was canceled; nothing was opened.');
  // The form is of the tenant that the window is on: a goal of another one is none there, or somebody else's.
  void tenant.store;
  await show(goal);
  return answer(
    'The form of this goal is open in the editor:',
    fenced(tableOf(['id', 'goal'], [[goal.Gsid, goal.Name]]).join('\n')),
  );
};

export const showGoal: Tool = {
  name: 'show_goal',
  title: 'Show a goal',
  description:
    'Opens the form of one goal in the editor, for the person to look at. Takes its id or very name. Changes nothing. Not included: what stands in it (get_goal).',
  input: objectOf(
    {
      goal: { type: 'string', description: 'Id, or the very name.' },
      company: { type: 'string', description: 'Id or the very name of its company, to tell namesakes apart.' },
    },
    ['goal'],
  ),
  kind: 'read',
  hints: { ...readHints, openWorldHint: false },
  isOfEditor: true,
  run,
};
