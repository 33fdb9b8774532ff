import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { DraftList, followMs } from '../../../src/drafts/draftList.ts';
import { Drafts } from '../../../src/editing/drafts.ts';
import { noFields } from '../../../src/model/goalFields.ts';

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

const key = { tenant: 'acme', id: 'G1' };
const draftOf = (goalId: string) => ({ goalId, base: noFields, mine: noFields, at: '2031-01-01T00:00:00.000Z' });

const opened = () => {
  const folder = mkdtempSync(join(tmpdir(), 'draft-list-'));
  const lines: string[] = [];
  const note = (line: string) => lines.push(line);
  const drafts = new Drafts(folder, note);
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
  return { folder, drafts, list, changes, marked, lines, connectTo: (next: string) => (tenant = next) };
};

it('follows a burst of keystrokes with one look at the disk', () => {
  const { drafts, list, changes } = opened();
  for (let count = 0; count < 20; count += 1) drafts.write(key, draftOf('G1'));
  expect(changes).not.toHaveBeenCalled();
  vi.advanceTimersByTime(followMs);
  expect(changes).toHaveBeenCalledOnce();
  expect(list.kept.map(({ id }) => id)).toEqual(['G1']);
});

it('finds what another window wrote when it is refreshed', () => {
  const { folder, list } = opened();
  new Drafts(folder, () => undefined).write(key, draftOf('G1'));
  expect(list.kept).toEqual([]);
  list.refresh();
  expect(list.kept).toHaveLength(1);
});

it('marks the goals of the connected tenant, and names only what changed', () => {
  const { drafts, list, marked, connectTo } = opened();
  drafts.write(key, draftOf('G1'));
  list.refresh();
  drafts.write({ tenant: 'acme', id: 'made-up' }, draftOf('G2'));
  list.refresh();
  list.refresh();
  expect(list.marks.isMarked('G1')).toBe(true);
  expect(list.marks.isMarked('G2')).toBe(true);
  connectTo('globex');
  expect(list.marks.isMarked('G1')).toBe(false);
  drafts.remove(key);
  list.refresh();
  expect(marked).toEqual([['G1'], ['G2'], ['G1']]);
});

it('keeps the last look, and says so, when the disk refuses', () => {
  const { drafts, list, lines } = opened();
  drafts.write(key, draftOf('G1'));
  list.refresh();
  vi.spyOn(drafts, 'list').mockImplementation(() => {
    throw Object.assign(new Error('open /home/acme'), { code: 'EACCES' });
  });
  list.refresh();
  expect(list.kept.map(({ id }) => id)).toEqual(['G1']);
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
