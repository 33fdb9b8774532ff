import * as l10n from '@vscode/l10n';
import { explainInOne } from '../explain.ts';
import { isExpectingGoals, type LoadState } from '../model/loadState.ts';
import { recentText } from '../words/dates.ts';
import type { Standing } from './protocol.ts';

/**
 * How far the goals are that an overview counts. That none are known is never said as that there are none.
 * @param label what a person calls the connected tenant
 */
export const standingOf = (state: LoadState, label: string | undefined): Standing => {
  if (state.kind === 'disconnected' || label === undefined)
    return { tenant: '', asOf: '', state: 'disconnected', warning: '' };
  const at = 'at' in state ? state.at : state.asOf;
  return {
    tenant: label,
    asOf: at === undefined ? '' : recentText(at, new Date()),
    state: isExpectingGoals(state) && at === undefined ? 'loading' : 'ready',
    warning: warningOf(state),
  };
};

const warningOf = (state: LoadState): string => {
  if (state.kind === 'failed') return explainInOne(state.error);
  return state.kind === 'incomplete'
    ? l10n.t(
        'Some goals may be missing because goals changed while they were loading. Refresh to load all of them again.',
      )
    : '';
};
