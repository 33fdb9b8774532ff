import * as l10n from '@vscode/l10n';
import { asPlainText, explainQueryError } from '../explain.ts';
import { plainLabel } from '../model/plainLabel.ts';
import { format } from '../model/query/format.ts';
import type { FolderFile, FolderFileKey, FolderFileProblem } from './folderFile.ts';

/** What is wrong with the file, in a sentence that stands at its place. */
export const problemText = (problem: FolderFileProblem): string => {
  switch (problem.code) {
    case 'tooLong':
      return l10n.t('This file is too long to be read.');
    case 'notJson':
      return l10n.t('This is not valid JSON.');
    case 'notAnObject':
      return l10n.t('This file must have an object with “tenant”, “company”, or “query”.');
    case 'empty':
      return l10n.t('Add a “tenant”, a “company”, or a “query”.');
    case 'notText':
      return l10n.t('“{0}” must be text in quotation marks.', problem.key);
    case 'blank':
      return l10n.t('“{0}” is empty. Enter text or remove it.', problem.key satisfies FolderFileKey);
    case 'notAHost':
      return l10n.t('“tenant” must be only the domain of a tenant, such as acme.gainsightcloud.com.');
    case 'badQuery':
      return explainQueryError(problem.error);
  }
};

/**
 * What is asked where the folder's tenant is connected already, or can be switched to.
 * @param label of the tenant
 */
export const offerText = (file: FolderFile, label: string, isSwitch: boolean): string => {
  const { company, query } = file;
  if (query.length === 0) return l10n.t('This folder is for the tenant {0}. Switch this window to it?', label);
  if (company !== undefined && query.length === 1)
    return isSwitch
      ? l10n.t(
          'This folder is about {0} in {1}. Switch this window to that tenant and show its goals?',
          quoted(company),
          label,
        )
      : l10n.t('This folder is about {0}. Show only its goals in {1}?', quoted(company), label);
  return isSwitch
    ? l10n.t(
        'This folder has a filter for goals in {0}: {1}. Switch this window to that tenant and apply it?',
        label,
        quoted(format(query)),
      )
    : l10n.t('This folder has a filter for goals in {0}: {1}. Apply it?', label, quoted(format(query)));
};

export const unknownTenantText = (tenant: string): string =>
  l10n.t(
    'This folder is for the tenant {0}, which is not connected on this computer. Connect to it to see its goals here.',
    quoted(tenant),
  );

/** Who wrote it chose the text. */
const quoted = (text: string): string => plainLabel(asPlainText(text));
