import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { begin, decisionOn, moved, withField, withNote, withTyped, type Sweep } from '../../../src/sweep/sweep.ts';
import { SweepFiles } from '../../../src/sweep/sweepFiles.ts';

const tenant = 'acme.example';

const opened = async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'sweep-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const warnings: string[] = [];
  const window = () => new SweepFiles(folder, (message) => warnings.push(message));
  return { folder, warnings, window, files: window() };
};

const missed =
  (goalId: string) =>
  (sweep: Sweep): Sweep =>
    withField(sweep, goalId, 'Status', 'Missed', '');
const noted = (sweep: Sweep): Sweep => withNote(sweep, 'b', { date: '2031-01-01', text: 'signed' });

it('has what was decided and typed, for the owner of the account alone', async () => {
  const { folder, files, window } = await opened();
  const sweep = files.begin(tenant, ['a', 'b'], new Map());
  const typed = files.keep(tenant, sweep, (kept) => withTyped(missed('a')(kept), 'a', 'wai'));
  expect(window().read(tenant)).toEqual(typed);
  expect(window().read('other.example')).toBeUndefined();
  const [name = ''] = await readdir(folder);
  expect((await stat(path.join(folder, name))).mode & 0o077).toBe(0);
});

it('loses nothing that two windows decide, whatever each of them has seen', async () => {
  const { files, window } = await opened();
  const sweep = files.begin(tenant, ['a', 'b'], new Map());
  files.keep(tenant, sweep, missed('a'));
  const both = window().keep(tenant, sweep, noted);
  expect([...both.decisions.keys()]).toEqual(['a', 'b']);
  window().keep(tenant, sweep, (kept) => withField(kept, 'a', 'OwnerId', 'o2', 'o1'));
  expect(decisionOn(files.read(tenant) ?? sweep, 'a').fields).toEqual({ Status: 'Missed', OwnerId: 'o2' });
});

it('decides nothing where a person only goes on', async () => {
  const { files, window } = await opened();
  const sweep = files.begin(tenant, ['a', 'b'], new Map());
  const decided = files.keep(tenant, sweep, missed('a'));
  const gone = window().keep(tenant, sweep, (kept) => moved(kept, 1, () => true));
  expect(gone).toEqual({ ...decided, at: 1 });
  expect(files.read(tenant)).toEqual(gone);
});

it('begins anew without what the person gave up, and with what another window decided since', async () => {
  const { files, window } = await opened();
  const seen = files.keep(tenant, files.begin(tenant, ['a', 'b'], new Map()), missed('a'));
  window().keep(tenant, seen, noted);
  const anew = files.begin(tenant, ['c'], seen.decisions);
  expect([anew.goalIds, [...anew.decisions.keys()]]).toEqual([['c', 'b'], ['b']]);
  expect(window().read(tenant)).toEqual(anew);
  files.begin(tenant, [], anew.decisions);
  expect(files.read(tenant)).toBeUndefined();
});

it('takes away what is planned, and leaves what is typed or was decided since', async () => {
  const { files } = await opened();
  const sweep = files.begin(tenant, ['a', 'b', 'c'], new Map());
  files.keep(tenant, sweep, missed('a'));
  files.keep(tenant, sweep, (kept) => withTyped(missed('b')(kept), 'b', 'half'));
  const planned = files.keep(tenant, sweep, missed('c')).decisions;
  files.keep(tenant, sweep, (kept) => withField(kept, 'c', 'Status', 'Achieved', ''));
  files.forgetDecisions(tenant, planned);
  const left = files.read(tenant) ?? begin([]);
  expect([...left.decisions.keys()]).toEqual(['b', 'c']);
  expect(decisionOn(left, 'b')).toEqual({ fields: {}, base: {}, notes: [], typed: 'half' });
  expect(decisionOn(left, 'c').fields).toEqual({ Status: 'Achieved' });
});

it('is gone once all of it is planned', async () => {
  const { files } = await opened();
  const sweep = files.begin(tenant, ['a'], new Map());
  files.forgetDecisions(tenant, files.keep(tenant, sweep, missed('a')).decisions);
  expect(files.read(tenant)).toBeUndefined();
});

it('sets aside a file that cannot be read, and says so without what stands in it', async () => {
  const { folder, files, warnings } = await opened();
  files.begin(tenant, ['secret'], new Map());
  const [name = ''] = await readdir(folder);
  await writeFile(path.join(folder, name), '{"goalIds":["secret"');
  expect(files.read(tenant)).toBeUndefined();
  expect(warnings.join('\n')).not.toContain('secret');
  expect((await readdir(folder)).filter((each) => each.endsWith('.bad'))).toHaveLength(1);
});

it('keeps what can be read where something cannot, the file as it was beside it, and tells once', async () => {
  const { folder, files, window, warnings } = await opened();
  const sweep = files.begin(tenant, ['a', 'b'], new Map());
  const good = files.keep(tenant, sweep, missed('a'));
  files.keep(tenant, sweep, noted);
  const [name = ''] = await readdir(folder);
  const file = path.join(folder, name);
  const damaged = (await readFile(file, 'utf8')).replace('"2031-01-01"', '1');
  await writeFile(file, damaged);
  expect(files.read(tenant)).toEqual(good);
  const kept = window().keep(tenant, sweep, (all) => withTyped(all, 'b', 'again'));
  expect([...kept.decisions.keys()]).toEqual(['a', 'b']);
  expect(warnings).toHaveLength(1);
  expect(warnings.join('')).not.toContain('signed');
  const [aside = '', ...others] = (await readdir(folder)).filter((each) => each.endsWith('.bad'));
  expect(others).toEqual([]);
  expect(await readFile(path.join(folder, aside), 'utf8')).toBe(damaged);
  expect((await stat(path.join(folder, aside))).mode & 0o077).toBe(0);
});
