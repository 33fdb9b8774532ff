import { describe, expect, it } from 'vitest';
import { httpDateMs } from '../../../src/api/httpDate.ts';

/** In which zone this computer is does not count. */
const inZone = (zone: string, text: string): number => {
  const before = process.env['TZ'];
  process.env['TZ'] = zone;
  try {
    return httpDateMs(text);
  } finally {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  }
};

describe.each(['UTC', 'America/Los_Angeles', 'Pacific/Kiritimati'])('a date of an answer, in %s', (zone) => {
  it.each([
    'Wed, 01 Jan 2031 00:00:30 GMT',
    'Wednesday, 01-Jan-31 00:00:30 GMT',
    'Wed Jan  1 00:00:30 2031',
    'Wed, 01 Jan 2031 00:00:30',
    'Wed, 01 Jan 2031 00:00:30 UTC',
    'Wed, 01 Jan 2031 02:00:30 +0200',
    '2031-01-01T00:00:30Z',
    '2031-01-01T00:00:30',
    '2031-01-01T00:00:30.000',
    '2030-12-31T16:00:30-08:00',
    '2030-12-31T16:00:30-0800',
  ])('%s', (text) => {
    expect(inZone(zone, text)).toBe(Date.UTC(2031, 0, 1, 0, 0, 30));
  });

  it.each(['', '5', 'Goal 5', 'soon', '2031-01-01', 'Wed, 99 Jan 2031 00:00:30', `Wed, ${'0'.repeat(60_000)}`])(
    '%s is none',
    (text) => {
      expect(inZone(zone, text)).toBeNaN();
    },
  );
});
