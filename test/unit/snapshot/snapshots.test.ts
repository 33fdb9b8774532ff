import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GoalRecord } from '../../../src/api/schema.ts';
import { GoalIndex } from '../../../src/model/goalIndex.ts';
import { framed, framesOf, withMark } from '../../../src/snapshot/frames.ts';
import { Snapshots } from '../../../src/snapshot/snapshots.ts';
import { goalsASlice, openSnapshots, quietLog } from './openSnapshots.ts';
import { goalsOfVersion, headOfVersion, tenant } from './versions.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const moment = fc.oneof(
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.constant('2031-02-30'),
);
const goal = fc.record(
  {
    Gsid: fc.uuid(),
    Name: text,
    CompanyId: fc.constantFrom('C1', 'C2', ''),
    CompanyName: text,
    Description: text,
    TemplateId: fc.constantFrom('T1', '__proto__'),
    Status: fc.constantFrom('Achieved', 'On Hold', ''),
    OwnerId: text,
    OwnerName: text,
    TargetDate: fc.constantFrom('2031-02-28', '0001-01-01', 'some day'),
    CompletionPercentage: fc.double({ noNaN: true, noDefaultInfinity: true }),
    CreatedDate: moment,
    ModifiedDate: moment,
    unreadable: fc.subarray<keyof GoalRecord>(
      ['Name', 'Status', 'TargetDate', 'CompletionPercentage', 'Description', 'CreatedDate'],
      {
        minLength: 1,
      },
    ),
  },
  { requiredKeys: ['Gsid', 'Name', 'CompanyId'], noNullPrototype: true },
);

describe('a snapshot', () => {
  it('comes back as it was written, what is absent absent', async () => {
    const { read, write } = await openSnapshots();
    await fc.assert(
      fc.asyncProperty(fc.array(goal, { maxLength: 30 }), async (goals) => {
        await write(headOfVersion(1), goals);
        expect(await read()).toStrictEqual({ head: headOfVersion(1), goals });
      }),
      { numRuns: 200 },
    );
  });

  it('of many slices is whole, and has a text that goals share once', async () => {
    const { read, write, file } = await openSnapshots();
    const goals = goalsOfVersion(1, 2001);
    await write(headOfVersion(1), goals);
    expect((await read()).goals).toEqual(goals);
    expect((await readFile(await file(), 'latin1')).split('"Company 17"')).toHaveLength(2);
  });

  it('is for this user alone', async () => {
    const { write, file } = await openSnapshots();
    await write(headOfVersion(1), goalsOfVersion(1));
    expect((await stat(await file())).mode & 0o077).toBe(0);
  });

  it('is in a folder for this user alone', async () => {
    const { folder, write } = await openSnapshots();
    await rm(folder, { recursive: true });
    await write(headOfVersion(1), goalsOfVersion(1));
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });

  it('of the format before is taken over, and every goal is read at the next refresh', async () => {
    const { warnings, read, write, file } = await openSnapshots();
    const head = { ...headOfVersion(1), readAt: 1_900_000_000_000 };
    await write(head, goalsOfVersion(1));
    const frames = [...framesOf(await readFile(await file()))].map((frame) => framed(frame));
    await writeFile(await file(), withMark(Buffer.concat(frames), 1));
    expect(await read()).toEqual({ head: { ...head, readAt: 1 }, goals: goalsOfVersion(1) });
    await write(head, goalsOfVersion(1));
    expect((await read()).head).toEqual(head);
    expect(warnings).toEqual([]);
  });

  it('that is not there is no word in the log', async () => {
    const { warnings, read } = await openSnapshots();
    expect(await read()).toEqual({ head: undefined, goals: [] });
    expect(warnings).toEqual([]);
  });
});

describe('an index that was read', () => {
  it('is one like any other: by company, with names, counts and further goals', async () => {
    const { snapshots, write } = await openSnapshots();
    const made = new GoalIndex();
    made.putAll(goalsOfVersion(1, 200));
    await write(headOfVersion(1), goalsOfVersion(1, 200));
    const index = new GoalIndex();
    await snapshots.read(tenant, (slice) => index.append(slice));
    for (const each of [made, index]) each.putAll(goalsOfVersion(2, 210).slice(100));
    expect([...index.goals()]).toEqual([...made.goals()]);
    expect(index.companies()).toEqual(made.companies());
    for (const { Gsid } of made.companies()) {
      expect(index.goalsOf(Gsid)).toEqual(made.goalsOf(Gsid));
      expect(index.stats(Gsid, new Date(0))).toEqual(made.stats(Gsid, new Date(0)));
    }
    expect(index.goal('goal-150')).toEqual(made.goal('goal-150'));
  });
});

