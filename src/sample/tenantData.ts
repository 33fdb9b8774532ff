import { dateOf, days, startOfDay } from './data/calendar.ts';
import type { Directory } from './check.ts';
import { makeData, type Dataset } from './data/makeData.ts';
import { openJournal, type Journal, type JournalNews } from './journal.ts';
import { recordsOf, type Edit, type Records } from './records.ts';
import { templates } from './data/templates.ts';

/** What the tenant holds: the made-up data with every edit since. */
export type TenantData = Pick<Records, 'goals' | 'goal' | 'metrics'> & {
  readonly directory: Directory;
  /** Takes in what other servers wrote to the same folder. */
  readonly catchUp: () => void;
  /** Throws when the edit cannot be kept. */
  readonly write: (edit: Edit) => void;
  /** Lines of the journal that were not understood. */
  readonly brokenLines: () => number;
  readonly close: () => void;
};

export type DataOptions = { readonly goals: number; readonly folder?: string; readonly now: () => Date };

type DayNote = { readonly day: string };

/** A journal keeps its day this long, so that a goal's dates do not change overnight under somebody's draft. */
const dayHolds = days(14);

export function openTenantData({ goals, folder, now }: DataOptions): TenantData {
  const journal = folder === undefined ? memoryJournal() : openJournal(folder);
  const first = journal.read();
  const made = makeData(goals, settleDay(journal, first, dateOf(now().getTime())));
  const records = recordsOf(made.goals);
  const reader = readInto(records, journal);
  reader.take(first);
  return {
    ...records,
    directory: directoryOf(made),
    catchUp: reader.catchUp,
    write: (edit) => {
      journal.append(edit);
      reader.catchUp();
    },
    brokenLines: reader.broken,
    close: journal.close,
  };
}

type Reader = {
  readonly take: (news: JournalNews) => void;
  readonly catchUp: () => void;
  readonly broken: () => number;
};

/** Edits become true in the file's order, one's own too, so that all servers of a folder come to the same. */
function readInto(records: Records, journal: Journal): Reader {
  let broken = 0;
  const take = (news: JournalNews): void => {
    if (news.restarted) records.reset();
    broken += news.broken;
    for (const entry of news.entries) if (!isDayNote(entry) && !records.apply(entry)) broken++;
  };
  return { take, catchUp: () => take(journal.read()), broken: () => broken };
}

function directoryOf({ companies, owners }: Dataset): Directory {
  return {
    companies: new Map(companies.map(({ id, name }) => [id, name])),
    owners: new Map(owners.map(({ id, name }) => [id, name])),
    templates: new Map(templates.map(({ id, isActive }) => [id, isActive])),
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
  const noted = entries.filter(isDayNote).at(-1)?.day;
  const age = noted === undefined ? Infinity : startOfDay(today) - startOfDay(noted);
  if (noted !== undefined && age >= 0 && age <= dayHolds) return noted;
  journal.append({ day: today } satisfies DayNote);
  return today;
}

function isDayNote(entry: unknown): entry is DayNote {
  return typeof entry === 'object' && entry !== null && 'day' in entry && typeof entry.day === 'string';
}
