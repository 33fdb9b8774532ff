import * as l10n from '@vscode/l10n';
import type { ExportedGoal } from '../csv/goalsCsv.ts';
import { readNotes } from '../description/statusNotes.ts';
import { isOverdue } from '../model/dueDate.ts';
import { momentText } from '../words/dates.ts';
import { phrase } from '../words/phrase.ts';
import { asText, goalMarkdown } from './goalMarkdown.ts';

export type HandedOver = {
  readonly goals: readonly ExportedGoal[];
  /** Names of owners. */
  readonly from: string;
  readonly to: string;
};

export type Page = { readonly name: string; readonly text: string };

/** Status updates of a goal that still matter to who takes over. */
const mostNotes = 3;

/** One page of Markdown a company: what is overdue comes first, then by target date. No two pages have the same name. */
export const handOverPages = ({ goals, from, to }: HandedOver, now: Date): readonly Page[] => {
  const taken = new Set<string>();
  return [...Map.groupBy(goals, ({ CompanyId }) => CompanyId).values()].map((own) => {
    const { CompanyName, CompanyId = '' } = own[0] ?? {};
    const company = CompanyName ?? CompanyId;
    const overdue = own.filter((goal) => isOverdue(goal, now)).length;
    const open = phrase(l10n.t('{0, plural, one {# open goal} other {# open goals}}'), own.length);
    const head = [
      `# ${l10n.t('{0}: goals handed over', asText(company))}`,
      '',
      `- ${l10n.t('From: {0}', asText(from))}`,
      `- ${l10n.t('To: {0}', asText(to))}`,
      `- ${l10n.t('As of: {0}', asText(momentText(now)))}`,
      `- ${overdue === 0 ? open : phrase(l10n.t('{0}, {1} overdue'), open, overdue)}`,
    ];
    const sorted = own.toSorted((a, b) => ((a.TargetDate ?? '~') < (b.TargetDate ?? '~') ? -1 : 1));
    const text = [head.join('\n'), ...sorted.map(goalText)].join('\n\n');
    return { name: freeName(company, taken), text: `${text.trimEnd()}\n` };
  });
};

const goalText = (goal: ExportedGoal): string => {
  const notes = readNotes(goal.Description ?? '').slice(-mostNotes);
  const lines = notes.map(
    ({ date, name, text }) => `  - ${asText([date, name].filter((each) => each !== '').join(', '))}: ${asText(text)}`,
  );
  const updates = lines.length === 0 ? [] : [`- ${l10n.t('Last status updates:')}`, ...lines];
  return [goalMarkdown(goal, goal.metrics).trimEnd(), ...updates].join('\n');
};

const longestName = 80;

/** One that every disk takes. */
const freeName = (company: string, taken: Set<string>): string => {
  const safe = company
    .replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, ' ')
    .slice(0, longestName)
    .toWellFormed()
    .replaceAll(/\s+/g, ' ')
    .replace(/(?<![. ])[. ]+$/, '');
  for (let count = 1; ; count += 1) {
    const name = `${l10n.t('Handover {0}', safe).trim()}${count === 1 ? '' : ` (${count})`}`;
    if (taken.has(name.toLowerCase())) continue;
    taken.add(name.toLowerCase());
    return name;
  }
};
