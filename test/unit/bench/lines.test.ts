import { describe, expect, it } from 'vitest';
import { boundsTable, goalsTable, judge, tenantLines, type Sample, type Verdict } from '../../bench/lines.ts';

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
      isBroken: false,
    });
  });

  it.each([
    [330, false],
    [379, false],
    [380, true],
    [Number.NaN, true],
  ])('of 330 bytes at most is judged at %d bytes with the noise in mind', (bytesAGoal, isBroken) => {
    expect(only({ memory: [{ bytesAGoal }] }, 'memory')).toMatchObject({ isBroken });
  });

  it('that nobody measured is broken', () => expect(only({}, 'memory')).toMatchObject({ isBroken: true }));

  it.each([
    [200, '✓'],
    [340, '≈'],
    [400, '✗'],
  ])('stands in one row with its bound, %d bytes marked %s', (bytes, mark) => {
    const rows = boundsTable(judge(tenantLines, new Map([['memory', [{ bytesAGoal: bytes }]]]))).split('\n');
    expect(rows).toContain(
      `| memory of a goal | memory |  | ${bytes} bytes | ${bytes} to ${bytes} |  | 330 bytes | ${mark} |`,
    );
  });

  it.each([
    [20, '2.00 ×', 'reached: make it the bound'],
    [30, '3.00 ×', '1.5 times the goal'],
  ])('says how far its goal is, apart from the bound: %d ms of CPU', (cpuMs, median, distance) => {
    const lines = [{ what: 'load', of: 'ours', value: 'cpuMs', against: 'raw', unit: '×', bound: 9, goal: 2 }];
    const verdicts = judge(lines, new Map(Object.entries({ ours: [{ cpuMs }], raw: [{ cpuMs: 10 }] })));
    expect(goalsTable(verdicts).split('\n').slice(2)).toEqual([
      `| load | ours | raw | ${median} | 2 × | ${distance} |`,
    ]);
    expect(verdicts).toMatchObject([{ isBroken: false }]);
  });

  it('without a goal is in the table of bounds alone', () => {
    expect(goalsTable(judge(tenantLines, new Map()))).not.toContain('memory of a goal');
  });

  it('has a goal only beyond its bound', () => {
    for (const { bound, goal = 0 } of tenantLines) expect(goal).toBeLessThan(bound);
  });
});
