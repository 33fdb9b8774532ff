import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Goal } from '../../../src/api/schema.ts';
import type { ActivityLog } from '../../../src/agent/activity.ts';
import { AgentTenant } from '../../../src/agent/agentTenant.ts';
import type { Answer } from '../../../src/agent/answer.ts';
import { plansOnDisk } from '../../../src/agent/disk/plansOnDisk.ts';
import type { ReadHistory } from '../../../src/agent/history.ts';
import type { Consent } from '../../../src/agent/consent.ts';
import { callTool } from '../../../src/agent/toolTable.ts';
import { usualThresholds, type RiskThresholds } from '../../../src/model/risk/riskThresholds.ts';
import { newStore } from '../model/newStore.ts';
import type { SampleTenantOptions } from '../../../src/sample/server.ts';
import { connect, type Connected, type ConnectedOptions } from '../api/connectedClient.ts';

export type Tools = Connected & {
  readonly agentTenant: AgentTenant;
  readonly goals: readonly Goal[];
  /** What the log was told. */
  readonly logged: readonly string[];
  /** Where plans are kept. */
  readonly folder: string;
  /** Goals whose form was opened. */
  readonly shown: readonly Goal[];
  readonly ask: (tool: string, input?: unknown, signal?: AbortSignal) => Promise<Answer>;
};

/** The day on which the made-up data was made, so that answers are the same on any day. */
const fixedNow = (): Date => new Date('2026-11-28T12:00:00Z');

export type ToolOptions = {
  readonly allowWrites?: boolean;
  readonly consent?: Consent;
  readonly now?: () => Date;
  readonly history?: ReadHistory;
  readonly activity?: ActivityLog;
  readonly risk?: RiskThresholds;
  readonly client?: Pick<ConnectedOptions, 'client'>;
};

/** The tools on a sample tenant of their own, over real HTTP. */
export const openTools = async (tenant: SampleTenantOptions = {}, options: ToolOptions = {}): Promise<Tools> => {
  const { allowWrites = false, consent = 'cannotAsk', now = fixedNow, risk = usualThresholds } = options;
  const connected = await connect({ tenant: { goals: 60, now: fixedNow, ...tenant }, ...options.client });
  const { client } = connected;
  const store = newStore(now, () => performance.now());
  store.use(client);
  const agentTenant = new AgentTenant({ id: 'sample', client, store, now, stopLoading: () => store.stop() });
  const folder = mkdtempSync(join(tmpdir(), 'agent-plans-'));
  onTestFinished(() => {
    agentTenant.dispose();
    rmSync(folder, { recursive: true, force: true });
  });
  const never = new AbortController().signal;
  const { records: goals } = await client.searchGoals({ limit: 5000 });
  connected.newRequests();
  const logged: string[] = [];
  const shown: Goal[] = [];
  const show = async (goal: Goal): Promise<void> => void shown.push(goal);
  const { history, activity } = options;
  const ask = (tool: string, input: unknown = {}, signal = never): Promise<Answer> =>
    callTool(tool, input, {
      tenant: () => Promise.resolve(agentTenant),
      abilities: {
        allowWrites,
        risk,
        plans: plansOnDisk(folder, now, { error: (line) => void logged.push(line) }),
        show,
        ...(history && { history }),
        ...(activity && { activity }),
      },
      consent,
      signal,
      log: { error: (line) => void logged.push(line) },
    });
  return { ...connected, agentTenant, goals, logged, folder, shown, ask };
};

/** What a window has that tools about goals do not need. */
export const withoutEditor = {
  history: { read: () => Promise.resolve(undefined) },
  risk: () => usualThresholds,
  show: () => Promise.resolve(),
  want: () => Promise.resolve(),
  log: { error: () => {} },
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
