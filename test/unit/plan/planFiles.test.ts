import {
  appendFile,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rename,
  rm,
  rmdir,
  stat,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { fieldsOf } from '../../../src/model/goalFields.ts';
import type { Plan, Step } from '../../../src/plan/plan.ts';
import { PlanBegun, PlanChanged, PlanDamaged, PlanFiles } from '../../../src/plan/planFiles.ts';
import { PlanTaken } from '../../../src/plan/planLock.ts';

const plan: Plan = {
  id: 'p',
  tenant: 'acme.example',
  intents: [{ kind: 'update', goalId: 'G', fields: { OwnerId: { named: 'Ann' } }, source: { line: 3 } }],
  answers: { 'OwnerId Ann': 'U1' },
  leftOut: ['row 4'],
};
const steps: readonly Step[] = [
  { kind: 'create', key: '0', fields: fieldsOf({ Name: 'N\u2028\n', CompanyId: 'C' }) },
  { kind: 'update', key: '1', goalId: 'G', changes: [{ field: 'Status', after: 'Missed' }] },
];
const since = '2031-01-01T00:00:00.000Z';

const begin = async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'plans-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const warnings: string[] = [];
  const files = new PlanFiles(folder, (message) => warnings.push(message));
  await files.save(plan);
  const [name = ''] = (await readdir(folder, { recursive: true })).filter((each) => each.endsWith('.plan'));
  const open = () => files.open(plan.tenant, plan.id);
  const read = () => files.read(plan.tenant, plan.id);
  return { files, folder, file: path.join(folder, name), open, read, warnings };
};

it('a plan is there as it was saved, for its owner alone', async () => {
  const { files, file, read } = await begin();
  expect(read()).toEqual({ plan, entries: [] });
  expect(files.list(plan.tenant)).toHaveLength(1);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await stat(path.dirname(file))).mode & 0o777).toBe(0o700);
});

it('what was sent is there, and stays the same when it is gone on with', async () => {
  const { open, read } = await begin();
  const first = await open();
  await first.begin(steps, since);
  const entries = [{ step: '0', state: { kind: 'sending', since } }] as const;
  await first.append(entries);
  await first.close();
  expect(read()).toEqual({ plan, begun: { steps, since }, entries });
  const second = await open();
  expect(await second.begin([], 'later')).toEqual(steps);
  await second.close();
});

it('what was begun is not written over', async () => {
  const { files, open } = await begin();
  const first = await open();
  await first.begin(steps, since);
  await first.close();
  await expect(files.save(plan)).rejects.toThrow(PlanBegun);
});

it('what is open is not written over, and goes on in the file that is there', async () => {
  const { files, folder, open, read } = await begin();
  const first = await open();
  await expect(files.save({ ...plan, answers: {} })).rejects.toThrow(PlanBegun);
  await first.begin(steps, since);
  await first.close();
  expect(read()).toEqual({ plan, begun: { steps, since }, entries: [] });
  expect((await readdir(folder, { recursive: true })).filter((name) => /tmp|applying|lock/.test(name))).toEqual([]);
});

it('what another window wrote or removed since is not written over', async () => {
  const { files, folder, read } = await begin();
  const other = new PlanFiles(folder);
  await expect(other.save({ ...plan, leftOut: [] })).rejects.toThrow(PlanChanged);
  other.read(plan.tenant, plan.id);
  await other.save({ ...plan, leftOut: [] });
  await expect(files.save(plan)).rejects.toThrow(PlanChanged);
  expect(read()?.plan.leftOut).toEqual([]);
  await files.save(plan);
  files.remove(plan.tenant, plan.id);
  await expect(other.save(plan)).rejects.toThrow(PlanChanged);
  await expect(other.open(plan.tenant, plan.id)).rejects.toThrow(PlanChanged);
});

it('of several saves the last one stays', async () => {
  const { files, read } = await begin();
  const texts = ['U1', 'U2', 'U3'];
  await Promise.all(texts.map((id) => files.save({ ...plan, answers: { 'OwnerId Ann': id } })));
  expect(read()?.plan.answers).toEqual({ 'OwnerId Ann': 'U3' });
});

it('a save that does not come through leaves nothing behind', async () => {
  const { files, folder, file } = await begin();
  await rm(file);
  await mkdir(file);
  await expect(files.save(plan)).rejects.toThrow('EISDIR');
  expect((await readdir(folder, { recursive: true })).filter((name) => name.includes('tmp'))).toEqual([]);
});

it('a beat that the disk does not take is made up for by the next', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const { file, open } = await begin();
  const first = await open();
  const lock = `${file}.applying`;
  await rename(lock, `${lock}.aside`);
  await mkdir(lock);
  vi.advanceTimersByTime(10_000);
  await rmdir(lock);
  await rename(`${lock}.aside`, lock);
  await utimes(lock, new Date(0), new Date(0));
  vi.advanceTimersByTime(10_000);
  expect((await stat(lock)).mtimeMs).toBeGreaterThan(0);
  await first.close();
});

it('what cannot be read beside a plan is told once, and is no reason to be without it', async () => {
  const { files, file, read, warnings } = await begin();
  await mkdir(file.replace('p.plan', 'old.plan'));
  await writeFile(file.replace('p.plan', 'damaged.plan'), 'what Ann typed');
  for (const _ of [1, 2]) expect(files.list(plan.tenant)).toEqual([read()]);
  expect(warnings.toSorted()).toEqual(['plans: one cannot be read: EISDIR', 'plans: one is damaged']);
});

