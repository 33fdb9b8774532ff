import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { eachOnce, readActivity, type Activity } from '../../../src/agent/activity.ts';
import { ActivityFiles } from '../../../src/agent/disk/activityFiles.ts';
import { openTools, type ToolOptions } from './agentTenants.ts';
import { firstOpen, planIn, writes } from './planned.ts';

const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'agent-activity-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

const some = (at: string): Activity => ({
  at,
  tool: 'search_goals',
  via: 'server',
  goals: ['A'],
  goalCount: 1,
  fields: [],
  hasFailed: false,
});

const moment = (at: number): string => new Date(Date.UTC(2031, 0, 1) + at * 1000).toISOString();

describe('the activity of agents on disk', () => {
  it('is read as it was written, the last first, whoever wrote it', () => {
    const folder = newFolder();
    const [one, other] = [new ActivityFiles(folder), new ActivityFiles(folder)];
    one.append('acme', some(moment(1)));
    other.append('acme', { ...some(moment(2)), tool: 'apply_plan', confirmed: 'person', plan: 'plan-1' });
    one.append('globex', some(moment(3)));
    expect(one.read('acme').map(({ at }) => at)).toEqual([moment(2), moment(1)]);
    expect(other.read('acme')[0]).toEqual({
      ...some(moment(2)),
      tool: 'apply_plan',
      confirmed: 'person',
      plan: 'plan-1',
    });
    expect(one.read('nobody')).toEqual([]);
  });

  it('is bounded, and keeps what was last', () => {
    const folder = newFolder();
    const files = new ActivityFiles(folder, 2000);
    for (let at = 0; at < 200; at += 1) files.append('acme', some(moment(at)));
    const bytes = readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
    expect(bytes).toBeLessThan(4500);
    const kept = files.read('acme').map(({ at }) => at);
    expect([kept[0], kept.length > 10]).toEqual([moment(199), true]);
    expect(kept).toEqual(kept.toSorted().toReversed());
  });

  it('is all there but for what is damaged', () => {
    const folder = newFolder();
    const files = new ActivityFiles(folder);
    files.append('acme', some(moment(1)));
    const [name = ''] = readdirSync(folder);
    appendFileSync(join(folder, name), '{"at":"2031-01-01T00\nnull\n{"at":"no day","tool":"x","via":"server"}\n\n');
    files.append('acme', some(moment(2)));
    expect(files.read('acme')).toEqual([some(moment(2)), some(moment(1))]);
  });

  it('fails no tool where the disk does', () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    const said: string[] = [];
    new ActivityFiles(file)
      .log('chat', { error: (line) => void said.push(line) }, file)
      .record('acme', some(moment(1)));
    expect(said).toEqual([expect.stringContaining('could not be written')]);
  });
});

describe('what is listed of a plan that was applied', () => {
  const applied = (at: number, plan: string): Activity => ({ ...some(moment(at)), tool: 'apply_plan', plan });
  const begun = (at: number, plan: string): Activity => ({ ...applied(at, plan), isBegun: true });

  it.each([
    ['is its end alone', [begun(1, 'a'), applied(2, 'a')], [2]],
    ['is its beginning where the process ended in between', [begun(1, 'a')], [1]],
    ['is each end where it was gone on with', [begun(1, 'a'), applied(2, 'a'), begun(3, 'a'), applied(4, 'a')], [4, 2]],
    ['is the last beginning where all of them ended early', [begun(1, 'a'), begun(2, 'a')], [2]],
    ['has nothing to do with other plans', [begun(1, 'a'), begun(2, 'b'), applied(3, 'b'), some(moment(4))], [4, 3, 1]],
  ] as const)('%s', (_, written, listed) => {
    const read = written.flatMap((each) => readActivity(JSON.stringify(each)) ?? []);
    expect(read).toEqual(written);
    expect(eachOnce(read.toReversed()).map(({ at }) => at)).toEqual(listed.map(moment));
  });
});

