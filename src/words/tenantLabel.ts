import * as l10n from '@vscode/l10n';

/** The id of the sample tenant; a test holds it to the model's. */
const sampleId = 'sample';

/** What a person calls the tenant: `acme` for acme.gainsightcloud.com. @param id the host, or that of the sample tenant */
export const tenantLabel = (id: string): string =>
  id === sampleId ? l10n.t('Sample Data') : (/^(?!(?:.*\.)?xn--)(.+)\.gainsightcloud\.com$/.exec(id)?.[1] ?? id);
