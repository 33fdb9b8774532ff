import { createAnyway, type Plan, type Question } from '../plan/plan.ts';
import { rowsOf } from '../plan/makePlan.ts';
import type { KnownTenant } from '../plan/knownTenant.ts';
import type { AgentTenant } from './agentTenant.ts';
import { answer, problem, roomIn, type Answer } from './answer.ts';
import { changeInput } from './changeInput.ts';
import { readWishes, type Wishes } from './changeIntents.ts';
import { fenced, tableOf } from './fence.ts';
import { counted } from './goalWords.ts';
import { goalsNamedLike } from './likeNames.ts';
import type { Values } from './input.ts';
import { namesIn, planCounts, planTable, rowProblem } from './planText.ts';
import { aboutOf } from './planResult.ts';
import { knownOf, made, newPlanId, type Made } from './plans.ts';
import { readHints, type Call, type Tool } from './tool.ts';

const run = async (input: Values, { tenant, signal, plans, allowWrites }: Call): Promise<Answer> => {
  await tenant.bringUpToDate(signal);
  const wishes = await readWishes(input, tenant, signal);
  if (wishes.problems.length > 0) return refused(wishes.problems);
  if (wishes.intents.length === 0) return problem('There is nothing to plan. Give create, update or add_metric.');
  const templates = await tenant.store.templates(signal);
  const known = knownOf(tenant, await tenant.rows(), templates);
  const plan = planOf(wishes, tenant, known);
  const now = made(plan, known, plans);
  const problems = now.rows.flatMap((row) => rowProblem(row, plan.intents[Number.parseInt(row.key, 10)]) ?? []);
  if (problems.length > 0) return refused(problems);
  if (now.steps.length === 0) return answer('Nothing would change: the goals are so already. No plan was made.');
  const notes = [unchangedNote(now), fewOf(wishes.notes), likeNote(now, known), nextStep(plan, now, allowWrites)];
  const noted = notes.reduce((sum, note = '') => sum + note.length + 1, 0);
  const table = planTable(now.steps, tenant, namesIn(tenant, templates), roomIn(input) - noted);
  if (table === undefined) return refused([tooMuch]);
  await plans.save(plan);
  return {
    ...answer(`Plan of ${planCounts(now.steps)}. Nothing was sent.`, fenced(table), ...notes),
    about: aboutOf(now.steps, new Map()),
  };
};

const tooMuch =
  'This is too much for a person to look at in one answer. Plan less at a time, or give a larger max_characters.';

const fewOf = (notes: readonly string[]): string | undefined => {
  const few = notes.slice(0, 5);
  const more = notes.length - few.length;
  return [...few, ...(more === 0 ? [] : [`The same holds for ${counted(more, 'more goal')}.`])].join('\n');
};

const refused = (problems: readonly string[]): Answer => {
  let left = 6500;
  const told = problems.filter(({ length }, at) => (left -= length + 1) >= 0 || at === 0);
  const more = problems.length - told.length;
  return problem(
    'Nothing was planned, and nothing was sent.',
    ...told,
    more === 0 ? undefined : `${more} more are told once these are settled.`,
    'Correct it, and call plan_changes again with all changes.',
  );
};

const planOf = ({ intents, isWantedAnyway }: Wishes, tenant: AgentTenant, known: KnownTenant): Plan => {
  const plan: Plan = { id: newPlanId(tenant.now()), tenant: tenant.id, intents, answers: {}, leftOut: [] };
  const wanted = rowsOf(plan, known).flatMap((row): readonly Question[] => {
    const isWanted = isWantedAnyway[Number(row.key)] === true;
    return isWanted && row.state.kind === 'open' ? row.state.questions : [];
  });
  return { ...plan, answers: Object.fromEntries(wanted.filter(isOfGoal).map(({ key }) => [key, createAnyway])) };
};

const isOfGoal = ({ code }: Question): boolean => code === 'perhapsThere' || code === 'plannedTwice';

const unchangedNote = ({ rows }: Made): string | undefined => {
  const count = rows.filter(({ state }) => state.kind === 'unchanged').length;
  return count === 0 ? undefined : `${count} of the updates change nothing and are left out.`;
};

/** Goals that may be what is to be created. */
const likeNote = ({ steps }: Made, known: KnownTenant): string | undefined => {
  const like = steps.flatMap((step) =>
    step.kind === 'create'
      ? goalsNamedLike(step.fields.Name, known.goalsOf(step.fields.CompanyId)).map(
          (goal) => [step.fields.Name, goal] as const,
        )
      : [],
  );
  if (like.length === 0) return undefined;
  const rows = like.slice(0, 10).map(([name, { Gsid, Name, Status }]) => [name, Gsid, Name, Status]);
  return [
    'These goals of the same company have a like name. Show them to the person before creating another one:',
    fenced(tableOf(['to create', 'id', 'goal that is there', 'status'], rows).join('\n')),
  ].join('\n');
};

const nextStep = ({ id }: Plan, { digest }: Made, allowWrites: boolean): string =>
  allowWrites
    ? `Show this to the person. Once they agreed, call apply_plan within 10 minutes with plan ${id} and digest ${digest}`
    : `This server only reads. To send it, a person has to start the server with --allow-writes. Plan ${id}, digest ${digest}`;

export const planChanges: Tool = {
  name: 'plan_changes',
  title: 'Plan changes',
  description:
    'Plans new goals, updates of goals and new metrics, and returns each change with its value before and after. Sends nothing: apply_plan does, with the id and digest that this returns. Give all changes of a task in one call. A goal that the company may have already is pointed out. Descriptions are Markdown, added at the end unless replace_description is set. Not included, since the tenant has no way: deleting goals, changing or deleting metrics, setting progress, moving a goal to another company.',
  input: changeInput,
  kind: 'read',
  hints: { ...readHints, idempotentHint: false },
  run,
};
