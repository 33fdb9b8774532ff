import { appendFileSync, globSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import { expect, it, onTestFinished, vi } from 'vitest';
import { Locked } from '../../../src/editing/fileLock.ts';
import { Generation } from '../../../src/history/generation.ts';
import { writeTexts } from '../../../src/history/historyLines.ts';
import type { RecordedChange } from '../../../src/history/recordedChange.ts';
import { batch, batchOf, smallLimits } from './batches.ts';
import { asText, freshFolder, openWindow, recorded, tenant } from './tenantHistory.ts';

const status = (goalId: string, before: string, after: string, at: number): RecordedChange => ({
  goalId,
  field: 'Status',
  before,
  after,
  at,
  seen: at,
});

const percent = (goalId: string, before: number, after: number, at: number): RecordedChange => ({
  goalId,
  field: 'CompletionPercentage',
  before,
  after,
  at,
  seen: at,
});

const value = (after: number, seen: number, metricId = 'm1'): RecordedChange => ({
  goalId: 'g',
  field: 'metricValue',
  metricId,
  after,
  at: seen,
  seen,
});

const filesIn = (folder: string, pattern: string): readonly string[] =>
  globSync(`**/${pattern}`, { cwd: folder }).map((file) => path.join(folder, file));

const bytesIn = (folder: string): number =>
  filesIn(folder, '*').reduce((sum, file) => sum + (statSync(file).isFile() ? statSync(file).size : 0), 0);

/** Batches from this number on, each seen a second after the one before, with what a window does when a segment is closed. */
const recordBatches = async (folder: string, from: number, to: number, limits = smallLimits): Promise<void> => {
  const { histories, writer } = await openWindow(folder, limits);
  for (let number = from; number < to; number += 1)
    if (writer.append(batch(number), number)) await histories.tidy(tenant);
};

it('gives back what was recorded, odd texts included', async () => {
  const folder = await freshFolder();
  const { writer } = await openWindow(folder);
  const texts = ['', '\u0000', '\ud800', 'a\nb', '"', '🎯', '\u0000lost', 'x'.repeat(5000), '__proto__'];
  const changes = texts.map((text, at): RecordedChange => ({
    goalId: `g${at}`,
    field: 'Name',
    before: text,
    after: `${text}!`,
    at: 5,
    seen: 9,
  }));
  writer.append(changes, 9);
  expect((await recorded(folder)).changes).toEqual(changes);
});

it('begins a change where the last one ended, and records none that says what is known', async () => {
  const folder = await freshFolder();
  const [one, other] = [await openWindow(folder), await openWindow(folder)];
  one.writer.append([status('g', 'A', 'B', 1)], 1);
  other.writer.append([status('g', 'A', 'B', 1)], 2);
  one.writer.append([status('g', 'B', 'C', 3)], 3);
  other.writer.append([status('g', 'B', 'D', 4)], 4);
  one.writer.append([status('g', 'C', 'D', 4)], 5);
  other.writer.append([status('g', 'A', 'B', 1)], 6);
  expect((await recorded(folder)).changes.map(asText)).toEqual([
    'g Status: A → B',
    'g Status: B → C',
    'g Status: C → D',
  ]);
});

it('records a change for the goal that it is of, whatever other windows saw that was no news', async () => {
  const folder = await freshFolder();
  const [one, other] = [await openWindow(folder), await openWindow(folder)];
  other.writer.append([status('g', 'In Progress', 'Achieved', 1)], 1);
  one.writer.append([status('g', 'Not Started', 'Achieved', 1)], 2);
  other.writer.append([percent('GOAL5', 10, 50, 3), percent('GOAL6', 10, 20, 3)], 3);
  one.writer.append([percent('GOAL5', 50, 100, 4)], 4);
  other.writer.append([status('g', 'Achieved', 'Not Started', 5)], 5);
  expect((await recorded(folder)).changes.map(asText)).toEqual([
    'g Status: In Progress → Achieved',
    'GOAL5 CompletionPercentage: 10 → 50',
    'GOAL6 CompletionPercentage: 10 → 20',
    'GOAL5 CompletionPercentage: 50 → 100',
    'g Status: Achieved → Not Started',
  ]);
});

it('records a change for the goal that it is of where another window wrote lost texts again', async () => {
  const folder = await freshFolder();
  const one = await openWindow(folder);
  one.writer.append([status('g', 'A', 'B', 1)], 1);
  one.writer.append([status('z', 'Y', 'Z', 1)], 1);
  for (const file of filesIn(folder, 'texts')) writeFileSync(file, readFileSync(file, 'utf8').replace('"A"', '"X"'));
  const other = await openWindow(folder);
  other.writer.append([status('g', 'A', 'B', 2), status('h', 'A', 'C', 2)], 2);
  one.writer.append([status('i', 'B', 'C', 3)], 3);
  other.writer.append([status('h', 'C', 'A', 4)], 4);
  const { changes } = await recorded(folder, 2);
  expect(changes.map(asText)).toEqual(['g Status: A → B', 'h Status: A → C', 'i Status: B → C', 'h Status: C → A']);
});

it('gives no number again that the last texts had, which are damaged', async () => {
  const folder = await freshFolder();
  const { writer } = await openWindow(folder);
  writer.append([status('g', 'A', 'B', 1)], 1);
  for (const file of filesIn(folder, 'texts')) writeFileSync(file, readFileSync(file, 'utf8').replace('"A"', '"X"'));
  const other = await openWindow(folder);
  other.writer.append([status('h', 'C', 'D', 2)], 2);
  expect((await recorded(folder)).changes.map(asText)).toEqual(['h Status: C → D']);
});

it('gives back nothing whose text two lines give a different one', async () => {
  const folder = await freshFolder();
  const { writer } = await openWindow(folder);
  writer.append([status('g', 'A', 'B', 1)], 1);
  for (const file of filesIn(folder, 'texts')) appendFileSync(file, writeTexts(1, ['C', 'B']));
  writer.append([status('h', 'B', 'A', 2)], 2);
  expect((await recorded(folder)).changes.map(asText)).toEqual(['h Status: B → A']);
});

it('counts no change twice that several windows see, whenever each of them refreshes and is started anew', async () => {
  // A window's look: which one, and whether it was started anew just before.
  const look = fc.record({ window: fc.nat({ max: 2 }), isNew: fc.boolean(), edits: fc.nat({ max: 3 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(look, { minLength: 1, maxLength: 25 }), async (looks) => {
      const folder = await freshFolder();
      const windows = [await openWindow(folder), await openWindow(folder), await openWindow(folder)];
      const known = [0, 0, 0];
      let now = 0;
      for (const { window, isNew, edits } of looks) {
        now += edits;
        if (isNew) windows[window] = await openWindow(folder);
        const from = known[window] ?? 0;
        // A goal's status is the moment at which it was set.
        if (from < now) windows[window]?.writer.append([status('g', `${from}`, `${now}`, now)], now);
        known[window] = now;
      }
      const { changes } = await recorded(folder);
      const ends = changes.map(({ after }) => after);
      expect(changes.map(({ before }) => before)).toEqual(['0', ...ends.slice(0, -1)].slice(0, ends.length));
      expect(ends.at(-1) ?? '0').toBe(`${Math.max(...known)}`);
    }),
    { numRuns: 60 },
  );
});

it('knows what was recorded just before the segment began', async () => {
  const folder = await freshFolder();
  const limits = { ...smallLimits, textsBytes: 1e6 };
  const { writer } = await openWindow(folder, limits);
  let number = 1;
  while (!writer.append(batch(number), number)) number += 1;
  const before = await recorded(folder);
  const next = await openWindow(folder, limits);
  next.writer.append(batch(number - 1), number);
  expect(await recorded(folder)).toEqual(before);
});

it('does not go on from before a gap', async () => {
  const folder = await freshFolder();
  const { writer } = await openWindow(folder);
  writer.append([status('g', 'A', 'B', 1)], 1);
  writer.appendGap(5);
  writer.append([status('g', 'C', 'B', 6)], 6);
  const { changes, coverage } = await recorded(folder);
  expect(changes.map(asText)).toEqual(['g Status: A → B', 'g Status: C → B']);
  expect(coverage).toMatchObject({ from: 1, gaps: [5] });
});

it('says once of a goal that it was created, and when it was gone and is there again', async () => {
  const folder = await freshFolder();
  const { writer } = await openWindow(folder);
  const created = (at: number): RecordedChange => ({ goalId: 'g', field: 'existence', after: 'Name', at: 1, seen: at });
  const gone = (seen: number): RecordedChange => ({ goalId: 'g', field: 'existence', before: 'Name', at: seen, seen });
  for (const change of [created(2), created(3), gone(4), gone(5), created(6)]) writer.append([change], change.seen);
  expect((await recorded(folder)).changes.map(({ before, after, at }) => [before, after, at])).toEqual([
    [undefined, 'Name', 1],
    ['Name', undefined, 4],
    [undefined, 'Name', 6],
  ]);
});

it('knows of a metric what was recorded many segments ago', async () => {
  const folder = await freshFolder();
  const { writer } = await openWindow(folder, smallLimits);
  writer.append([value(5, 1), value(5, 1, 'm2')], 1);
  await recordBatches(folder, 2, 200);
  const next = await openWindow(folder, smallLimits);
  next.writer.append([value(5, 300), value(8, 300, 'm2')], 300);
  const metrics = (await recorded(folder)).changes.filter(({ field }) => field === 'metricValue');
  expect(metrics.map(asText)).toEqual(['g metricValuem1:  → 5', 'g metricValuem2:  → 5', 'g metricValuem2: 5 → 8']);
});

it('reads no more than what was seen since', async () => {
  const folder = await freshFolder();
  await recordBatches(folder, 1, 100);
  expect((await recorded(folder, 97)).changes.map(batchOf)).toEqual([97, 98, 99].flatMap((n) => Array(5).fill(n)));
});

it('packs what grows no more, and drops the oldest', async () => {
  const folder = await freshFolder();
  const limits = { ...smallLimits, totalBytes: 30_000 };
  await recordBatches(folder, 1, 1500, limits);
  expect(filesIn(folder, '*.log')).toHaveLength(1);
  expect(bytesIn(folder)).toBeLessThanOrEqual(limits.totalBytes);
  expect(bytesIn(folder)).toBeGreaterThan(limits.totalBytes / 2);
  const { changes, coverage } = await recorded(folder);
  const numbers = [...new Set(changes.map(batchOf))];
  expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, at) => 1500 - numbers.length + at));
  expect(coverage.from).toBeGreaterThan(100);
});

