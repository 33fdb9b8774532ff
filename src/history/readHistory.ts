import { setImmediate as nextTurn } from 'node:timers/promises';
import { changeOf } from './changeRow.ts';
import { contentOf, generationsIn, linesFrom, linesIn, segmentsIn, textsPath } from './historyFolder.ts';
import { readLine } from './historyLines.ts';
import { HistoryTexts } from './historyTexts.ts';
import type { Coverage, RecordedChange } from './recordedChange.ts';

/** Lines that are read before others may work. */
const linesAtOnce = 50;

/**
 * Hands over what was seen since a moment, in the order in which it was seen, letting others work in between. What is damaged is left out.
 * @param folder of one tenant
 * @param since whole seconds since 1970
 */
export const readHistory = async (
  folder: string,
  since: number,
  take: (change: RecordedChange) => void,
  signal?: AbortSignal,
): Promise<Coverage> => {
  const all = generationsIn(folder).flatMap((generation) => segmentsIn(generation));
  const wanted = all.filter((_, at) => (all[at + 1]?.start ?? Number.POSITIVE_INFINITY) >= since);
  const gaps: number[] = [];
  const metricNames = new Map<string, string>();
  const readers: Readers = { take, gap: (seen) => gaps.push(seen), name: (id, name) => metricNames.set(id, name) };
  for (const [generation, segments] of Map.groupBy(wanted, (segment) => segment.generation)) {
    // The texts come after the segment that grows, so that they have whatever it counts on.
    const last = segments.at(-1);
    const lastContent = last === undefined ? Buffer.alloc(0) : contentOf(last);
    const texts = new HistoryTexts();
    for await (const line of inTurns(linesFrom(textsPath(generation), 0), signal)) texts.read(line);
    for (const segment of segments) {
      const content = segment === last ? lastContent : contentOf(segment);
      await readSegment(content, texts, since, readers, signal);
    }
  }
  return { ...(all[0] === undefined ? {} : { from: all[0].start }), gaps, metricNames };
};

type Readers = {
  readonly take: (change: RecordedChange) => void;
  readonly gap: (seen: number) => void;
  readonly name: (metricId: string, name: string) => void;
};

const readSegment = async (
  content: Buffer,
  texts: HistoryTexts,
  since: number,
  { take, gap, name }: Readers,
  signal: AbortSignal | undefined,
): Promise<void> => {
  for await (const text of inTurns(content, signal)) {
    const line = readLine(text);
    if (line === undefined) continue;
    const isAsked = line.seen >= since && line.kind !== 'known';
    if (line.kind === 'gap' && isAsked) gap(line.seen);
    for (const row of line.rows) {
      const change = changeOf(row, line.seen, (number) => texts.text(number));
      if (change === undefined) continue;
      if (change.field === 'metricName' && change.metricId !== undefined) name(change.metricId, String(change.after));
      if (isAsked) take(change);
    }
  }
};

async function* inTurns(content: Buffer, signal: AbortSignal | undefined): AsyncGenerator<string, void, undefined> {
  let lines = 0;
  for (const line of linesIn(content)) {
    yield line;
    if ((lines += 1) % linesAtOnce !== 0) continue;
    await nextTurn();
    signal?.throwIfAborted();
  }
}
