import * as l10n from '@vscode/l10n';
import { recentText } from './dates.ts';

/** What requests wait for; `until` in milliseconds since 1970. */
export type Waiting = { readonly reason: 'throttled' | 'pace'; readonly until: number };

/** Why a save has not gone out yet, and when it does: a moment, for a count of seconds would be read out each second. */
export const waitingToSave = (where: string, { reason, until }: Waiting): string => {
  const moment = recentText(new Date(until), new Date(), 'seconds');
  return reason === 'throttled'
    ? l10n.t('Not saved yet. {0} allows no more requests for now. Requests continue at {1}.', where, moment)
    : l10n.t('Not saved yet. The limit on requests to {0} has been reached. Requests continue at {1}.', where, moment);
};
