import { onTestFinished } from 'vitest';
import type { Goal } from '../../../src/api/schema.ts';
import { AgentTenant } from '../../../src/agent/agentTenant.ts';
import type { Answer } from '../../../src/agent/answer.ts';
import { callTool } from '../../../src/agent/toolTable.ts';
import { GoalStore } from '../../../src/model/goalStore.ts';
import type { SampleTenantOptions } from '../../../src/sample/server.ts';
import { connect, type Connected } from '../api/connectedClient.ts';

export type Tools = Connected & {
  readonly agentTenant: AgentTenant;
  readonly goals: readonly Goal[];
  readonly ask: (tool: string, input?: unknown, signal?: AbortSignal) => Promise<Answer>;
};

/** The day on which the made-up data was made, so that answers are the same on any day. */
const now = (): Date => new Date('2026-11-28T12:00:00Z');

/** The tools on a sample tenant of their own, over real HTTP. */
export const openTools = async (tenant: SampleTenantOptions = {}): Promise<Tools> => {
  const connected = await connect({ tenant: { goals: 60, now, ...tenant } });
  const { client } = connected;
  const store = new GoalStore(now, () => performance.now());
  store.use(client);
  const agentTenant = new AgentTenant({ id: 'sample', client, store, now });
  onTestFinished(() => agentTenant.dispose());
  const never = new AbortController().signal;
  const { records: goals } = await client.searchGoals({ limit: 5000 });
  connected.newRequests();
  const ask = (tool: string, input: unknown = {}, signal = never): Promise<Answer> =>
    callTool(tool, input, {
      tenant: () => Promise.resolve(agentTenant),
      abilities: { allowWrites: false },
      consent: 'cannotAsk',
      signal,
    });
  return { ...connected, agentTenant, goals, ask };
};

/** What stands within the fences of an answer, and what stands outside of them. */
export const fencedIn = (text: string): { readonly inside: string; readonly outside: string } => {
  const lines = text.split('\n');
  let isInside = false;
  const inside: string[] = [];
  const outside: string[] = [];
  for (const line of lines) {
    const isFence = isInside ? /^ {0,3}~{4,}\s*$/.test(line) : /^~~~~tenant-data$/.test(line);
    if (isFence) isInside = !isInside;
    else (isInside ? inside : outside).push(line);
  }
  return { inside: inside.join('\n'), outside: outside.join('\n') };
};
