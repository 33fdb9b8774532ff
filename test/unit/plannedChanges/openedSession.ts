import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { Goal } from '../../../src/api/schema.ts';
import { newStore } from '../model/newStore.ts';
import type { TenantId } from '../../../src/model/tenant.ts';
import type { Intent } from '../../../src/plan/intent.ts';
import { PlanFiles } from '../../../src/plan/planFiles.ts';
import { PlanSession } from '../../../src/plannedChanges/planSession.ts';
import { clientFor, connect } from '../api/connectedClient.ts';

const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
export const never = new AbortController().signal;

/** A session on a sample tenant of its own, and a folder that others can be opened on. */
export const opened = async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'planned-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const connected = await connect({ tenant: { goals: 40 } });
  const colleague = clientFor(connected);
  const store = newStore(() => new Date());
  store.use(connected.client);
  await store.load();
  let tenant: TenantId | undefined = 'sample';
  const newSession = (): PlanSession => {
    const files = new PlanFiles(folder);
    const session = new PlanSession({
      store,
      tenant: () => tenant,
      files: async () => files,
      log,
    });
    onTestFinished(() => session.dispose());
    return session;
  };
  const session = newSession();
  const goals: readonly Goal[] = store.companies().flatMap(({ Gsid }) => store.goalsOf(Gsid));
  return {
    ...connected,
    folder,
    colleague,
    store,
    session,
    newSession,
    goals,
    setTenant: (id?: TenantId) => (tenant = id),
  };
};

type Opened = Awaited<ReturnType<typeof opened>>;

export const rename = ({ Gsid, Name }: Goal): Intent => ({
  kind: 'update',
  goalId: Gsid,
  fields: { Name: `${Name} 2` },
});
export const namesOf = async ({ colleague }: Opened, goals: readonly Goal[]): Promise<readonly string[]> => {
  const held = await Promise.all(goals.map(({ Gsid }) => colleague.getGoal(Gsid)));
  return held.map(({ Name }) => Name);
};
export const undo = async (session: PlanSession): Promise<void> => {
  if (session.planned !== undefined) await session.undo(session.planned);
};
export const discard = async (session: PlanSession): Promise<void> => {
  if (session.planned !== undefined) await session.discard(session.planned);
};
export const kinds = ({ planned }: PlanSession): readonly (string | undefined)[] =>
  (planned?.steps ?? []).map(({ key }) => planned?.states.get(key)?.kind);
