import * as l10n from '@vscode/l10n';
import type { Event } from '../model/emitter.ts';
import type { TenantId } from '../model/tenant.ts';
import { MarkdownPages } from './markdownPages.ts';
import { whatChanged, type WhatChangedDeps } from './whatChangedCommand.ts';

type ReviewDeps = Pick<WhatChangedDeps, 'store' | 'memory' | 'tenant'> & {
  readonly history: WhatChangedDeps['history'] & { use(tenant: TenantId | undefined): void };
  readonly onDidChangeTenant: Event<unknown>;
};

/** What stands on the history of the connected tenant. */
export const createReviewFeature = (deps: ReviewDeps) => {
  const pages = new MarkdownPages();
  const follow = deps.onDidChangeTenant(() => deps.history.use(deps.tenant()));
  return {
    commands: {
      whatChanged: () => whatChanged({ ...deps, show: (markdown) => pages.show(l10n.t('What Changed'), markdown) }),
    },
    dispose: (): void => {
      pages.dispose();
      follow.dispose();
    },
  };
};