describe('what is written down of a call', () => {
  const open = async (options: ToolOptions = {}) => {
    const written: Activity[] = [];
    const activity = { via: 'chat', record: (_: string, each: Activity) => void written.push(each) } as const;
    return { ...(await openTools({}, { allowWrites: true, ...options, activity })), written };
  };

  it('is which goals it was told of', async () => {
    const { ask, written, goals } = await open();
    await ask('get_goal', { goal: goals[0]?.Gsid });
    await ask('search_goals', { limit: 30 });
    await ask('get_goal', { goal: 'Nobody calls it so' });
    expect(written).toMatchObject([
      { tool: 'get_goal', via: 'chat', goals: [goals[0]?.Gsid], goalCount: 1, hasFailed: false },
      { tool: 'search_goals', goalCount: 30, fields: [] },
      { tool: 'get_goal', goals: [], hasFailed: true },
    ]);
    expect(written[1]?.goals).toHaveLength(20);
    expect(written[0]).not.toHaveProperty('confirmed');
  });

  it.each([
    ['yes', { confirmed: 'person', hasFailed: false }],
    ['cannotAsk', { confirmed: 'notAsked', hasFailed: false }],
    ['no', { confirmed: 'declined', hasFailed: true }],
  ] as const)('is, of a plan with a person that says %s, by whom it was confirmed', async (consent, expected) => {
    const { ask, written, goals } = await open({ consent });
    const goal = goals.find(({ Status }) => Status === 'In Progress')?.Gsid ?? '';
    const planned = await ask('plan_changes', { update: [{ goal, status: 'Achieved', target_date: '2031-01-01' }] });
    const plan = planIn(planned);
    await ask('apply_plan', plan);
    const fields = ['status', 'target date'];
    expect(written[0]).toMatchObject({ tool: 'plan_changes', goals: [goal], fields });
    expect(written[0]).not.toHaveProperty('confirmed');
    expect(written[1]).toMatchObject({ tool: 'apply_plan', ...expected });
    expect([written[1]?.goals, written[1]?.fields, written[1]?.plan]).toEqual(
      consent === 'no' ? [[], [], undefined] : [[goal], fields, plan.plan],
    );
  });

  it('is that a plan was begun, before anything of it is sent', async () => {
    const seen: (readonly [Activity, number])[] = [];
    const record = (_: string, each: Activity): void => void seen.push([each, writes(tools)]);
    const options = { allowWrites: true, consent: 'yes', activity: { via: 'chat', record } } as const;
    const tools = await openTools({}, options);
    const goal = firstOpen(tools).Gsid;
    const plan = planIn(await tools.ask('plan_changes', { update: [{ goal, status: 'Achieved' }] }));
    await tools.ask('apply_plan', plan);
    const applied = { tool: 'apply_plan', goals: [goal], fields: ['status'], confirmed: 'person', plan: plan.plan };
    expect(seen.slice(1)).toMatchObject([
      [{ ...applied, isBegun: true }, 0],
      [applied, 1],
    ]);
    expect(eachOnce(seen.map(([each]) => each).toReversed()).map(({ tool }) => tool)).toEqual([
      'apply_plan',
      'plan_changes',
    ]);
  });

  it('is nothing where a person is to be asked first', async () => {
    const { ask, written, goals } = await open({ consent: 'canAsk' });
    const planned = await ask('plan_changes', { update: [{ goal: goals[0]?.Gsid, name: 'Other' }] });
    expect((await ask('apply_plan', planIn(planned))).ask).toBeDefined();
    expect(written.map(({ tool }) => tool)).toEqual(['plan_changes']);
  });

  it('has neither the key nor what people wrote', async () => {
    const folder = newFolder();
    const { ask, goals, tenant } = await open({});
    const files = new ActivityFiles(folder);
    const written = await open();
    for (const goal of [goals[0]?.Gsid, goals[0]?.Name, tenant.accessKey]) await written.ask('get_goal', { goal });
    await ask('search_goals', {});
    for (const each of written.written) files.append('acme', each);
    const text = readFileSync(join(folder, readdirSync(folder)[0] ?? ''), 'utf8');
    expect(written.written).toHaveLength(3);
    for (const { Name, OwnerName = Name, CompanyName = Name } of goals)
      for (const word of [Name, OwnerName, CompanyName]) expect(text).not.toContain(word);
    expect(text).not.toContain(tenant.accessKey);
  });
});
