import { describe, expect, it } from 'vitest';
import { judge, markdownOf, type Sample, type Verdict } from '../../bench/lines.ts';

const only = (rounds: Readonly<Record<string, readonly Sample[]>>, of: string, against?: string): Verdict => {
  const verdict = judge(new Map(Object.entries(rounds))).find((one) => one.of === of && one.against === against);
  if (verdict === undefined) throw new Error(`there is no line of ${of}`);
  return verdict;
};

describe('a line of the bench', () => {
  it('is the median of the ratios of each round', () => {
    const own = [10, 30, 20].map((cpuMs) => ({ cpuMs }));
    const other = [10, 10, 10].map((cpuMs) => ({ cpuMs }));
    expect(only({ ours: own, raw: other }, 'ours', 'raw')).toMatchObject({
      median: 2,
      least: 1,
      most: 3,
      isMet: false,
    });
  });

  it.each([
    [50, { isMet: true, isMissed: false }],
    [57, { isMet: false, isMissed: false }],
    [58, { isMet: false, isMissed: true }],
    [Number.NaN, { isMet: false, isMissed: true }],
  ])('of 50 ms at most is judged at %d ms with the noise in mind', (blockMs, verdict) => {
    expect(only({ watch: [{ blockMs }] }, 'watch')).toMatchObject(verdict);
  });

  it('stands in one row with its target', () => {
    const row = markdownOf(judge(new Map([['memory', [{ bytesAGoal: 200 }]]]))).split('\n');
    expect(row).toContain('| memory of a goal | memory |  | 200 bytes | 200 to 200 |  | 330 bytes | ✓ |');
  });
});
