import { deepEqual, equal, rejects } from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { changeField } from '../../../src/quickActions/changeField.ts';
import type { DroppedGoals } from '../../../src/quickActions/dropped.ts';
import { createRowTools } from '../../../src/goalTools.ts';
import { DraftSaver } from '../../../src/editing/draftSaver.ts';
import { Drafts } from '../../../src/editing/drafts.ts';
import { fieldsOf } from '../../../src/model/goalFields.ts';
import { NotConnected } from '../../../src/model/goalStore.ts';
import type { Intent } from '../../../src/plan/intent.ts';
import { eventually } from './eventually.ts';
import { atEnd, openLoadedWindow } from './sampleWindow.ts';

const company = 'Alderbrook Insurance';
const name = 'Adopt workflow automation';

/** The commands of a row whose value is a goal's id, and what they opened. */
const opened = async () => {
  const window = await openLoadedWindow();
  const folder = await mkdtemp(join(tmpdir(), 'rows-'));
  atEnd(() => rm(folder, { recursive: true, force: true }));
  const { store, log } = window;
  const drafts = new Drafts(folder, (line) => log.warn(line));
  let connected = 'sample';
  const tenant = (): string => connected;
  const shown: string[] = [];
  const planned: Intent[] = [];
  const drops = new vscode.EventEmitter<DroppedGoals>();
  atEnd(() => drops.dispose());
  const choices = new vscode.EventEmitter<string>();
  atEnd(() => choices.dispose());
  const { commands, dispose } = createRowTools({
    store,
    tenant,
    memory: { get: () => undefined, update: async () => {} },
    drafts,
    saver: new DraftSaver({ store, drafts, tenant, log, openForm: async () => undefined }),
    views: { toggleWatch: async () => {}, onDidChooseGoal: choices.event },
    plans: { plan: async (intents) => planned.push(...intents) > 0 },
    view: {
      onDidDrop: drops.event,
      goalIdOf: String,
      goalIdsOf: async (row, selected) => (Array.isArray(selected) ? selected : [row]).map(String),
      companyIdOf: () => undefined,
      metricOf: () => undefined,
    },
    forms: {
      openGoal: async ({ Name }, options) =>
        void shown.push(options?.viewColumn === undefined ? Name : `${Name} beside`),
      openAt: async ({ id, isNew }) =>
        void shown.push(`${isNew ? 'new ' : ''}${drafts.read({ tenant: 'sample', id })?.mine.Name}`),
    },
  });
  atEnd(dispose);
  const switchTo = (id: string): void => void (connected = id);
  return { window, commands, drafts, shown, planned, drops, choices, switchTo, goal: window.goalIn(company, name) };
};

it('a goal that was chosen in the box of the filter is opened', async () => {
  const { choices, shown, goal } = await opened();
  choices.fire('gone');
  choices.fire(goal.Gsid);
  await eventually(() => shown, [name]);
});

describe('the menu of a goal’s row', () => {
  it('sets the status in the tenant, and nothing else', async () => {
    const { window, commands, goal, drafts } = await opened();
    const before = fieldsOf(await window.store.fetchGoal(goal.Gsid));
    // It answers when its message is closed.
    void commands.setStatusAchieved(goal.Gsid);
    await eventually(() => window.store.goal(goal.Gsid)?.Status, 'Achieved');
    deepEqual(fieldsOf(await window.store.fetchGoal(goal.Gsid)), { ...before, Status: 'Achieved' });
    await eventually(() => drafts.list(), []);
  });

  it('sends nothing where the goal has that status', async () => {
    const { commands, goal, drafts, shown } = await opened();
    const { Status } = goal;
    await (Status === 'In Progress' ? commands.setStatusInProgress : commands.setStatusNotStarted)(goal.Gsid);
    deepEqual([drafts.list(), shown], [[], []]);
  });

  it('sends nothing where the field has changed since a person was asked', async () => {
    const { goal, window } = await opened();
    const sent: string[] = [];
    const deps = {
      store: window.store,
      tenant: () => 'sample',
      goal: () => ({ ...goal, Status: 'Missed' }),
      change: async (_: unknown, field: string) => {
        sent.push(field);
        return { kind: 'saved', mismatches: [] } as const;
      },
      openGoal: async () => {},
    };
    await changeField(deps, goal, { field: 'Status', value: 'Achieved', done: String });
    deepEqual(sent, []);
  });

  it('shows the form where the goal has a draft, and puts the status there', async () => {
    const { window, commands, goal, drafts, shown } = await opened();
    const base = fieldsOf(goal);
    drafts.write(
      { tenant: 'sample', id: goal.Gsid },
      { base, mine: { ...base, Name: 'Typed' }, at: '2031-01-01T00:00:00Z' },
    );
    void commands.setStatusMissed(goal.Gsid);
    await eventually(() => shown, [name]);
    equal(drafts.read({ tenant: 'sample', id: goal.Gsid })?.mine.Status, 'Missed');
    equal((await window.store.fetchGoal(goal.Gsid)).Status, goal.Status);
  });

  it('plans the status of more than one, and sends nothing', async () => {
    const { window, commands, goal, planned } = await opened();
    const two = window.store.goalsOf(goal.CompanyId).slice(0, 2);
    const ids = two.map(({ Gsid }) => Gsid);
    const before = window.tenant.requests.length;
    await commands.setStatusMissed(ids[0], ids);
    deepEqual(
      planned,
      two.map(({ Gsid, Status }) => ({ kind: 'update', goalId: Gsid, fields: { Status: 'Missed' }, base: { Status } })),
    );
    equal(window.tenant.requests.length, before);
  });

  it('plans what is dropped onto another company, and sends nothing', async () => {
    const { window, goal, planned, drops } = await opened();
    const [other] = window.store.companies().filter(({ Gsid }) => Gsid !== goal.CompanyId);
    drops.fire({ goalIds: [goal.Gsid], grouping: 'company', key: goal.CompanyId });
    drops.fire({ goalIds: [goal.Gsid], grouping: 'company', key: other?.Gsid });
    const { Gsid: goalId, CompanyId } = goal;
    await eventually(() => planned.length, 1);
    deepEqual(planned, [{ kind: 'update', goalId, fields: { CompanyId: other?.Gsid }, base: { CompanyId } }]);
  });

  it('opens a copy as a new goal, and makes none in the tenant', async () => {
    const { window, commands, goal, shown } = await opened();
    await commands.duplicateGoal(goal.Gsid);
    deepEqual(shown, [`new ${name} (copy)`]);
    equal(window.store.find(`${name} (copy)`, 10).total, 0);
  });

  it('opens no copy where another tenant is connected before the goal is read', async () => {
    const { commands, goal, shown, switchTo } = await opened();
    const copying = commands.duplicateGoal(goal.Gsid);
    switchTo('another tenant');
    await rejects(copying, NotConnected);
    deepEqual(shown, []);
  });

  it('opens it to the side', async () => {
    const { commands, goal, shown } = await opened();
    await commands.openToSide(goal.Gsid);
    deepEqual(shown, [`${name} beside`]);
  });

  it('copies its ID', async () => {
    const { commands, goal } = await opened();
    await commands.copyId(goal.Gsid);
    equal(await vscode.env.clipboard.readText(), goal.Gsid);
  });
});
