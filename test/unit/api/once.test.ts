import { describe, expect, it } from 'vitest';
import { Once } from '../../../src/api/createOnce.ts';
import { ApiError } from '../../../src/api/errors.ts';
import { TenantClock } from '../../../src/api/tenantClock.ts';
import { errorOf } from './connectedClient.ts';

const start = Date.UTC(2031, 0, 1);
const at = (seconds: number): string => new Date(start + seconds * 1000).toISOString();

type Record = { readonly Gsid: string; readonly time: string };

/** A create whose answer is lost, at a tenant that has these records by then; `dates`: how many answers tell its time. */
const lost = (records: readonly Record[], dates: number, isAll = true) => {
  const clock = new TenantClock({ wall: () => start, steady: () => 0 });
  for (let told = 0; told < dates; told += 1) clock.note(new Date(start).toUTCString());
  const kind = {
    create: async (): Promise<Record> => {
      throw new ApiError('network', 'createGoal');
    },
    namesakes: async () => ({ records, isAll }),
    timeOf: ({ time }: Record) => time,
    isAsSent: () => true,
    isNamesake: () => true,
    isLikeNamed: () => true,
    operation: 'createGoal',
  };
  return new Once<string, Record>(kind, clock, () => Promise.resolve());
};

const ours = { Gsid: 'ours', time: at(1) };

describe('a record just as the lost one', () => {
  it.each([
    ['made just now', [ours], 3, 'ours'],
    ['made just now, where the tenant’s clock agrees with this one', [ours], 1, 'ours'],
    ['made just now, where nothing is known of the tenant’s clock', [ours], 0, 'unknown'],
    ['made minutes ago', [{ Gsid: 'theirs', time: at(-300) }], 3, 'unknown'],
    ['made minutes ago, where nothing is known of the clock', [{ Gsid: 'theirs', time: at(-300) }], 0, 'unknown'],
    ['made minutes ago, beside one made just now', [ours, { Gsid: 'theirs', time: at(-300) }], 3, 'ours'],
    ['made just now, twice', [ours, { Gsid: 'theirs', time: at(2) }], 3, 'unknown'],
  ] as const)('and %s', async (_, records, dates, end) => {
    const result = await lost(records, dates)
      .create('what')
      .then(
        ({ Gsid }) => Gsid,
        (error: unknown) => (error instanceof ApiError ? error.outcome : error),
      );
    expect(result).toBe(end);
  });

  it.each([
    [[], true, 'absent'],
    [[], false, 'unclear'],
    [[{ Gsid: 'old', time: at(-3 * 86_400) }], true, 'absent'],
    [[{ Gsid: 'old', time: at(-3600) }], true, 'unclear'],
    [[ours], true, { found: ours }],
  ] as const)('of %j, all: %j, is looked for later as %j', async (records, isAll, sighting) => {
    expect(await lost(records, 3, isAll).find('what', at(0))).toEqual(sighting);
  });

  it('is what an abort leaves unclear', async () => {
    const once = lost([], 3);
    expect(await once.find('what', at(0), AbortSignal.abort())).toBe('unclear');
    expect((await errorOf(once.create('what', AbortSignal.abort()))).outcome).toBe('unknown');
  });
});

/** A create whose answer is about another record than the one that was sent. */
const answeredWith = (answer: Record, records: readonly Record[]) => {
  const clock = new TenantClock({ wall: () => start, steady: () => 0 });
  for (let told = 0; told < 3; told += 1) clock.note(new Date(start).toUTCString());
  const kind = {
    operation: 'createGoal',
    create: async () => answer,
    namesakes: async () => ({ records, isAll: true }),
    timeOf: ({ time }: Record) => time,
    isAsSent: ({ Gsid }: Record) => Gsid === 'ours',
    isNamesake: ({ Gsid }: Record) => Gsid === 'ours',
    isLikeNamed: () => false,
  };
  return new Once<string, Record>(kind, clock, () => Promise.resolve()).create('what');
};

describe('an answer about another record', () => {
  const old = { Gsid: 'theirs', time: at(-100 * 24 * 3600) };

  it('of long ago is none: the one that was sent is looked for', async () => {
    expect(await answeredWith(old, [old, ours])).toBe(ours);
    expect(await errorOf(answeredWith(old, [old]))).toMatchObject({ kind: 'malformed', outcome: 'unknown' });
  });

  it('that was made just now is what the tenant made of it', async () => {
    const renamed = { Gsid: 'renamed', time: at(1) };
    expect(await answeredWith(renamed, [renamed])).toBe(renamed);
  });
});
