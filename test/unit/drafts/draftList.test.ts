import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { DraftList, followMs } from '../../../src/drafts/draftList.ts';
import { Drafts } from '../../../src/editing/drafts.ts';
import { noFields } from '../../../src/model/goalFields.ts';
import { until } from '../until.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  return () => vi.useRealTimers();
});

const key = { tenant: 'acme', id: 'G1' };
const draftOf = (goalId: string) => ({ goalId, base: noFields, mine: noFields, at: '2031-01-01T00:00:00.000Z' });

const opened = () => {
  const folder = mkdtempSync(join(tmpdir(), 'draft-list-'));
  const lines: string[] = [];
  const note = (line: string) => lines.push(line);
  const reads: string[] = [];
  const read = (path: string): string => {
    const text = readFileSync(path, 'utf8');
    reads.push(path);
    return text;
  };
  const drafts = new Drafts(folder, note, { read });
  let tenant = 'acme';
  const list = new DraftList(drafts, () => tenant, { debug: note, info: note, warn: note, error: note });
  const changes = vi.fn<() => void>();
  const marked: string[][] = [];
  list.onDidChange(changes);
  list.marks.onDidChange((goals) => marked.push([...goals]));
  onTestFinished(() => {
    list.dispose();
    rmSync(folder, { recursive: true, force: true });
  });
  return { folder, drafts, list, changes, marked, lines, reads, connectTo: (next: string) => (tenant = next) };
};

it('follows a burst of keystrokes once, without a look at the disk', () => {
  const { drafts, list, changes, reads } = opened();
  for (let count = 0; count < 20; count += 1) drafts.write(key, draftOf('G1'));
  expect(changes).not.toHaveBeenCalled();
  vi.advanceTimersByTime(followMs);
  expect(changes).toHaveBeenCalledOnce();
  expect(list.drafts.map(({ id }) => id)).toEqual(['G1']);
  drafts.remove(key);
  vi.advanceTimersByTime(followMs);
  expect(list.drafts).toEqual([]);
  expect(reads).toEqual([]);
});

it('keeps the others where one is written', async () => {
  const { drafts, list } = opened();
  drafts.write(key, draftOf('G1'));
  vi.advanceTimersByTime(followMs);
  drafts.write({ ...key, id: 'G2' }, draftOf('G2'));
  vi.advanceTimersByTime(followMs);
  expect(list.drafts.map(({ id }) => id)).toEqual(['G1', 'G2']);
});

it('finds what another window wrote when it is refreshed', async () => {
  const { folder, list } = opened();
  new Drafts(folder, () => undefined).write(key, draftOf('G1'));
  expect(list.drafts).toEqual([]);
  await list.refresh();
  expect(list.drafts).toHaveLength(1);
});

it('marks the goals of the connected tenant, and names only what changed', async () => {
  const { drafts, list, marked, connectTo } = opened();
  drafts.write(key, draftOf('G1'));
  await list.refresh();
  drafts.write({ tenant: 'acme', id: 'made-up' }, draftOf('G2'));
  await list.refresh();
  await list.refresh();
  expect(list.marks.isMarked('G1')).toBe(true);
  expect(list.marks.isMarked('G2')).toBe(true);
  connectTo('globex');
  expect(list.marks.isMarked('G1')).toBe(false);
  drafts.remove(key);
  await list.refresh();
  expect(marked).toEqual([['G1'], ['G2'], ['G1']]);
});

it('keeps the last look, and says so, when the disk refuses', async () => {
  const { drafts, list, lines } = opened();
  drafts.write(key, draftOf('G1'));
  await list.refresh();
  vi.spyOn(drafts, 'listInTurns').mockRejectedValue(Object.assign(new Error('open /home/acme'), { code: 'EACCES' }));
  await list.refresh();
  expect(list.drafts.map(({ id }) => id)).toEqual(['G1']);
  expect(lines).toEqual(['drafts: they could not be listed: Error EACCES']);
});

it('looks no more once it is disposed of', () => {
  const { drafts, list, changes } = opened();
  drafts.write(key, draftOf('G1'));
  list.dispose();
  vi.advanceTimersByTime(1000);
  drafts.write(key, draftOf('G1'));
  vi.advanceTimersByTime(1000);
  expect(changes).not.toHaveBeenCalled();
});

it('leaves the drafts alone once it is disposed of, also where it had nothing to look at', () => {
  const { drafts, list, changes } = opened();
  list.dispose();
  drafts.write(key, draftOf('G1'));
  vi.advanceTimersByTime(1000);
  expect(changes).not.toHaveBeenCalled();
});

it('shows what is typed while the disk is looked at, as it was typed last', async () => {
  const { folder, drafts, list } = opened();
  const other = new Drafts(folder, () => undefined);
  other.write({ tenant: 'acme', id: 'G2' }, draftOf('G2'));
  const looking = list.refresh();
  drafts.write(key, draftOf('G1'));
  await looking;
  expect(list.drafts.map(({ id }) => id)).toEqual(['G1', 'G2']);
  other.remove(key);
  await Promise.all([list.refresh(), list.refresh()]);
  expect(list.drafts.map(({ id }) => id)).toEqual(['G2']);
});

it('reads each of 10,000 drafts once, in turns with others, and then only what changed', async () => {
  vi.useRealTimers();
  const { folder, drafts, list, reads } = opened();
  mkdirSync(join(folder, 'acme'));
  const many = 10_000;
  for (let count = 0; count < many; count += 1)
    writeFileSync(join(folder, 'acme', `g${count}.json`), JSON.stringify(draftOf(`g${count}`)));
  let turns = 0;
  const others = setInterval(() => (turns += 1), 0);
  await list.refresh();
  clearInterval(others);
  expect(list.drafts).toHaveLength(many);
  expect(reads).toHaveLength(many);
  expect(turns).toBeGreaterThan(many / 100);

  const typed = { tenant: 'acme', id: 'g7' };
  const version = drafts.open(typed)?.version;
  reads.splice(0);
  drafts.replace(typed, version, { ...draftOf('g7'), at: '2032-01-01T00:00:00.000Z' });
  await until(() => list.drafts[0]?.id === 'g7');
  expect(reads.length).toBeLessThan(2);
  await list.refresh();
  expect(reads.length).toBeLessThan(3);
  expect(list.drafts).toHaveLength(many);
});
