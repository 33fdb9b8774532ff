import type { Client } from '../../../src/api/client.ts';
import type { Goal } from '../../../src/api/schema.ts';
import type { Log } from '../../../src/log.ts';
import { fieldsOf, inputOf, type GoalFields } from '../../../src/model/goalFields.ts';
import type { GoalStore } from '../../../src/model/goalStore.ts';
import { newStore } from '../../unit/model/newStore.ts';
import { startSampleTenant, type SampleTenant, type SampleTenantOptions } from '../../../src/sample/server.ts';
import { openClient } from '../../torture/openClient.ts';

/** A sample tenant of its own, what a window knows of it, and somebody else who works there. */
export type SampleWindow = {
  readonly tenant: SampleTenant;
  readonly store: GoalStore;
  readonly log: Log & { readonly lines: readonly string[] };
  /** Connects the store to its tenant, without loading anything. */
  readonly connect: () => void;
  /** The goal of this name: other companies may have namesakes. */
  readonly goalIn: (company: string, name: string) => Goal;
  /** Changes a goal behind the back of the store. */
  readonly changeElsewhere: (goal: Goal, changes: Partial<GoalFields>) => Promise<Goal>;
};

const ends: (() => unknown)[] = [];

/** Runs after the test, the latest first. */
export const atEnd = (end: () => unknown): void => void ends.push(end);

afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

export const listeningLog = (): SampleWindow['log'] => {
  const lines: string[] = [];
  const add = (line: string): void => void lines.push(line);
  return { debug: add, info: add, warn: add, error: add, lines };
};

const clientOf = ({ url, accessKey }: SampleTenant): Client => openClient({ origin: url, accessKey });

export const openSampleWindow = async (options: SampleTenantOptions = {}): Promise<SampleWindow> => {
  const tenant = await startSampleTenant({ requestsPerMinute: Infinity, ...options });
  const store = newStore(() => new Date());
  atEnd(() => tenant.close());
  // What is under way must not wait for a tenant that is closed.
  atEnd(() => store.use(undefined));
  const colleague = clientOf(tenant);
  return {
    tenant,
    store,
    log: listeningLog(),
    connect: () => store.use(clientOf(tenant)),
    goalIn: (company, name) => {
      const goal = goalsIn(store).find(({ CompanyName, Name }) => CompanyName === company && Name === name);
      if (goal === undefined) throw new Error(`${company} has no goal named ${name}`);
      return goal;
    },
    changeElsewhere: async (goal, changes) =>
      colleague.updateGoal(goal.Gsid, inputOf({ ...fieldsOf(await colleague.getGoal(goal.Gsid)), ...changes })),
  };
};

export const goalsIn = (store: GoalStore): readonly Goal[] =>
  store.companies().flatMap(({ Gsid }) => store.goalsOf(Gsid));

/** As {@link openSampleWindow}, with all goals loaded. */
export const openLoadedWindow = async (options?: SampleTenantOptions): Promise<SampleWindow> => {
  const window = await openSampleWindow(options);
  window.connect();
  await window.store.load();
  return window;
};
