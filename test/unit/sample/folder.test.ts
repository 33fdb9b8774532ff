import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Goal, GoalMetric } from '../../../src/api/schema.ts';
import type { SampleTenant } from '../../../src/sample/server.ts';
import { anyGoal, ask, call, inputOf, metricsOf, search, startTenant } from './sampleTenant.ts';

let folder: string;
const file = (): string => join(folder, 'edits.jsonl');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sample-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const on =
  (day: string): (() => Date) =>
  () =>
    new Date(`${day}T12:00:00Z`);

const rename = (tenant: SampleTenant, goal: Goal, Name: string): Promise<Goal> =>
  ask<Goal>(tenant, `PUT /goals/${goal.Gsid}`, { ...inputOf(goal), Name });

const nameIn = async (tenant: SampleTenant, { Gsid }: Goal): Promise<string> =>
  (await ask<Goal>(tenant, `GET /goals/${Gsid}`)).Name;

describe('a folder', () => {
  test('keeps edits over a restart', async () => {
    const first = await startTenant({ folder });
    const goal = await anyGoal(first);
    const updated = await rename(first, goal, 'Renamed');
    const made = await ask<Goal>(first, 'POST /goals', { Name: 'Made', CompanyId: goal.CompanyId });
    const metric = await ask<GoalMetric>(first, `POST /goals/${made.Gsid}/metrics`, {
      Name: 'Users',
      TargetValue: 4,
      CurrentValue: 1,
    });
    await first.close();

    const second = await startTenant({ folder });
    expect(await ask(second, `GET /goals/${goal.Gsid}`)).toEqual(updated);
    expect(await ask(second, `GET /goals/${made.Gsid}`)).toMatchObject({ Name: 'Made', CompletionPercentage: 25 });
    expect(await metricsOf(second, made)).toEqual([metric]);
    expect((await search(second)).totalCount).toBe(241);
  });

  test('without one, edits end with the server', async () => {
    const first = await startTenant();
    const goal = await anyGoal(first);
    await rename(first, goal, 'Renamed');
    expect(await nameIn(await startTenant(), goal)).toBe(goal.Name);
  });

  test('is the same to two servers at once', async () => {
    const [one, two] = [await startTenant({ folder }), await startTenant({ folder })];
    const { records } = await search(one, { limit: 2 });
    const [first, second] = [records[0]!, records[1]!];
    await Promise.all([rename(one, first, 'By one'), rename(two, second, 'By two')]);
    const add = (tenant: SampleTenant, Name: string): Promise<GoalMetric> =>
      ask(tenant, `POST /goals/${first.Gsid}/metrics`, { Name, TargetValue: 1 });
    await Promise.all([add(one, 'One'), add(two, 'Two')]);

    const seen = async (tenant: SampleTenant): Promise<unknown> => [
      await nameIn(tenant, second),
      await ask(tenant, `GET /goals/${first.Gsid}`),
      (await metricsOf(tenant, first)).slice(-2),
    ];
    expect(await seen(one)).toEqual(await seen(two));
    expect(
      (await metricsOf(one, first))
        .slice(-2)
        .map(({ Name }) => Name)
        .toSorted(),
    ).toEqual(['One', 'Two']);
    expect([await nameIn(two, first), await nameIn(one, second)]).toEqual(['By one', 'By two']);
  });

  test('shows the other’s new goal in a search', async () => {
    const [one, two] = [await startTenant({ folder }), await startTenant({ folder })];
    const { CompanyId } = await anyGoal(one);
    await ask(one, 'POST /goals', { Name: 'From one', CompanyId });
    const where = { conditions: [{ name: 'Name', operator: 'EQ', value: 'From one' }] };
    expect((await search(two, { where })).totalCount).toBe(1);
  });

  test('is written once for an edit, and not at all for a read', async () => {
    const tenant = await startTenant({ folder });
    const size = (): number => statSync(file()).size;
    const before = size();
    const goal = await anyGoal(tenant);
    await call(tenant, `PUT /goals/${goal.Gsid}`, { Name: '' });
    expect(size()).toBe(before);
    await rename(tenant, goal, 'Renamed');
    expect(readFileSync(file(), 'utf8').split('Renamed')).toHaveLength(2);
  });

  test('survives what a crash left, and the next edit with it', async () => {
    const first = await startTenant({ folder });
    const goal = await anyGoal(first);
    await rename(first, goal, 'Kept');
    await first.close();
    appendFileSync(file(), '{"goal":{"Gsid":"torn');

    const second = await startTenant({ folder });
    expect(await nameIn(second, goal)).toBe('Kept');
    await rename(second, goal, 'After the crash');
    await second.close();

    const third = await startTenant({ folder });
    expect([await nameIn(third, goal), third.brokenLines()]).toEqual(['After the crash', 1]);
  });

  test('skips and counts lines that it does not understand', async () => {
    writeFileSync(
      file(),
      'no json\n{"goal":{"Name":"no id"}}\n{"metric":{"Gsid":"M","Name":"N","GoalId":"nowhere"}}\n[]\nnull\n{"later":1}\n',
    );
    const tenant = await startTenant({ folder });
    expect([(await search(tenant)).totalCount, tenant.brokenLines()]).toEqual([240, 6]);
  });

  test('is back to the made-up data when its file is emptied', async () => {
    const tenant = await startTenant({ folder });
    const goal = await anyGoal(tenant);
    await rename(tenant, goal, 'Renamed');
    await ask(tenant, `POST /goals/${goal.Gsid}/metrics`, { Name: 'Added', TargetValue: 1 });
    truncateSync(file());
    expect(await nameIn(tenant, goal)).toBe(goal.Name);
    expect((await metricsOf(tenant, goal)).filter(({ Name }) => Name === 'Added')).toEqual([]);
  });

  test('holds its day for two weeks, so that dates do not move under a draft', async () => {
    const goalOn = async (day: string): Promise<Goal> => {
      const tenant = await startTenant({ folder, now: on(day) });
      const goal = await anyGoal(tenant);
      await tenant.close();
      return goal;
    };
    const first = await goalOn('2026-03-10');
    expect([await goalOn('2026-03-10'), await goalOn('2026-03-24')]).toEqual([first, first]);
    expect(readFileSync(file(), 'utf8').match(/"day"/g)).toHaveLength(1);
    const later = await goalOn('2026-03-25');
    expect(Date.parse(later.TargetDate!) - Date.parse(first.TargetDate!)).toBe(15 * 86_400_000);
    expect(await goalOn('2026-03-26')).toEqual(later);
    expect((await goalOn('2026-03-01')).TargetDate! < first.TargetDate!).toBe(true);
  });

  test('is only known to who may read it', async () => {
    await startTenant({ folder });
    expect(statSync(file()).mode & 0o077).toBe(0);
  });
});
