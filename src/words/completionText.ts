import * as l10n from '@vscode/l10n';
import { phrase } from './phrase.ts';

const hints = {
  status: () => l10n.t('open, closed, or a status'),
  owner: () => l10n.t('part of the owner’s name, or @me'),
  company: () => l10n.t('part of the company’s name'),
  due: () => l10n.t('target date: overdue, <+30d, 2026-12'),
  progress: () => l10n.t('percent: <50, 20..80'),
  changed: () => l10n.t('last change: <7d, this-week'),
  created: () => l10n.t('creation date: <30d, 2026-11'),
  template: () => l10n.t('part of the template’s name'),
  name: () => l10n.t('part of the goal’s name'),
  metric: () => l10n.t('none or any'),
  description: () => l10n.t('none or any'),
  draft: () => l10n.t('yes or no: unsaved changes on this computer'),
  watched: () => l10n.t('yes or no: goals and companies you watch'),
  news: () => l10n.t('yes or no: news in your goals and those you watch'),
  id: () => l10n.t('the ID of a goal'),
};

type Completed = {
  readonly kind: 'field' | 'word' | 'day' | 'name';
  readonly field: keyof typeof hints;
  readonly label: string;
  readonly id?: string;
  readonly goals?: number;
};

type CompletionText = { readonly label: string; readonly description: string };

/**
 * What may come next in a goal query: `status:` with what it takes, a name with how many goals have it.
 * @param plain makes one line of a tenant's text
 */
export const completionText = (
  { kind, field, label, goals, id }: Completed,
  plain: (text: string) => string,
): CompletionText => {
  if (kind === 'field') return { label: `${label}:`, description: hints[field]() };
  const uses = goals === undefined ? '' : phrase(l10n.t('{0, plural, one {# goal} other {# goals}}'), goals);
  return { label: plain(label), description: [uses, ...(id === undefined ? [] : [plain(id)])].join(' · ') };
};
