import type { Goal } from '../../src/api/schema.ts';
import { isOpen } from '../../src/model/dueDate.ts';
import { createEmitter } from '../../src/model/emitter.ts';
import type { GoalStore } from '../../src/model/goalStore.ts';
import { checkGoals } from '../../src/model/risk/goalCheck.ts';
import { CountedQuery } from '../../src/model/query/countedQuery.ts';
import { GoalRows } from '../../src/model/query/goalRows.ts';
import { groupings, type Grouping } from '../../src/model/query/arrangement.ts';
import { list } from '../../src/model/query/listing.ts';
import { parse } from '../../src/model/query/parse.ts';
import type { Query } from '../../src/model/query/query.ts';
import { riskScores } from '../../src/model/risk/riskRows.ts';
import { usualThresholds } from '../../src/model/risk/riskThresholds.ts';
import { LiveRows, type RowsChange } from '../../src/model/views/liveRows.ts';
import { ShownGoals } from '../../src/model/views/shownGoals.ts';
import { ownStore } from './loaders.ts';
import { cpuMs, leastMs, medianOf } from './timing.ts';
import { settledBytes } from './wholeProbe.ts';
import { rowParts } from '../../src/model/views/rowParts.ts';

/** So many groups are open in a side bar, and so many goals of each are drawn. */
const drawnGroups = 20;
const drawnGoals = 500;

const context = { today: '2026-02-15', me: ['1P4000000000000003'] };

const queryOf = (text: string): Query => {
  const parsed = parse(text);
  if (parsed.kind === 'refused') throw new Error(`${text} was refused`);
  return parsed.query;
};

type Holds = (goal: Goal) => boolean;

const has =
  (...words: readonly string[]): Holds =>
  ({ Name, CompanyName = '', OwnerName = '' }) => {
    const texts = [Name, CompanyName, OwnerName].map((text) => text.toLowerCase());
    return words.every((word) => texts.some((text) => text.includes(word)));
  };

/** Queries, and what a list of objects would be filtered by for the same goals. */
const queries: readonly (readonly [string, Holds])[] = [
  ['', () => true],
  ['status:open', (goal) => isOpen(goal)],
  [
    'status:open owner:@me due:<+30d',
    (goal) => isOpen(goal) && goal.OwnerId === context.me[0] && (goal.TargetDate ?? 'z') < '2026-03-17',
  ],
  [
    'progress:20..80 -status:missed',
    ({ CompletionPercentage: at = -1, Status }) => at >= 20 && at <= 80 && Status !== 'Missed',
  ],
  ['step 42 plan', has('step', '42', 'plan')],
  [
    'company:"company 12" due:2026-01',
    (goal) =>
      (goal.CompanyName ?? '').toLowerCase().includes('company 12') && goal.TargetDate?.startsWith('2026-01') === true,
  ],
];

/** Filtered, sorted by target date, put into companies by their names, and counted. */
const plainly = (goals: readonly Goal[], holds: Holds): number => {
  const found = goals.filter((goal) => holds(goal));
  found.sort((a, b) => ((a.TargetDate ?? '') < (b.TargetDate ?? '') ? -1 : a.TargetDate === b.TargetDate ? 0 : 1));
  const collator = new Intl.Collator('en');
  const groups = [...Map.groupBy(found, ({ CompanyId }) => CompanyId).values()].map((own) => ({
    name: own[0]?.CompanyName ?? '',
    overdue: own.filter((goal) => isOpen(goal) && (goal.TargetDate ?? 'z') < context.today).length,
  }));
  groups.sort((a, b) => collator.compare(a.name, b.name));
  return found.length;
};

const viewTexts = `status:open owner:@me|due:overdue|status:open due:<+30d|changed:<7d|watched:yes|step 42|company:"company 12"|progress:<50|-status:closed owner:7|`;

/** From the choice of other groups until the ids of all goals that are drawn are known, for the slowest groups. */
const switchOfGroups = (rows: GoalRows): number => {
  const shown = new ShownGoals({
    rows: { rows, parts: rowParts, ready: async () => rows, onDidChange: createEmitter<RowsChange>().event },
    context: () => context,
  });
  const show = (group: Grouping): void => {
    shown.show({ query: [], group, sort: 'due', isDown: false });
    for (const each of shown.listing?.groups.slice(0, drawnGroups) ?? [])
      shown.idsOf(each.rows.subarray(0, drawnGoals));
  };
  return Math.max(...groupings.map((group) => leastMs(() => show(group))));
};

/** The longest that the rows of a store keep others waiting while they are made and put in order, CPU. */
const longestPieceOfRows = async (store: GoalStore): Promise<number> => {
  let longest = 0;
  let since = process.threadCpuUsage();
  const live = new LiveRows(store, async () => {
    longest = Math.max(longest, cpuMs(process.threadCpuUsage(since)));
    await new Promise<void>((resolve) => setTimeout(resolve, 0));
    since = process.threadCpuUsage();
  });
  await live.ready();
  live.dispose();
  return longest;
};

/** All goals listed by a query, and ten counts kept over changes of 100 goals. */
export const query = async (origin: string): Promise<unknown> => {
  const store = ownStore(origin);
  await store.load();
  const goals = store.companies().flatMap(({ Gsid }) => store.goalsOf(Gsid));
  const before = settledBytes();
  const rows = new GoalRows();
  rows.putAll(goals);
  const bytesAGoal = (settledBytes() - before) / goals.length;
  let prepareMs = 0;
  for (let isLeft = true; isLeft;) {
    const cpu = process.threadCpuUsage();
    isLeft = rows.prepare();
    prepareMs = Math.max(prepareMs, cpuMs(process.threadCpuUsage(cpu)));
  }
  const arrangement = { group: 'company', sort: 'due', isDown: false } as const;
  const own: number[] = [];
  const others: number[] = [];
  for (const [text, holds] of queries) {
    const asked = queryOf(text);
    const found = list(asked, arrangement, rows, context).goals;
    if (found !== plainly(goals, holds)) throw new Error(`${text} finds others`);
    own.push(leastMs(() => list(asked, arrangement, rows, context), 10));
    others.push(leastMs(() => plainly(goals, holds), 10));
  }
  const views = viewTexts.split('|').map((text) => new CountedQuery(queryOf(text), rows, context));
  const change = (round: number): void => {
    const changed = rows.apply(
      new Map(
        Array.from({ length: 100 }, (_, at) => {
          const goal = goals[Math.floor((at * goals.length) / 100)];
          if (goal === undefined) throw new Error('there is a goal');
          return [
            goal.Gsid,
            { after: { ...goal, Name: `Look ${round} at ${at}`, Status: round % 2 === 0 ? 'Missed' : 'In Progress' } },
          ];
        }),
      ),
    );
    for (const view of views) view.update(changed);
  };
  let round = 0;
  const keptMs = leastMs(() => change((round += 1)), 10);
  return {
    switchMs: switchOfGroups(rows),
    blockMs: await longestPieceOfRows(store),
    medianMs: medianOf(own),
    worstMs: Math.max(...own),
    toPlain: medianOf(own.map((ms, at) => ms / (others[at] ?? Number.NaN))),
    keptMs,
    prepareMs,
    bytesAGoal,
    riskMs: leastMs(() => riskScores(rows, { now: new Date(context.today), thresholds: usualThresholds }), 10),
    checkMs: leastMs(() => checkGoals(rows, { today: context.today }), 10),
  };
};
