import * as l10n from '@vscode/l10n';
import { plainLabel } from '../model/plainLabel.ts';
import type { TenantId } from '../model/tenant.ts';
import { tenantLabel } from '../words/tenantLabel.ts';
import type { TenantMarks } from './storedTenant.ts';

/** What a person calls a tenant. */
export const tenantName = (tenant: TenantId, marks: TenantMarks | undefined): string =>
  marks?.name === undefined ? tenantLabel(tenant) : plainLabel(marks.name);

/** The same with what it is used for, so that one is never taken for another: `Acme (Sandbox)`. */
export const markedName = (tenant: TenantId, marks: TenantMarks | undefined): string => {
  const name = tenantName(tenant, marks);
  switch (marks?.use) {
    case 'production':
      return l10n.t('{0} (Production)', name);
    case 'sandbox':
      return l10n.t('{0} (Sandbox)', name);
    case undefined:
      return name;
  }
};