it('is for the owner alone', async () => {
  const folder = await freshFolder();
  await recordBatches(folder, 1, 60);
  const modes = filesIn(folder, '*').map((file) => statSync(file).mode & 0o077);
  expect(new Set(modes)).toEqual(new Set([0]));
});

it('keeps the others where a line is damaged, and goes on', async () => {
  const damage: readonly ((file: string) => void)[] = [
    (file) => writeFileSync(file, readFileSync(file, 'utf8').replace('"as before 7"', '"as before 8"')),
    (file) => writeFileSync(file, readFileSync(file, 'utf8').replace(/\["c",7/, '["c",8')),
    (file) => truncateSync(file, statSync(file).size - 3),
    (file) => appendFileSync(file, 'half of a li'),
    (file) => appendFileSync(file, 'a long beginning '.repeat(200)),
    (file) => appendFileSync(file, '\u0000\u0000\n'),
    (file) => writeFileSync(file, readFileSync(file, 'utf8').replace('\n', '\n\n')),
  ];
  for (const name of ['texts', '*.log'])
    for (const harm of damage) {
      const folder = await freshFolder();
      await recordBatches(folder, 1, 10, { ...smallLimits, segmentBytes: 1e6 });
      filesIn(folder, name).forEach(harm);
      await recordBatches(folder, 10, 20, { ...smallLimits, segmentBytes: 1e6 });
      const { changes } = await recorded(folder);
      const numbers = [...new Set(changes.map(batchOf))];
      expect(numbers.length).toBeGreaterThanOrEqual(18);
      expect(numbers.toSorted((a, b) => a - b)).toEqual(numbers);
      for (const { before, after } of changes) expect(before).toBe(String(after).replace('batch', 'as before'));
    }
});

it('gives no number again that a lost text had', async () => {
  const folder = await freshFolder();
  await recordBatches(folder, 1, 10, { ...smallLimits, segmentBytes: 1e6 });
  for (const file of filesIn(folder, 'texts')) truncateSync(file, Math.floor(statSync(file).size / 2));
  await recordBatches(folder, 10, 40, { ...smallLimits, segmentBytes: 1e6 });
  const { changes } = await recorded(folder);
  expect(new Set(changes.map(batchOf)).size).toBeGreaterThan(30);
  expect(changes.filter((change) => change.seen !== batchOf(change))).toEqual([]);
  for (const { before, after } of changes) expect(before).toBe(String(after).replace('batch', 'as before'));
});

it('forgets all tenants but one, and writes nothing more of the others', async () => {
  const folder = await freshFolder();
  const { histories, writer } = await openWindow(folder);
  writer.append(batch(1), 1);
  const other = histories.writer('other.example');
  await other.open();
  other.append(batch(2), 2);
  await histories.forgetOthers(['other.example']);
  expect((await recorded(folder)).changes).toEqual([]);
  expect(() => writer.append(batch(3), 3)).toThrow('ENOENT');
  expect(histories.isNew(tenant)).toBe(true);
  expect(histories.isNew('other.example')).toBe(false);
});

it('says so where another process took over while it read, and records then', async () => {
  const folder = await freshFolder();
  const { writer } = await openWindow(folder);
  writer.append(batch(1), 1);
  const catchUp = vi.spyOn(Generation.prototype, 'catchUp').mockImplementationOnce(function* () {
    writeFileSync(path.join(folder, tenant, 'history.lock'), '1 another');
    yield* [];
  });
  onTestFinished(() => catchUp.mockRestore());
  expect(() => writer.append(batch(2), 2)).toThrow(Locked);
  rmSync(path.join(folder, tenant, 'history.lock'));
  writer.append(batch(3), 3);
  expect([...new Set((await recorded(folder)).changes.map(batchOf))]).toEqual([1, 3]);
});
