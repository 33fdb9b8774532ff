import * as l10n from '@vscode/l10n';
import { explainInOne } from '../explain.ts';
import type { Applied } from '../plan/applyPlan.ts';
import type { Progress } from '../plan/ledger.ts';
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
  text({ total, settled }: Pick<Progress, 'total' | 'settled'>): string {
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
  if (saved === total) {
    return {
      text: phrase(l10n.t('{0, plural, one {# change was saved.} other {# changes were saved.}}'), total),
      isWell: true,
    };
  }
  const text = phrase(
    l10n.t(
      '{1, plural, one {{0} of # change was saved. Planned Changes shows why.} other {{0} of # changes were saved. Planned Changes shows the others.}}',
    ),
    saved,
    total,
  );
  if (stopped === undefined || stopped === 'cancelled') return { text, isWell: false };
  return { text: l10n.t('{0} {1}', text, explainInOne(errorOf(stopped))), isWell: false };
};
