import { describe, expect, it } from 'vitest';
import { fieldsOf, goalFieldNames, inputOf, type GoalField, type GoalFields } from '../../../src/model/goalFields.ts';
import { goalFieldLabel } from '../../../src/words/fieldLabels.ts';
import { GoalConflict } from '../../../src/model/merge.ts';
import type { Goal } from '../../../src/api/schema.ts';
import { openLoaded } from './openSession.ts';

/** What each side makes of a field, other than what is there. */
type Sides = { readonly mine: string; readonly theirs: string };
type Opened = Awaited<ReturnType<typeof openLoaded>>;

const other = (values: readonly (string | undefined)[], than: string | undefined): Sides => {
  const [mine, theirs] = values.filter((value) => value !== undefined && value !== than);
  if (mine === undefined || theirs === undefined) throw new Error('there are too few values');
  return { mine, theirs };
};

const sidesOf = async ({ window }: Opened, goal: Goal): Promise<Readonly<Record<GoalField, Sides>>> => ({
  Name: { mine: 'Mine', theirs: 'Theirs' },
  CompanyId: other(
    window.store.companies().map(({ Gsid }) => Gsid),
    goal.CompanyId,
  ),
  Status: { mine: 'Achieved', theirs: 'Missed' },
  OwnerId: other(
    window.store.owners().map(({ id }) => id),
    goal.OwnerId,
  ),
  TargetDate: { mine: '2031-01-01', theirs: '2032-02-02' },
  TemplateId: other(
    (await window.store.templates()).map(({ id }) => id),
    goal.TemplateId,
  ),
  Description: { mine: '<p>Mine</p>', theirs: '<p>Theirs</p>' },
});

/** A form in which I changed some fields, and a goal in which they changed some since. */
const meeting = async (mineIn: readonly GoalField[], theirsIn: Partial<Record<GoalField, keyof Sides>>) => {
  const form = await openLoaded();
  const sides = await sidesOf(form, form.goal);
  const base = fieldsOf(form.goal);
  for (const name of mineIn) form.session.edits.edit({ [name]: sides[name].mine }, 'editGoal', 0);
  const changes = Object.fromEntries(
    goalFieldNames.flatMap((name) => (theirsIn[name] === undefined ? [] : [[name, sides[name][theirsIn[name]]]])),
  );
  const theirs: GoalFields = { ...base, ...changes };
  // Not through this window's client: its store would know.
  form.window.tenant.faults.add({ kind: 'changedBehind', operation: 'getGoal', times: 1, changes: inputOf(theirs) });
  const inTenant = async (): Promise<GoalFields> => fieldsOf(await form.inTenant());
  const puts = (): number => form.window.newRequests().filter((request) => request.startsWith('updateGoal')).length;
  return { ...form, sides, base, theirs, inTenant, puts };
};

const pairs = goalFieldNames.flatMap((mine) => goalFieldNames.map((theirs) => ({ mine, theirs })));
const different = pairs.filter(({ mine, theirs }) => mine !== theirs);

describe('I change one field, they another', () => {
  it.each(different)('$mine, $theirs: both are kept', async ({ mine, theirs }) => {
    const met = await meeting([mine], { [theirs]: 'theirs' });
    expect(await met.saver.save()).toBe('updated');
    expect(await met.inTenant()).toEqual({ ...met.theirs, [mine]: met.sides[mine].mine });
    expect(met.session.edits.mine).toEqual(await met.inTenant());
    expect(met.line()).toBe(`Saved in Sample Data. Changes by others were kept: ${goalFieldLabel(theirs)}.`);
  });

  it.each(different)('$mine, $theirs: and mine to the same: both are kept', async ({ mine, theirs }) => {
    const met = await meeting([mine], { [theirs]: 'theirs', [mine]: 'mine' });
    expect(await met.saver.save()).toBe('updated');
    expect(await met.inTenant()).toEqual(met.theirs);
  });

  it.each(different)('$mine, $theirs: and mine to another: I am asked', async ({ mine, theirs }) => {
    const met = await meeting([mine], { [theirs]: 'theirs', [mine]: 'theirs' });
    expect(await met.saver.save()).toBe('notSent');
    expect(met.saver.conflict?.fields).toEqual([mine]);
    expect(met.puts()).toBe(0);
    expect(await met.inTenant()).toEqual(met.theirs);
  });
});

