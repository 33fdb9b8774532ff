import * as l10n from '@vscode/l10n';
import { explain } from '../explain.ts';
import type { LoadState } from '../model/goalStore.ts';
import { recentText } from '../words/dates.ts';
import { phrase } from '../words/phrase.ts';
import { isPartial, isQuietFailure, type Failed } from './loadFailure.ts';

/** What the view says above its rows: how far a load is, how much is there, or how old it is. */
export const messageFor = (state: LoadState, now: Date): string => {
  switch (state.kind) {
    case 'idle':
    case 'loading':
      return state.asOf === undefined
        ? progressOf(state)
        : l10n.t('As of {0}. Refreshing…', recentText(state.asOf, now));
    case 'failed':
      if (isPartial(state)) return partOf(state);
      return state.asOf === undefined || !isQuietFailure(state)
        ? ''
        : l10n.t('As of {0}. {1}', recentText(state.asOf, now), explain(state.error).sentence);
    case 'incomplete':
      return phrase(
        l10n.t(
          '{0, plural, one {# goal loaded.} other {# goals loaded.}} Some may be missing because goals changed while they were loading. Refresh to load all of them again.',
        ),
        state.loaded,
      );
    case 'loaded':
    case 'disconnected':
      return '';
  }
};

const progressOf = ({ loaded, total }: LoadState & { kind: 'idle' | 'loading' }): string => {
  if (loaded === 0) return l10n.t('Loading goals…');
  return total === undefined
    ? phrase(l10n.t('{0, plural, one {Loading… # goal so far} other {Loading… # goals so far}}'), loaded)
    : phrase(l10n.t('{1, plural, one {Loading… {0} of # goal} other {Loading… {0} of # goals}}'), loaded, total);
};

const partOf = ({ loaded, total }: Failed): string =>
  total === undefined
    ? phrase(l10n.t('{0, plural, one {# goal loaded.} other {# goals loaded.}}'), loaded)
    : phrase(l10n.t('{1, plural, one {{0} of # goal loaded.} other {{0} of # goals loaded.}}'), loaded, total);
