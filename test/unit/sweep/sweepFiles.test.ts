import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { begin, decisionOn, withField, withNote, withTyped, type Sweep } from '../../../src/sweep/sweep.ts';
import { SweepFiles } from '../../../src/sweep/sweepFiles.ts';

const tenant = 'acme.example';

const opened = async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'sweep-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const warnings: string[] = [];
  const window = () => new SweepFiles(folder, (message) => warnings.push(message));
  return { folder, warnings, window, files: window() };
};

const keep = (files: SweepFiles, sweep: Sweep, goalId: string): Sweep => {
  files.keep(tenant, sweep, goalId, sweep.decisions.get(goalId));
  return sweep;
};

it('has what was decided and typed, for the owner of the account alone', async () => {
  const { folder, files, window } = await opened();
  const sweep = begin(['a', 'b']);
  files.begin(tenant, sweep);
  const typed = keep(files, withTyped(withField(sweep, 'a', 'Status', 'Missed', ''), 'a', 'wai'), 'a');
  expect(window().read(tenant)).toEqual(typed);
  expect(window().read('other.example')).toBeUndefined();
  const [name = ''] = await readdir(folder);
  expect((await stat(path.join(folder, name))).mode & 0o077).toBe(0);
});

it('loses nothing that two windows decide about different goals', async () => {
  const { files, window } = await opened();
  const sweep = begin(['a', 'b']);
  files.begin(tenant, sweep);
  keep(files, withField(sweep, 'a', 'Status', 'Missed', ''), 'a');
  keep(window(), withNote(sweep, 'b', { date: '2031-01-01', text: 'signed' }), 'b');
  const both = files.read(tenant);
  expect([...(both?.decisions.keys() ?? [])]).toEqual(['a', 'b']);
});

it('takes away what is planned, and leaves what is typed or was decided since', async () => {
  const { files } = await opened();
  const sweep = begin(['a', 'b', 'c']);
  files.begin(tenant, sweep);
  const missed = (goalId: string, typed = ''): Sweep =>
    keep(files, withTyped(withField(sweep, goalId, 'Status', 'Missed', ''), goalId, typed), goalId);
  const planned = new Map([...missed('a').decisions, ...missed('b', 'half').decisions, ...missed('c').decisions]);
  keep(files, withField(sweep, 'c', 'Status', 'Achieved', ''), 'c');
  files.settle(tenant, planned);
  const left = files.read(tenant) ?? begin([]);
  expect([...left.decisions.keys()]).toEqual(['b', 'c']);
  expect(decisionOn(left, 'b')).toEqual({ fields: {}, base: {}, notes: [], typed: 'half' });
  expect(decisionOn(left, 'c').fields).toEqual({ Status: 'Achieved' });
});

it('is gone once all of it is planned', async () => {
  const { files } = await opened();
  const sweep = begin(['a']);
  files.begin(tenant, sweep);
  files.settle(tenant, keep(files, withField(sweep, 'a', 'Status', 'Missed', ''), 'a').decisions);
  expect(files.read(tenant)).toBeUndefined();
});

it('sets aside a file that cannot be read, and says so without what stands in it', async () => {
  const { folder, files, warnings } = await opened();
  files.begin(tenant, begin(['secret']));
  const [name = ''] = await readdir(folder);
  await writeFile(path.join(folder, name), '{"goalIds":["secret"');
  expect(files.read(tenant)).toBeUndefined();
  expect(warnings.join('\n')).not.toContain('secret');
  expect((await readdir(folder)).filter((each) => each.endsWith('.bad'))).toHaveLength(1);
});