describe('a broken snapshot', () => {
  it('is put aside, wherever it was cut or changed', async () => {
    const { folder, warnings, read, write, file } = await openSnapshots();
    await write(headOfVersion(1), goalsOfVersion(1, 20));
    const whole = await readFile(await file());
    const name = await file();
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: whole.length - 1 }), fc.boolean(), async (at, isCut) => {
        const changed = Buffer.from(whole);
        changed[at] = (changed[at] ?? 0) ^ 0x41;
        await writeFile(name, isCut ? whole.subarray(0, at) : changed);
        expect((await read()).head).toBeUndefined();
        expect(await readdir(folder)).toEqual([`${path.basename(name)}.broken`]);
      }),
      { numRuns: 300 },
    );
    expect(warnings.join()).not.toContain('Goal 1');
  });

  it('includes one from which a part in the middle is gone', async () => {
    const { read, write, file } = await openSnapshots();
    await write(headOfVersion(1), goalsOfVersion(1, 20));
    const [head, first, , ...rest] = [...framesOf(await readFile(await file()))].map((frame) => framed(frame));
    await writeFile(await file(), Buffer.concat([withMark(head ?? Buffer.of()), first ?? Buffer.of(), ...rest]));
    expect((await read()).head).toBeUndefined();
  });

  it('includes another tenant’s', async () => {
    const { folder, read, write, file } = await openSnapshots();
    await write(headOfVersion(1), goalsOfVersion(1));
    const name = await file();
    await write({ ...headOfVersion(1), tenant: 'other.example' }, goalsOfVersion(2));
    const [other] = (await readdir(folder)).filter((one) => path.join(folder, one) !== name);
    await rename(path.join(folder, other ?? ''), name);
    expect((await read()).head).toBeUndefined();
  });

  it('is no obstacle to the next', async () => {
    const { read, write, file } = await openSnapshots();
    await write(headOfVersion(1), goalsOfVersion(1));
    await writeFile(await file(), 'something else');
    expect((await read()).head).toBeUndefined();
    await write(headOfVersion(2), goalsOfVersion(2));
    expect((await read()).head).toEqual(headOfVersion(2));
  });
});

describe('writing', () => {
  it('that is broken off leaves the file as it was, and nothing beside it', async () => {
    const { folder, snapshots, warnings, read, write } = await openSnapshots();
    await write(headOfVersion(1), goalsOfVersion(1));
    const index = new GoalIndex();
    index.putAll(goalsOfVersion(2));
    const controller = new AbortController();
    const slices = index.slices(goalsASlice);
    const breaking = (function* () {
      yield* [slices.next(), slices.next()].map(({ value }) => value).filter((slice) => slice !== undefined);
      controller.abort();
      yield* slices;
    })();
    expect(await snapshots.write(headOfVersion(2), breaking, controller.signal)).toBe(false);
    expect((await read()).head).toEqual(headOfVersion(1));
    expect(await readdir(folder)).toHaveLength(1);
    expect(warnings).toEqual([]);
  });

  it('in two windows at once never leaves a mixture to be read', async () => {
    const { folder, read, write, warnings } = await openSnapshots();
    const count = 500;
    await write(headOfVersion(0), goalsOfVersion(0, count));
    const writing = [1, 2].map(async (first) => {
      for (let version = first; version < 30; version += 2)
        expect(await write(headOfVersion(version), goalsOfVersion(version, count), 50)).toBe(true);
    });
    const seen = new Set<number>();
    for (let isOver = false; !isOver;) {
      const { head, goals } = await read();
      expect(goals).toEqual(goalsOfVersion(head?.at ?? -1, count));
      seen.add(head?.at ?? -1);
      isOver = await Promise.race([Promise.all(writing).then(() => true), nextTurn(false)]);
    }
    expect(seen.size).toBeGreaterThan(5);
    expect(await readdir(folder)).toHaveLength(1);
    expect(warnings).toEqual([]);
  });

  it('to a disk that refuses is a word in the log', async () => {
    const { folder, warnings, write } = await openSnapshots();
    await rm(folder, { recursive: true });
    await writeFile(folder, 'no folder');
    expect(await write(headOfVersion(1), goalsOfVersion(1))).toBe(false);
    expect(warnings).toHaveLength(1);
  });
});

describe('forgetting', () => {
  it('leaves this tenant’s file alone and nothing else', async () => {
    const { folder, snapshots, read, write } = await openSnapshots();
    await write(headOfVersion(1), goalsOfVersion(1));
    await write({ ...headOfVersion(1), tenant: 'other.example' }, goalsOfVersion(2));
    await writeFile(path.join(folder, 'x.snapshot.123.part'), 'left over');
    await snapshots.forgetOthers([tenant]);
    expect((await read()).head).toEqual(headOfVersion(1));
    expect(await readdir(folder)).toHaveLength(1);
    await snapshots.forgetOthers([]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('takes what a write left that was ended, not what another window is writing', async () => {
    const { folder, snapshots, write, file } = await openSnapshots();
    await write(headOfVersion(1), goalsOfVersion(1));
    const [left, growing] = [`${await file()}.1.part`, `${await file()}.2.part`];
    await Promise.all([left, growing].map((part) => writeFile(part, 'begun')));
    await utimes(left, new Date(0), new Date(0));
    await snapshots.forgetOthers([tenant]);
    expect((await readdir(folder)).toSorted()).toEqual([await file(), growing].map((one) => path.basename(one)));
    await snapshots.forgetOthers([]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('in two windows at once is done by both', async () => {
    const { folder, snapshots, write } = await openSnapshots();
    for (let i = 0; i < 20; i += 1) await write({ ...headOfVersion(1), tenant: `${i}.example` }, goalsOfVersion(1, 1));
    const both = [snapshots, new Snapshots(folder, quietLog)].map((window) => window.forgetOthers([]));
    expect(await Promise.allSettled(both)).toMatchObject([{ status: 'fulfilled' }, { status: 'fulfilled' }]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is not kept from the others by what does not belong there', async () => {
    const { folder, snapshots, write } = await openSnapshots();
    await write(headOfVersion(1), goalsOfVersion(1));
    await mkdir(path.join(folder, 'a folder', 'in a folder'), { recursive: true });
    await snapshots.forgetOthers([]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('that fails says so', async () => {
    const { folder, snapshots } = await openSnapshots();
    await rm(folder, { recursive: true });
    await snapshots.forgetOthers([]);
    await writeFile(folder, 'no folder');
    await expect(snapshots.forgetOthers([])).rejects.toMatchObject({ kind: 'goalsNotForgotten' });
  });
});
