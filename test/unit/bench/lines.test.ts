import { describe, expect, it } from 'vitest';
import { judge, markdownOf, tenantLines, type Sample, type Verdict } from '../../bench/lines.ts';

const only = (rounds: Readonly<Record<string, readonly Sample[]>>, of: string, against?: string): Verdict => {
  const verdict = judge(tenantLines, new Map(Object.entries(rounds))).find(
    (one) => one.of === of && one.against === against,
  );
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

  it.each([
    [200, '✓'],
    [340, '≈'],
    [400, '✗'],
  ])('stands in one row with its target, %d bytes marked %s', (bytes, mark) => {
    const row = markdownOf(judge(tenantLines, new Map([['memory', [{ bytesAGoal: bytes }]]]))).split('\n');
    expect(row).toContain(
      `| memory of a goal | memory |  | ${bytes} bytes | ${bytes} to ${bytes} |  | 330 bytes | ${mark} |`,
    );
  });
});
