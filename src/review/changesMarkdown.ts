import * as l10n from '@vscode/l10n';
import type { Coverage } from '../history/recordedChange.ts';
import type { ChangedCompany } from '../history/whatChanged.ts';
import { phrase } from '../words/phrase.ts';
import { markdownText } from '../model/markdownText.ts';
import { sinceText } from './periods.ts';
import { newsText, type Names } from './newsText.ts';

export type Changes = {
  /** Whole seconds since 1970. */
  readonly since: number;
  readonly companies: readonly ChangedCompany[];
  readonly coverage: Coverage;
  /** Whether updates may be missing. */
  readonly isPart?: boolean;
};

/** What changed since a moment, as Markdown: companies, their goals, and what happened to each. */
export const changesMarkdown = ({ since, companies, coverage, isPart }: Changes, names: Names): string => {
  const blocks = [
    `# ${l10n.t('What Changed Since {0}', momentOf(since))}`,
    markdownText(summaryOf(companies)),
    ...[...limitsOf(since, coverage), ...(isPart === true ? [l10n.t('Some updates may be missing.')] : [])].map(
      (text) => `_${markdownText(text)}_`,
    ),
    ...companies.flatMap(({ name, goals }) => [
      `## ${markdownText(name === '' ? l10n.t('Company not known') : name)}`,
      goals
        .map(({ name: goal, items }) =>
          [`- **${markdownText(goal)}**`, ...items.map((item) => `  - ${markdownText(newsText(item, names))}`)].join(
            '\n',
          ),
        )
        .join('\n'),
    ]),
  ];
  return `${blocks.join('\n\n')}\n`;
};

const summaryOf = (companies: readonly ChangedCompany[]): string => {
  const goals = companies.reduce((sum, company) => sum + company.goals.length, 0);
  if (goals === 0) return l10n.t('No recorded changes.');
  return phrase(l10n.t('{0, plural, one {# goal changed.} other {# goals changed.}}'), goals);
};

/** What may be missing. */
const limitsOf = (since: number, { from, gaps }: Coverage): readonly string[] => {
  if (from === undefined)
    return [l10n.t('Nothing has been recorded yet. Changes are recorded on this computer from now on.')];
  if (from > since) return [l10n.t('Changes have been recorded on this computer since {0}.', momentOf(from))];
  const last = gaps.at(-1);
  return last === undefined ? [] : [l10n.t('Some changes before {0} may be missing.', momentOf(last))];
};

const momentOf = (seconds: number): string => sinceText(seconds * 1000);
