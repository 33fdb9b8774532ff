import { describe, expect, it } from 'vitest';
import { StampClock } from '../../../src/api/stampClock.ts';

const minutes = (count: number): string => new Date(Date.UTC(2031, 0, 1, 12) + count * 60_000).toISOString();
/** Twelve o'clock is so long after this computer was turned on. */
const elapsed = (count: number): number => 5_000_000 + count * 60_000;
const goals = (...stamps: readonly (string | undefined)[]) =>
  stamps.map((stamp, i) => ({
    Gsid: `g${i}`,
    Name: 'x',
    CompanyId: 'c',
    ...(stamp === undefined ? {} : { ModifiedDate: stamp }),
  }));

type Answer = { readonly at: number; readonly stamps: readonly (string | undefined)[]; readonly header?: number };

/** From when on is asked, in minutes, after these answers and a beginning at this minute; the header is ahead by `ahead`. */
const since = (answers: readonly Answer[], begun: number, ahead = 0): number => {
  const clock = new StampClock();
  for (const { at, stamps, header = at + ahead } of answers)
    clock.note(goals(...stamps), { elapsedMs: elapsed(at), tenantTime: minutes(header) });
  const asked = clock.since({ elapsedMs: elapsed(begun), tenantTime: minutes(begun + ahead) });
  return (Date.parse(asked) - Date.parse(minutes(0))) / 60_000;
};

describe('from when on a refresh asks for changes', () => {
  it.each<readonly [string, number, number]>([
    ['a minute before the last stamp that was seen', since([{ at: 0, stamps: [minutes(-3), minutes(-9)] }], 0), -4],
    ['whatever the header says that is ahead', since([{ at: 0, stamps: [minutes(-3)] }], 0, 2), -4],
    ['time goes by at the tenant as it does here', since([{ at: 0, stamps: [minutes(-3)] }], 30), 26],
    [
      'a stamp that came while all was read was not there at the beginning',
      since([{ at: 7, stamps: [minutes(7)] }], 0),
      -1,
    ],
    ['never later than the header', since([{ at: 0, stamps: [minutes(0)], header: 0 }], 30, -5), 24],
    ['one odd stamp moves nothing', since([{ at: 0, stamps: [minutes(-3), '2099-01-01T00:00:00.000Z'] }], 0), -4],
    ['nor does one that is no date', since([{ at: 0, stamps: [minutes(-3), 'some day', undefined] }], 0), -4],
    [
      'an old stamp does not move it back',
      since(
        [
          { at: 0, stamps: [minutes(0)] },
          { at: 9, stamps: [minutes(-99)] },
        ],
        10,
      ),
      9,
    ],
    ['without any stamp early by far', since([{ at: 0, stamps: [undefined] }], 0), -16],
    ['one odd header moves nothing forward', since([{ at: 0, stamps: [minutes(-3)], header: 9e6 }], 0), -4],
  ])('%s', (_, actual, expected) => expect(actual).toBe(expected));
});
