import type { HistoryLimits } from '../../../src/history/historyLimits.ts';
import type { RecordedChange } from '../../../src/history/recordedChange.ts';

/** Segments of few batches, so that most kills come near the end of one. */
export const smallLimits: HistoryLimits = { totalBytes: 1e9, segmentBytes: 3000, textsBytes: 5000 };

/** Changes that all say of which batch they are, with texts that no batch before had. */
export const batch = (number: number): readonly RecordedChange[] =>
  Array.from({ length: 5 }, (_, at) => ({
    goalId: `goal ${number} ${at}`,
    field: 'Name',
    before: `as before ${number}`,
    after: `batch ${number}`,
    at: number,
    seen: number,
  }));

export const batchOf = ({ after }: RecordedChange): number => Number(/\d+$/.exec(String(after))?.[0]);
