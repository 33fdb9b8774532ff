import { activityOf } from './activity.ts';
import type { AgentTenant } from './agentTenant.ts';
import { problem, type Answer } from './answer.ts';
import { applyPlan } from './applyPlan.ts';
import { failureAnswer } from './failureAnswer.ts';
import { getGoal } from './getGoal.ts';
import { goalsAtRisk } from './goalsAtRisk.ts';
import { quoted } from './harmless.ts';
import { readInput } from './input.ts';
import { listCompanies, listOwners, listTemplates } from './lists.ts';
import type { Log } from '../log.ts';
import { planChanges } from './planChanges.ts';
import { searchGoals } from './searchGoals.ts';
import { showGoal } from './showGoal.ts';
import type { Call, Tool } from './tool.ts';
import { whatChanged } from './whatChanged.ts';

/** All that an agent can do. Everything else is derived from this table. */
export const tools: readonly Tool[] = [
  searchGoals,
  getGoal,
  listCompanies,
  listTemplates,
  listOwners,
  goalsAtRisk,
  whatChanged,
  planChanges,
  applyPlan,
  showGoal,
];

/** What every call of a process has in common. */
export type Abilities = Pick<Call, 'allowWrites' | 'plans' | 'history' | 'risk' | 'show' | 'activity'>;

/** Those that are of use where there is no editor. */
export const toolsOutsideEditor = tools.filter(({ isOfEditor }) => isOfEditor !== true);

export type Request = Pick<Call, 'signal' | 'consent'> & {
  readonly tenant: () => Promise<AgentTenant>;
  readonly abilities: Abilities;
  readonly log: Pick<Log, 'error'>;
};

/** Calls a tool by its name. Never rejects: a failure is an answer that says what to do next. */
export const callTool = async (
  name: string,
  input: unknown,
  { tenant, abilities, signal, consent, log }: Request,
): Promise<Answer> => {
  const there = abilities.show === undefined ? toolsOutsideEditor : tools;
  const tool = there.find((each) => each.name === name);
  if (tool === undefined)
    return problem(`There is no tool ${quoted(name)}.`, `Tools: ${there.map((each) => each.name).join(', ')}.`);
  const reading = readInput(tool.input, input);
  if (reading.kind === 'problems')
    return problem(`${name} was not called: its input does not fit.`, ...reading.problems);
  try {
    const opened = await tenant();
    const said = await tool
      .run(reading.values, { ...abilities, tenant: opened, signal, consent })
      .catch((error: unknown) => failureAnswer(error, name, log));
    if (said.ask === undefined) record(name, said, opened, { abilities, consent });
    return said;
  } catch (error) {
    return failureAnswer(error, name, log);
  }
};

/** By the real time, whatever the tools take for it: people look for what happened at some hour. */
const record = (
  tool: string,
  answer: Answer,
  tenant: AgentTenant,
  { abilities: { activity }, consent }: Pick<Request, 'abilities' | 'consent'>,
): void => {
  if (activity === undefined) return;
  const { via } = activity;
  const knows = (id: string): boolean => tenant.knows(id);
  activity.record(tenant.id, activityOf({ tool, at: new Date(), via, consent, answer, knows }));
};
