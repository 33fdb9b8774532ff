import { existsSync, globSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { batch, batchOf, smallLimits } from './batches.ts';
import { freshFolder, openWindow, recorded, tenant } from './tenantHistory.ts';

const limits = { ...smallLimits, textsBytes: 1e6 };

const damages: readonly (readonly [string, (file: string) => void])[] = [
  ['empty', (file) => truncateSync(file, 0)],
  ['short', (file) => truncateSync(file, Math.floor(readFileSync(file).length / 2))],
  ['garbage', (file) => writeFileSync(file, 'this was never packed\n')],
];

const filesIn = (folder: string, pattern: string): readonly string[] =>
  globSync(`**/${pattern}`, { cwd: folder })
    .map((file) => path.join(folder, file))
    .toSorted();

const record = async (folder: string, from: number, to: number): Promise<void> => {
  const { histories, writer } = await openWindow(folder, limits);
  for (let number = from; number < to; number += 1)
    if (writer.append(batch(number), number)) await histories.tidy(tenant);
};

const numbersIn = async (folder: string): Promise<readonly number[]> => [
  ...new Set((await recorded(folder)).changes.map(batchOf)),
];

const upTo = (end: number): readonly number[] => Array.from({ length: end - 1 }, (_, at) => at + 1);

/** The tenant's segments, one of the packed ones harmed. */
const damaged = async (harm: (file: string) => void, which: number) => {
  const folder = await freshFolder();
  await record(folder, 1, 60);
  const packed = filesIn(folder, '*.log.gz').at(which) ?? '';
  const all = await numbersIn(folder);
  harm(packed);
  return { folder, all, left: await numbersIn(folder) };
};

for (const [name, harm] of damages) {
  it.each([0, -1])(`goes on where a packed segment is ${name}, without what it held (%i)`, async (which) => {
    const { folder, all, left } = await damaged(harm, which);
    expect(all).toEqual(upTo(60));
    expect(left.length).toBeGreaterThan(20);
    expect(left.length).toBeLessThan(59);
    await record(folder, 60, 90);
    expect(await numbersIn(folder)).toEqual([...left, ...upTo(90).slice(59)]);
  });

  it(`goes on where the last segment is a packed one that is ${name}`, async () => {
    const { folder, left } = await damaged(harm, -1);
    for (const plain of filesIn(folder, '*.log')) rmSync(plain);
    const before = await numbersIn(folder);
    expect(before.length).toBeLessThanOrEqual(left.length);
    await record(folder, 60, 90);
    expect(await numbersIn(folder)).toEqual([...before, ...upTo(90).slice(59)]);
  });

  it(`uses the plain file where the packed one beside it is ${name}, and packs it anew`, async () => {
    const { folder, packed } = await plainBeside();
    harm(packed);
    expect(await numbersIn(folder)).toEqual(upTo(60));
    await (await openWindow(folder, limits)).histories.tidy(tenant);
    expect(existsSync(packed.slice(0, -3))).toBe(false);
    expect(await numbersIn(folder)).toEqual(upTo(60));
  });

  it(`drops a packed segment that is ${name} when it is the oldest`, async () => {
    const { folder } = await damaged(harm, 0);
    await (await openWindow(folder, { ...limits, totalBytes: 1 })).histories.tidy(tenant);
    expect(filesIn(folder, '*.log*')).toHaveLength(1);
  });
}

/** A process was ended when it had packed the oldest segment, and before it removed the plain one. */
const plainBeside = async () => {
  const folder = await freshFolder();
  const { writer, histories } = await openWindow(folder, limits);
  for (let number = 1; number < 60; number += 1) writer.append(batch(number), number);
  const [oldest = ''] = filesIn(folder, '*.log');
  const content = readFileSync(oldest);
  await histories.tidy(tenant);
  writeFileSync(oldest, content, { mode: 0o600 });
  return { folder, packed: `${oldest}.gz` };
};

it('keeps what is packed and whole where the plain file beside it is not', async () => {
  const { folder, packed } = await plainBeside();
  truncateSync(packed.slice(0, -3), 10);
  await (await openWindow(folder, limits)).histories.tidy(tenant);
  expect(await numbersIn(folder)).toEqual(upTo(60));
});

it('goes on where the segment that grew is gone', async () => {
  const folder = await freshFolder();
  await record(folder, 1, 60);
  for (const plain of filesIn(folder, '*.log')) rmSync(plain);
  const before = await numbersIn(folder);
  await record(folder, 60, 70);
  expect(await numbersIn(folder)).toEqual([...before, ...upTo(70).slice(59)]);
});

it('goes on after a disk that failed', async () => {
  const folder = await freshFolder();
  const { writer } = await openWindow(folder);
  writer.append(batch(1), 1);
  rmSync(path.join(folder, tenant), { recursive: true });
  expect(() => writer.append(batch(2), 2)).toThrow('ENOENT');
  await writer.open();
  writer.append(batch(3), 3);
  expect((await recorded(folder)).changes.map(batchOf)).toEqual([3, 3, 3, 3, 3]);
});