it('whether a plan was begun is known of it alone, or not at all', async () => {
  const { files, file, open } = await begin();
  expect(files.isBegun(plan.tenant, plan.id)).toBe(false);
  const first = await open();
  await first.begin(steps, since);
  await first.close();
  expect(files.isBegun(plan.tenant, plan.id)).toBe(true);
  await mkdir(file.replace('p.plan', 'old.plan'));
  expect(() => files.isBegun(plan.tenant, 'old')).toThrow('EISDIR');
});

it('what a save left that was killed is removed after an hour, and never fails the one that comes by', async () => {
  const { files, folder, file } = await begin();
  const left = (id: string): string => `${file}.1.${id}.tmp`;
  for (const id of ['old', 'young']) await writeFile(left(id), 'x');
  await mkdir(left('odd'));
  for (const id of ['odd', 'old']) await utimes(left(id), new Date(), new Date(Date.now() - 3_700_000));
  await files.save({ ...plan, leftOut: [] });
  const names = await readdir(folder, { recursive: true });
  expect(names.filter((name) => name.endsWith('.tmp')).map((name) => path.basename(name))).toEqual([
    path.basename(left('odd')),
    path.basename(left('young')),
  ]);
});

it('a plan is applied by one at a time', async () => {
  const { files, open } = await begin();
  const first = await open();
  await expect(open()).rejects.toThrow(PlanTaken);
  expect(() => files.remove(plan.tenant, plan.id)).toThrow(PlanTaken);
  await first.close();
  await (await open()).close();
  files.remove(plan.tenant, plan.id);
  expect(files.list(plan.tenant)).toEqual([]);
});

it('who has not said for long that it is there is taken for gone, and sends nothing more', async () => {
  const { file, open } = await begin();
  const first = await open();
  await utimes(`${file}.applying`, new Date(0), new Date(0));
  const second = await open();
  await expect(first.append([{ step: '0', state: { kind: 'unchanged' } }])).rejects.toThrow(PlanTaken);
  await second.append([{ step: '0', state: { kind: 'unchanged' } }]);
  await first.close();
  await expect(open()).rejects.toThrow(PlanTaken);
  await second.close();
});

it('a process that ended holds nothing', async () => {
  const { file, open } = await begin();
  await writeFile(`${file}.applying`, '999999999 somebody');
  const opened = await open();
  expect(opened.stored.plan).toEqual(plan);
  await opened.close();
});

it('half of a line at the end was acted on by nobody, and makes room', async () => {
  const { file, open, read } = await begin();
  const first = await open();
  await first.begin(steps, since);
  await first.close();
  await appendFile(file, `abc {"step":"${'0'.repeat(1000)}`);
  expect(read()?.entries).toEqual([]);
  const second = await open();
  await second.append([{ step: '1', state: { kind: 'unchanged' } }]);
  await second.close();
  expect(read()?.entries).toEqual([{ step: '1', state: { kind: 'unchanged' } }]);
});

it('a garbled line puts in doubt what may have been made', async () => {
  const { file, open, read } = await begin();
  const first = await open();
  await first.begin(steps, since);
  await first.append([{ step: '0', state: { kind: 'sending', since } }]);
  await first.close();
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace('sending', 'Sending'));
  expect(read()?.entries).toEqual([{ step: '0', state: { kind: 'inDoubt', since } }]);
});

it.each<readonly [string, (text: string) => string]>([
  ['plan', (text) => text.replace('OwnerId', 'ownerId')],
  ['beginning', (text) => text.replace('"since"', '"Since"')],
  ['file', () => ''],
])('nothing is sent of one whose %s cannot be read', async (_, garble) => {
  const { files, file, open } = await begin();
  const first = await open();
  await first.begin(steps, since);
  await first.close();
  await writeFile(file, garble(await readFile(file, 'utf8')));
  await expect(open()).rejects.toThrow(PlanDamaged);
  await expect(files.save(plan)).rejects.toThrow(PlanDamaged);
  expect(files.list(plan.tenant)).toEqual([]);
});

it('of other tenants only what was begun, or cannot be read, stays when they are forgotten', async () => {
  const { files, folder, file, open } = await begin();
  const of = (tenant: string, id: string): Plan => ({ ...plan, tenant, id });
  const other = 'Other.example:8443/';
  for (const [tenant, id] of [
    [plan.tenant, 'waiting'],
    [other, 'waiting'],
    ['kept.example', 'waiting'],
  ] as const)
    await files.save(of(tenant, id));
  const begun = await open();
  await begun.begin(steps, since);
  await begun.close();
  await files.save(of(plan.tenant, 'taken'));
  const taken = await files.open(plan.tenant, 'taken');
  await writeFile(file.replace('p.plan', 'damaged.plan'), 'x');
  await writeFile(`${file}.1.some.tmp`, 'left by a process that was ended');
  files.forgetOthers(['kept.example']);
  await taken.close();
  const left = (await readdir(folder, { recursive: true })).filter((name) => !/^[^/]*$/.test(name));
  expect(left.toSorted()).toEqual([
    'acme.example/damaged.plan',
    'acme.example/p.plan',
    'acme.example/taken.plan',
    'kept.example/waiting.plan',
  ]);
  files.forgetOthers([]);
  expect(files.list('kept.example')).toEqual([]);
  expect(files.list(plan.tenant).map((stored) => stored.plan.id)).toEqual(['p']);
});

it('forgets nothing where there is no folder', () => {
  const files = new PlanFiles(path.join(tmpdir(), crypto.randomUUID()));
  expect(() => files.forgetOthers([])).not.toThrow();
});
