import { applyPlan as send, type Applied } from '../plan/applyPlan.ts';
import type { Plan, Step } from '../plan/plan.ts';
import { isSettled, type StepState } from '../plan/stepState.ts';
import { activityOf } from './activity.ts';
import type { AgentTenant } from './agentTenant.ts';
import { type About, answer, problem, type Answer } from './answer.ts';
import { objectOf, type Values } from './input.ts';
import { aboutOf, goalsOf, reasonOf, resultOf } from './planResult.ts';
import { namesIn, planCounts, planLines, planTable } from './planText.ts';
import { digestOf, knownOf, made, planHoldsMs, planTime, type Plans, type StoredPlan } from './plans.ts';
import type { Call, Tool } from './tool.ts';

const run = async (input: Values, call: Call): Promise<Answer> => {
  const { tenant, plans, allowWrites, signal } = call;
  if (!allowWrites)
    return problem('Nothing was sent: this server only reads. A person has to start it with --allow-writes.');
  const id = (input.text('plan') ?? '').trim();
  const stored = planTime(id) === undefined ? undefined : readPlan(plans, tenant, id);
  if (stored === undefined) return planAnew('there is no such plan');
  await upToDate(tenant, stored, signal);
  const templates = await tenant.store.templates(signal);
  const steps = stored.begun?.steps ?? made(stored.plan, knownOf(tenant, await tenant.rows(), templates), plans).steps;
  if (digestOf(stored.plan, steps, plans) !== (input.text('digest') ?? '').trim())
    return planAnew('the digest is not the one of this plan, or the goals have changed since it was made');
  if (stored.begun === undefined && isOld(id, tenant)) return planAnew('the plan is older than 10 minutes');
  if (stored.begun !== undefined && isThrough(steps, stored))
    return resultOf(steps, statesOf(stored), goalsOf(steps, tenant), 'It was applied before.');
  if (call.consent === 'no') return problem('The person did not agree. Nothing was sent; ask them what to change.');
  if (call.consent === 'canAsk') {
    const names = namesIn(tenant, templates);
    const table = planTable(steps, tenant, names, roomToAsk);
    const lines = planLines(steps, tenant, names, roomToAsk);
    if (table === undefined || lines === undefined) return planAnew('it is too much for a person to look at');
    const question = `Apply this plan to ${tenant.id}? ${planCounts(steps)}.`;
    return { ...answer(question), ask: { tenant: tenant.id, question, table, lines } };
  }
  return apply(stored.plan, steps, call);
};

/** A person looks at all that is sent, in characters. */
const roomToAsk = 120_000;

const planAnew = (reason: string): Answer =>
  problem(
    `Nothing was sent: ${reason}.`,
    'Call plan_changes again, show its answer to the person, and use the id and digest that it returns.',
  );

const readPlan = (plans: Plans, tenant: AgentTenant, id: string): StoredPlan | undefined => plans.read(tenant.id, id);

/** Known goals and the descriptions that the plan is about, as they are now. */
const upToDate = async (tenant: AgentTenant, { plan, begun }: StoredPlan, signal: AbortSignal): Promise<void> => {
  if (begun === undefined) tenant.forgetFreshness();
  await tenant.bringUpToDate(signal);
  for (const intent of begun === undefined ? plan.intents : [])
    if (intent.kind === 'update' && intent.fields.Description !== undefined)
      await tenant.store.fetchGoal(intent.goalId, signal);
};

const isOld = (id: string, tenant: AgentTenant): boolean => {
  const age = tenant.now().getTime() - (planTime(id) ?? 0);
  return age > planHoldsMs || age < -planHoldsMs;
};

const statesOf = ({ entries }: StoredPlan): ReadonlyMap<string, StepState> =>
  new Map(entries.map(({ step, state }) => [step, state]));

const isThrough = (steps: readonly Step[], stored: StoredPlan): boolean => {
  const states = statesOf(stored);
  return steps.every(({ key }) => isSettled(states.get(key)));
};

const apply = async (plan: Plan, planned: readonly Step[], call: Call): Promise<Answer> => {
  const { tenant, plans, signal } = call;
  const writer = tenant.store.writer();
  // Now: what was sent has to be told also where the window is on another tenant by then.
  const goals = goalsOf(planned, tenant);
  const opened = await plans.open(tenant.id, plan.id);
  try {
    const steps = await opened.begin(planned, writer.client.tenantTime());
    noteBegun({ ...aboutOf(steps, statesOf(opened.stored)), plan: plan.id }, call);
    const applied = await send(steps, { ...writer, journal: opened, before: opened.stored.entries }, signal);
    const about = { ...aboutOf(steps, applied.states), plan: plan.id };
    return { ...resultOf(steps, applied.states, goals, stopNote(applied)), about };
  } finally {
    tenant.forgetFreshness();
    await opened.close();
  }
};

/** Before anything is sent: a process that ends in the middle of it leaves at least this, by which it can be undone. */
const noteBegun = (about: About, { tenant, activity, consent }: Call): void => {
  if (activity === undefined) return;
  const { via } = activity;
  const called = { tool: applyPlan.name, at: new Date(), via, consent, answer: { ...answer(), about } };
  activity.record(tenant.id, { ...activityOf({ ...called, knows: () => false }), isBegun: true });
};

const stopNote = ({ stopped }: Applied): string | undefined => {
  if (stopped === undefined) return undefined;
  const reason = stopped === 'cancelled' ? 'It was canceled before its end.' : reasonOf(stopped);
  return `${reason} To go on, call apply_plan again with the same plan and digest: nothing is sent twice.`;
};

export const applyPlan: Tool = {
  name: 'apply_plan',
  title: 'Apply a plan',
  description:
    'Sends the changes of a plan to the tenant, after the person agreed to its table. Takes the id and digest that plan_changes returned, within 10 minutes; the client asks the person where it can. Whatever somebody else changed meanwhile is left as it is and told. Called again, it goes on where it stopped, and sends nothing twice. Not included: undo, which is a plan with the values before.',
  input: objectOf(
    {
      plan: { type: 'string', description: 'Id of the plan.' },
      digest: { type: 'string', description: 'Its digest.' },
    },
    ['plan', 'digest'],
  ),
  kind: 'write',
  hints: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: true },
  run,
};
