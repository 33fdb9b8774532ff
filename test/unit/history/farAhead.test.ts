import { describe, expect, it } from 'vitest';
import { Chain } from '../../../src/history/chain.ts';
import { changeOf, rowOf, type ChangeRow } from '../../../src/history/changeRow.ts';
import { changesOf, metricsSeen, secondsOf, type RecordedChange } from '../../../src/history/recordedChange.ts';

const texts = ['', 'g', 'm', 'In Progress', 'Achieved', 'Missed', 'Logins'];
const numberOf = (text: string): number => Math.max(0, texts.indexOf(text));
const seenOn = (day: string): number => secondsOf(Date.parse(`${day}T12:00:00Z`));

/** A status of one goal and a value of one metric, as they are seen one day with that stamp. */
const seenWith = (day: string, stamp: string, before: string, status: string, value: number) => {
  const seen = seenOn(day);
  const goal = { Gsid: 'g', Name: 'G', CompanyId: 'C', ModifiedDate: stamp };
  const metric = { Gsid: 'm', Name: 'Logins', GoalId: 'g', CurrentValue: value, LastUpdatedDate: stamp };
  const change = { before: { ...goal, Status: before }, after: { ...goal, Status: status } };
  return { seen, changes: [...changesOf('g', change, seen), ...metricsSeen('g', [metric], seen)] };
};

const newsOf = (chain: Chain, changes: readonly RecordedChange[], seen: number): readonly RecordedChange[] =>
  changes
    .flatMap((change) => {
      const row = chain.news(rowOf(change, numberOf), seen);
      return (row && changeOf(row, seen, (number) => texts[number])) ?? [];
    })
    .filter(({ field }) => field === 'Status' || field === 'metricValue');

describe('a stamp that is far ahead', () => {
  it('ends no history: what changes next is recorded, and nothing as of a day to come', () => {
    const chain = new Chain();
    const days = [
      seenWith('2026-05-01', '2026-04-30T00:00:00.000Z', 'Missed', 'In Progress', 10),
      seenWith('2026-05-02', '2062-05-02T00:00:00.000Z', 'In Progress', 'Achieved', 20),
      seenWith('2026-05-03', '2026-05-03T00:00:00.000Z', 'Achieved', 'Missed', 30),
    ];
    const recorded = days.flatMap(({ changes, seen }) => newsOf(chain, changes, seen));
    expect(recorded.map(({ after }) => after)).toEqual(['In Progress', 10, 'Achieved', 20, 'Missed', 30]);
    for (const { at, seen } of recorded) expect(at).toBeLessThanOrEqual(seen);
  });

  it('that was recorded before ends none either', () => {
    const chain = new Chain();
    const lag = seenOn('2026-05-02') - secondsOf(Date.UTC(2062, 0));
    const kept: readonly ChangeRow[] = [
      [1, 0, 3, 4, lag],
      [1, 9, null, 20, lag, 2],
    ];
    for (const row of kept) chain.note(row, seenOn('2026-05-02'));
    const { seen, changes } = seenWith('2026-05-03', '2026-05-03T00:00:00.000Z', 'Achieved', 'Missed', 30);
    expect(newsOf(chain, changes, seen).map(({ after }) => after)).toEqual(['Missed', 30]);
    for (const row of kept)
      expect(changeOf(row, seenOn('2026-05-02'), (number) => texts[number])?.at).toBe(seenOn('2026-05-02'));
  });
});
