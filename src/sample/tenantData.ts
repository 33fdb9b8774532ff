import type { Goal, GoalMetric } from '../api/schema.ts';
import { dateOf, days, startOfDay } from './calendar.ts';
import type { Directory } from './check.ts';
import { makeData, makeMetrics, type MadeGoal } from './data.ts';
import { openJournal, type Journal, type JournalNews } from './journal.ts';
import { completion } from './progress.ts';
import { templates } from './templates.ts';

/** What the tenant holds: the made-up data with every edit since, in the order in which goals were made. */
export type TenantData = {
  readonly directory: Directory;
  /** Takes in what other servers wrote to the same folder. */
  readonly catchUp: () => void;
  readonly goals: () => Iterable<Goal>;
  readonly goal: (gsid: string) => Goal | undefined;
  readonly metrics: (goalId: string) => readonly GoalMetric[];
  /** Makes or replaces a goal; its CompletionPercentage is worked out here. */
  readonly putGoal: (goal: Goal) => void;
  /** Adds to the goal that it names, whose CompletionPercentage and ModifiedDate move. */
  readonly addMetric: (metric: GoalMetric) => void;
  /** Lines of the journal that were not understood. */
  readonly brokenLines: () => number;
  readonly close: () => void;
};

export type DataOptions = { readonly goals: number; readonly folder?: string; readonly now: () => Date };

type Edit = { readonly goal: Goal } | { readonly metric: GoalMetric } | { readonly day: string };
type Stored = { goal: Goal; readonly made?: MadeGoal; metrics?: GoalMetric[] };

/** A journal keeps its day this long, so that a goal's dates do not change overnight under somebody's draft. */
const dayHolds = days(14);

export function openTenantData({ goals: count, folder, now }: DataOptions): TenantData {
  const journal = folder === undefined ? memoryJournal() : openJournal(folder);
  const first = journal.read();
  const day = settleDay(journal, first, dateOf(now().getTime()));
  const made = makeData(count, day);
  const records = new Map<string, Stored>();
  let broken = first.broken;

  const take = ({ entries, restarted }: Pick<JournalNews, 'entries' | 'restarted'>): void => {
    if (restarted) fill(records, made.goals);
    for (const entry of entries) if (!apply(records, entry)) broken++;
  };
  const catchUp = (): void => {
    const news = journal.read();
    broken += news.broken;
    take(news);
  };
  const write = (edit: Edit): void => {
    journal.append(edit);
    catchUp();
  };

  fill(records, made.goals);
  take(first);
  return {
    directory: {
      companies: new Map(made.companies.map(({ id, name }) => [id, name])),
      owners: new Map(made.owners.map(({ id, name }) => [id, name])),
      templates: new Map(templates.map(({ id, isActive }) => [id, isActive])),
    },
    catchUp,
    goals: () => goalsOf(records),
    goal: (gsid) => records.get(gsid)?.goal,
    metrics: (goalId) => metricsOf(records.get(goalId)),
    putGoal: (goal) => write({ goal }),
    addMetric: (metric) => write({ metric }),
    brokenLines: () => broken,
    close: () => journal.close(),
  };
}

/** Keeps nothing; an edit is read back once. */
function memoryJournal(): Journal {
  let entries: unknown[] = [];
  return {
    append: (entry) => void entries.push(entry),
    read: () => {
      const news = { entries, broken: 0, restarted: false };
      entries = [];
      return news;
    },
    close: () => {},
  };
}

/** The day that the data's dates count from: the journal's last one while it is fresh, else today, which it then notes. */
function settleDay(journal: Journal, { entries }: JournalNews, today: string): string {
  const noted = entries.filter(isDay).at(-1)?.day;
  const age = noted === undefined ? Infinity : startOfDay(today) - startOfDay(noted);
  if (noted !== undefined && age >= 0 && age <= dayHolds) return noted;
  journal.append({ day: today } satisfies Edit);
  return today;
}

function fill(records: Map<string, Stored>, goals: readonly MadeGoal[]): void {
  records.clear();
  for (const made of goals) records.set(made.goal.Gsid, { goal: made.goal, made });
}

function* goalsOf(records: ReadonlyMap<string, Stored>): Iterable<Goal> {
  for (const { goal } of records.values()) yield goal;
}

/** Made when first asked for: most goals of a large tenant are never opened. */
function metricsOf(stored: Stored | undefined): GoalMetric[] {
  if (stored === undefined) return [];
  stored.metrics ??= stored.made === undefined ? [] : [...makeMetrics(stored.made)];
  return stored.metrics;
}

/** False for an entry that is not understood, such as one that a later version wrote. */
function apply(records: Map<string, Stored>, entry: unknown): boolean {
  if (isGoalEdit(entry)) applyGoal(records, entry.goal);
  else if (isMetricEdit(entry)) return applyMetric(records.get(entry.metric.GoalId), entry.metric);
  else return isDay(entry);
  return true;
}

function applyGoal(records: Map<string, Stored>, goal: Goal): void {
  const stored = records.get(goal.Gsid);
  const counted = withCompletion(goal, metricsOf(stored));
  if (stored === undefined) records.set(goal.Gsid, { goal: counted });
  else stored.goal = counted;
}

function applyMetric(stored: Stored | undefined, metric: GoalMetric): boolean {
  if (stored === undefined) return false;
  const metrics = metricsOf(stored);
  if (metrics.some(({ Gsid }) => Gsid === metric.Gsid)) return true;
  metrics.push(metric);
  const modified = metric.LastUpdatedDate === undefined ? {} : { ModifiedDate: metric.LastUpdatedDate };
  stored.goal = withCompletion({ ...stored.goal, ...modified }, metrics);
  return true;
}

function withCompletion(goal: Goal, metrics: readonly GoalMetric[]): Goal {
  return { ...goal, CompletionPercentage: completion(goal.Status, metrics, goal.CompletionPercentage) };
}

function isDay(entry: unknown): entry is { readonly day: string } {
  return isRecord(entry) && typeof entry['day'] === 'string';
}

function isGoalEdit(entry: unknown): entry is { readonly goal: Goal } {
  return isRecord(entry) && hasTexts(entry['goal'], ['Gsid', 'Name', 'CompanyId']);
}

function isMetricEdit(entry: unknown): entry is { readonly metric: GoalMetric } {
  return isRecord(entry) && hasTexts(entry['metric'], ['Gsid', 'Name', 'GoalId']);
}

function hasTexts(value: unknown, fields: readonly string[]): boolean {
  return isRecord(value) && fields.every((field) => typeof value[field] === 'string');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
