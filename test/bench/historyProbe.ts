// A year of 100,000 goals as their history has it: `node test/bench/historyProbe.ts` prints its size, what recording costs, and the start.
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Histories } from '../../src/history/histories.ts';
import type { FollowedField, RecordedChange } from '../../src/history/recordedChange.ts';
import { cpuMs } from './timing.ts';

const tenant = 'bench.example';
const goals = 100_000;
/** How often a field of a goal changes in a year. */
const aYear: Readonly<Partial<Record<FollowedField, number>>> = {
  CompletionPercentage: 10,
  Status: 2,
  TargetDate: 1,
  OwnerId: 0.3,
  Name: 0.1,
};
const yearStart = 1_767_225_600;
const daySeconds = 86_400;
/** Every five minutes of eight hours, on five days of seven. */
const refreshesADay = 96;

/** The same numbers each time. */
const numbers = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const statuses = ['Not Started', 'In Progress', 'Achieved', 'Missed'];

/** One year of 36 letters an id, in the order of time. */
function* year(): Generator<{ readonly seen: number; readonly changes: readonly RecordedChange[] }> {
  const next = numbers(7);
  const idOf = (length: number): string => Array.from({ length }, () => letters[next(36)]).join('');
  const ids = Array.from({ length: goals }, () => `1P${idOf(34)}`);
  const owners = Array.from({ length: 200 }, () => `1P${idOf(34)}`);
  const dateOf = (): string => new Date((yearStart + next(700) * daySeconds) * 1000).toISOString().slice(0, 10);
  const values: Readonly<Record<string, () => string | number>> = {
    CompletionPercentage: () => next(101),
    Status: () => statuses[next(4)] ?? '',
    TargetDate: dateOf,
    OwnerId: () => owners[next(200)] ?? '',
    Name: () => `Bring ${next(goals)} to the field staff`,
  };
  const fields = Object.entries(aYear);
  const sum = fields.reduce((all, [, times]) => all + times, 0);
  const perRefresh = (sum * goals) / (261 * refreshesADay);
  for (let day = 0; day < 365; day += 1) {
    if (day % 7 > 4) continue;
    for (let refresh = 0; refresh < refreshesADay; refresh += 1) {
      const seen = yearStart + day * daySeconds + 28_800 + refresh * 300;
      const changes = Array.from({ length: Math.round(perRefresh) }, (): RecordedChange => {
        let at = next(Math.round(sum * 10)) / 10;
        const [field = 'Status'] = fields.find(([, times]) => (at -= times) < 0) ?? [];
        const of = values[field] ?? dateOf;
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a key of the table above
        const followed = field as FollowedField;
        const goalId = ids[next(goals)] ?? '';
        return { goalId, field: followed, before: of(), after: of(), at: seen - next(300), seen };
      });
      yield { seen, changes };
    }
  }
}

const bytesIn = (folder: string): number =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => statSync(join(folder, name)))
    .reduce((bytes, each) => bytes + (each.isFile() ? each.size : 0), 0);

const msOf = async (act: () => Promise<unknown>): Promise<Taken> => {
  const cpu = process.cpuUsage();
  const start = performance.now();
  await act();
  return { ms: Math.round(performance.now() - start), cpu: Math.round(cpuMs(process.cpuUsage(cpu))) };
};

type Taken = { readonly ms: number; readonly cpu: number };
type HistoryYear = {
  readonly made: number;
  readonly kept: number;
  readonly megabytes: number;
  readonly mostMegabytes: number;
  readonly appendMs: { readonly median: number; readonly slowest: number };
  readonly start: Taken;
  readonly lastWeek: Taken;
  readonly wholeYear: Taken;
};

/** As the bench compares it. */
export const historyOfAYear = async () => {
  const { mostMegabytes, appendMs, start, lastWeek } = await historyYear();
  return { megabytes: mostMegabytes, appendMs: appendMs.median, startMs: start.cpu, weekMs: lastWeek.cpu };
};

/** Megabytes, milliseconds, and how many changes are there of those that were made. */
export const historyYear = async (): Promise<HistoryYear> => {
  const folder = mkdtempSync(join(tmpdir(), 'history-year-'));
  try {
    const histories = new Histories(folder);
    const writer = histories.writer(tenant);
    await writer.open();
    let made = 0;
    let slowestMs = 0;
    let mostBytes = 0;
    const times: number[] = [];
    for (const { seen, changes } of year()) {
      made += changes.length;
      const start = performance.now();
      const isClosed = writer.append(changes, seen);
      times.push(performance.now() - start);
      slowestMs = Math.max(slowestMs, times.at(-1) ?? 0);
      if (!isClosed) continue;
      mostBytes = Math.max(mostBytes, bytesIn(folder));
      await histories.tidy(tenant);
    }
    mostBytes = Math.max(mostBytes, bytesIn(folder));
    times.sort((a, b) => a - b);
    const start = await msOf(() => histories.writer(tenant).open());
    let kept = 0;
    const wholeYear = await msOf(() => histories.read(tenant, 0, () => (kept += 1)));
    const yearEnd = yearStart + 365 * daySeconds;
    const lastWeek = await msOf(() => histories.read(tenant, yearEnd - 7 * daySeconds, () => undefined));
    return {
      made,
      kept,
      megabytes: bytesIn(folder) / 1e6,
      mostMegabytes: mostBytes / 1e6,
      appendMs: { median: times[times.length >> 1] ?? 0, slowest: slowestMs },
      start,
      lastWeek,
      wholeYear,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(await historyYear());
