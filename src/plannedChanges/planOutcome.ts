import * as l10n from '@vscode/l10n';
import { explainInOne } from '../explain.ts';
import type { Applied } from '../plan/applyPlan.ts';
import type { ApplyProgress } from '../plan/ledger.ts';
import { errorOf, type StepState } from '../plan/stepState.ts';
import { phrase } from '../words/phrase.ts';

/** How long it will take, by how long it took so far. */
export class Pace {
  readonly #now: () => number;
  readonly #begun: number;
  #first: number | undefined;

  /** @param now milliseconds of a clock that nobody sets */
  constructor(now: () => number) {
    this.#now = now;
    this.#begun = now();
  }

  /** `12 of 50, 2 minutes left`. */
  text({ total, settled }: Pick<ApplyProgress, 'total' | 'settled'>): string {
    this.#first ??= settled;
    const done = settled - this.#first;
    const elapsed = this.#now() - this.#begun;
    // What the first few took says little.
    if (done < fewest || elapsed < 1000) return phrase(l10n.t('{0} of {1}'), settled, total);
    const seconds = Math.ceil(((elapsed / done) * (total - settled)) / 1000);
    if (seconds < 60)
      return phrase(
        l10n.t('{1} of {2}, {0, plural, one {# second left} other {# seconds left}}'),
        seconds,
        settled,
        total,
      );
    return phrase(
      l10n.t('{1} of {2}, {0, plural, one {# minute left} other {# minutes left}}'),
      Math.ceil(seconds / 60),
      settled,
      total,
    );
  }
}

const fewest = 5;

/** What to say at the end, and whether all is well. */
export const outcomeText = ({
  total,
  states,
  stopped,
}: Applied): { readonly text: string; readonly isWell: boolean } => {
  const count = (test: (state: StepState) => boolean): number => [...states.values()].filter(test).length;
  const saved = count(({ kind }) => kind === 'done' || kind === 'unchanged');
  const otherwise = count((state) => state.kind === 'done' && state.mismatches.length > 0);
  const withOthers = (text: string): string =>
    otherwise === 0 ? text : l10n.t('{0} {1}', text, otherwiseText(saved, otherwise));
  if (saved === total) {
    const text = phrase(l10n.t('{0, plural, one {# change was saved.} other {# changes were saved.}}'), total);
    return { text: withOthers(text), isWell: otherwise === 0 };
  }
  const some = phrase(
    l10n.t(
      '{1, plural, one {{0} of # change was saved. Planned Changes shows why.} other {{0} of # changes were saved. Planned Changes shows the others.}}',
    ),
    saved,
    total,
  );
  const text = withOthers(some);
  if (stopped === undefined || stopped === 'cancelled') return { text, isWell: false };
  return { text: l10n.t('{0} {1}', text, explainInOne(errorOf(stopped))), isWell: false };
};

/** What is stored, and is not what was planned. */
const otherwiseText = (saved: number, otherwise: number): string =>
  saved === 1
    ? l10n.t('It has different values in Gainsight. Planned Changes shows which.')
    : phrase(
        l10n.t(
          '{0, plural, one {# of them has different values in Gainsight. Planned Changes shows which.} other {# of them have different values in Gainsight. Planned Changes shows which.}}',
        ),
        otherwise,
      );
