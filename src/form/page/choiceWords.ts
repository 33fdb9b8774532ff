import * as l10n from '@vscode/l10n';
import type { ComboboxWords } from '../../webview/page/comboboxWords.ts';
import { goalFieldLabel } from '../../words/fieldLabels.ts';
import { phrase } from '../../words/phrase.ts';

export type ChoiceField = 'CompanyId' | 'OwnerId' | 'TemplateId';

/** What the lists of companies, owners and templates say. */
export const choiceWords = (field: ChoiceField): ComboboxWords => ({
  label: goalFieldLabel(field),
  ...wordsOf[field](),
});

const wordsOf: Readonly<Record<ChoiceField, () => Omit<ComboboxWords, 'label'>>> = {
  CompanyId: () => ({
    placeholder: l10n.t('Type to find a company'),
    more: (shown, found) => phrase(l10n.t('Showing {0} of {1} companies. Type to find more.'), shown, found),
    loading: l10n.t('Still loading companies…'),
    none: l10n.t('No matching companies.'),
    notLoaded: l10n.t('No companies have been loaded yet.'),
  }),
  OwnerId: () => ({
    placeholder: l10n.t('No owner'),
    more: (shown, found) => phrase(l10n.t('Showing {0} of {1} owners. Type to find more.'), shown, found),
    loading: l10n.t('Still loading owners…'),
    none: l10n.t('No matching owners.'),
    notLoaded: l10n.t('No owners have been loaded yet.'),
  }),
  TemplateId: () => ({
    placeholder: l10n.t('No template'),
    more: (shown, found) => phrase(l10n.t('Showing {0} of {1} templates. Type to find more.'), shown, found),
    loading: l10n.t('Still loading templates…'),
    none: l10n.t('No matching templates.'),
    notLoaded: l10n.t('No templates have been loaded yet.'),
  }),
};