describe('both change the same field', () => {
  it.each(goalFieldNames)('%s, to the same: nobody is asked', async (name) => {
    const met = await meeting([name], { [name]: 'mine' });
    expect(await met.saver.save()).toBe('updated');
    expect(await met.inTenant()).toEqual(met.theirs);
  });

  it.each(goalFieldNames)('%s, to another: nothing is sent, and I am asked', async (name) => {
    const met = await meeting([name], { [name]: 'theirs' });
    expect(await met.saver.save()).toBe('notSent');
    expect(met.saver.conflict).toBeInstanceOf(GoalConflict);
    expect(met.saver.conflict?.fields).toEqual([name]);
    expect(met.saver.conflict?.theirs).toEqual(met.theirs);
    expect(met.puts()).toBe(0);
    expect(met.session.edits.mine[name]).toBe(met.sides[name].mine);
  });
});

describe('a choice', () => {
  it.each(goalFieldNames)('of mine in %s is what the tenant then has', async (name) => {
    const met = await meeting([name], { [name]: 'theirs' });
    await met.saver.save();
    met.saver.choose('mine', [name]);
    expect(await met.saver.save()).toBe('updated');
    expect(await met.inTenant()).toEqual({ ...met.theirs, [name]: met.sides[name].mine });
  });

  it.each(goalFieldNames)('of theirs in %s leaves the tenant as it is', async (name) => {
    const met = await meeting([name], { [name]: 'theirs' });
    await met.saver.save();
    met.saver.choose('theirs', [name]);
    expect(await met.saver.save()).toBe('nothingToSend');
    expect(met.puts()).toBe(0);
    expect(await met.inTenant()).toEqual(met.theirs);
    expect(met.session.edits.mine).toEqual(met.theirs);
  });

  const all = Object.fromEntries(goalFieldNames.map((name) => [name, 'theirs' as const]));

  it.each(goalFieldNames)('of theirs in %s and of mine in all others is a choice for each', async (name) => {
    const met = await meeting(goalFieldNames, all);
    await met.saver.save();
    expect(met.saver.conflict?.fields).toEqual(goalFieldNames);
    met.saver.choose('mine');
    met.saver.choose('theirs', [name]);
    const mine = met.session.edits.mine;
    expect(await met.saver.save()).toBe('updated');
    expect(await met.inTenant()).toEqual({ ...mine, [name]: met.theirs[name] });
  });

  it.each(['mine', 'theirs'] as const)('of %s in all fields at once', async (keep) => {
    const met = await meeting(goalFieldNames, all);
    await met.saver.save();
    met.saver.choose(keep);
    const mine = met.session.edits.mine;
    expect(await met.saver.save()).toBe(keep === 'mine' ? 'updated' : 'nothingToSend');
    expect(await met.inTenant()).toEqual(keep === 'mine' ? mine : met.theirs);
  });
});

describe('what the form does not show', () => {
  it.each(goalFieldNames.filter((name) => name !== 'Status'))('stays as they left it when %s is sent', async (name) => {
    const met = await meeting([name], {});
    // A metric moves what is computed of the goal.
    await met.window.client.addGoalMetric(met.goal.Gsid, { Name: 'Theirs', TargetValue: 4, CurrentValue: 1 });
    const { CompletionPercentage, CreatedDate } = await met.window.client.getGoal(met.goal.Gsid);
    expect(await met.saver.save()).toBe('updated');
    const after = await met.window.client.getGoal(met.goal.Gsid);
    expect(after.CompletionPercentage).toBe(CompletionPercentage);
    expect(after.CreatedDate).toBe(CreatedDate);
    expect(await met.window.client.listGoalMetrics(met.goal.Gsid)).toContainEqual(
      expect.objectContaining({ Name: 'Theirs' }),
    );
  });
});

describe('a field that is cleared', () => {
  const optional = ['OwnerId', 'TargetDate', 'TemplateId', 'Description'] as const;

  it.each(optional)('%s by me, and changed by them: I am asked', async (name) => {
    const met = await meeting([], { [name]: 'theirs' });
    met.session.edits.edit({ [name]: '' }, 'editGoal', 0);
    expect(await met.saver.save()).toBe('notSent');
    met.saver.choose('mine');
    expect(await met.saver.save()).toBe('updated');
    expect(await met.inTenant()).toEqual({ ...met.theirs, [name]: '' });
  });

  it.each(optional)('%s by me, and nothing by them: it is cleared', async (name) => {
    const met = await meeting([], {});
    met.session.edits.edit({ [name]: '' }, 'editGoal', 0);
    expect(await met.saver.save()).toBe('updated');
    expect(await met.inTenant()).toEqual({ ...met.base, [name]: '' });
  });
});
