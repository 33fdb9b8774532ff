import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Log } from '../../../src/log.ts';
import { Drafts } from '../../../src/editing/drafts.ts';
import { tenantLabel } from '../../../src/words/tenantLabel.ts';
import type { FormParts } from '../../../src/form/formWords.ts';
import { formStateOf } from '../../../src/form/formState.ts';
import { GoalChoices } from '../../../src/form/goalChoices.ts';
import type { Step } from '../../../src/editing/goalEdits.ts';
import type { GoalAddress, GoalPreset } from '../../../src/editing/goalAddress.ts';
import { FormReads, GoalReads } from '../../../src/editing/goalReads.ts';
import { GoalSession } from '../../../src/editing/goalSession.ts';
import { ReadableText } from '../../../src/form/readableText.ts';
import type { FormState } from '../../../src/form/protocol.ts';
import { GoalSaver } from '../../../src/editing/goalSaver.ts';
import type { Goal } from '../../../src/api/schema.ts';
import { fieldsOf, inputOf, type GoalFields } from '../../../src/model/goalFields.ts';
import { allGoals } from '../model/allGoals.ts';
import { newStore } from '../model/newStore.ts';
import { connect, type Connected, type ConnectedOptions } from '../api/connectedClient.ts';
import { until } from '../until.ts';

const tenantId = 'sample';

/** A window with a store, connected to a sample tenant of its own, and a folder for drafts. */
export const openWindow = async (options?: ConnectedOptions) => {
  const connected = await connect(options);
  const folder = mkdtempSync(join(tmpdir(), 'forms-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const store = newStore(() => new Date());
  store.use(connected.client);
  await store.load();
  const lines: string[] = [];
  const log: Log = {
    debug: (line: string) => lines.push(line),
    info: (line: string) => lines.push(line),
    warn: (line: string) => lines.push(line),
    error: (line: string) => lines.push(line),
  };
  let tenant: string | undefined = tenantId;
  const deps = {
    store,
    log,
    drafts: new Drafts(folder, (line) => lines.push(line)),
    tenant: () => tenant,
    now: () => 0,
  };
  const sessions: GoalSession[] = [];
  store.onDidChange(() => sessions.forEach((session) => session.follow()));

  const all = new GoalReads();

  const open = (address: GoalAddress, rested?: Promise<void>) => {
    const session = new GoalSession({ ...deps, reads: new FormReads(all, rested) }, address);
    const saver = new GoalSaver(session, { ...deps, reads: all });
    const steps: Step[] = [];
    session.onDidStep((step) => steps.push(step));
    sessions.push(session);
    session.restore('restoreDraft');
    session.follow();
    const parts: FormParts = {
      where: { label: tenantLabel(address.tenant), isMarked: false },
      session,
      saver,
      choices: new GoalChoices(store),
      readable: new ReadableText(() => undefined),
    };
    const state = (): FormState => formStateOf(parts);
    return { session, saver, steps, parts, state, line: () => state().line.text };
  };

  return {
    ...connected,
    store,
    drafts: deps.drafts,
    lines,
    log,
    open,
    /** Changes a goal as somebody else would. */
    changeElsewhere: (goal: Goal, changes: Partial<GoalFields>) =>
      connected.client.updateGoal(goal.Gsid, inputOf({ ...fieldsOf(goal), ...changes })),
    /** Connects to another tenant, to none, or back. */
    connectTo: (next: string | undefined, client = next === tenantId ? connected.client : undefined) => {
      tenant = next;
      store.use(client);
    },
    openGoal: ({ Gsid, Name }: Pick<Goal, 'Gsid' | 'Name'>, rested?: Promise<void>) =>
      open({ tenant: tenantId, id: Gsid, isNew: false, name: Name, preset: {} }, rested),
    openNew: (preset: GoalPreset = {}, id = 'made-up') =>
      open({ tenant: tenantId, id, isNew: true, name: 'New goal', preset }),
  };
};

export type Window = Awaited<ReturnType<typeof openWindow>>;

/** A goal that is open for change: neither achieved nor missed, with a description. */
export const someGoal = async ({ client }: Pick<Connected, 'client'>): Promise<Goal> => {
  const { records } = await client.searchGoals({ limit: 1000 });
  const listed = records.find(({ Status }) => Status === 'In Progress');
  if (listed === undefined) throw new Error('the sample tenant has no goal in progress');
  return client.getGoal(listed.Gsid);
};

/** A goal's form with everything in it loaded. */
export const openLoaded = async (options?: ConnectedOptions) => {
  const window = await openWindow(options);
  const goal = await someGoal(window);
  const form = window.openGoal(goal);
  await until(
    () =>
      form.session.isDescriptionKnown &&
      form.session.metric.list.state.kind === 'loaded' &&
      form.session.templates.state.kind === 'loaded',
  );
  window.newRequests();
  const { Gsid } = goal;
  return { window, goal, ...form, key: { tenant: tenantId, id: Gsid }, inTenant: () => window.client.getGoal(Gsid) };
};

/** A new goal that was created, and whose answer and every look for it were lost. */
export const createdInDoubt = async () => {
  const window = await openWindow();
  const form = window.openNew({ companyId: window.store.companies()[0]?.Gsid ?? '' });
  form.session.edit('Name', 'Brand new');
  window.tenant.faults.add(
    { kind: 'cutAfter', operation: 'createGoal', times: 1 },
    { kind: 'refused', operation: 'searchGoals' },
  );
  const outcome = await form.saver.save();
  if (outcome !== 'notSent') throw new Error(`it is in no doubt: ${outcome}`);
  window.tenant.faults.clear();
  window.newRequests();
  const made = async (): Promise<number> => {
    await window.store.refresh({ isAsked: true });
    return allGoals(window.store).filter(({ Name }) => Name === 'Brand new').length;
  };
  return { ...form, window, made, held: () => window.client.getGoal(form.session.goalId ?? '') };
};
