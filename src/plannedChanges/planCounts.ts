import * as l10n from '@vscode/l10n';
import { countsOf, type PlanRow } from '../plan/plan.ts';
import { phrase } from '../words/phrase.ts';
import { heldTexts, type Planned } from './planned.ts';

/** What the title of the list says: `46 updates · 3 new goals · 2 cannot be applied`, and once it was begun what came of it. */
export const countsText = (planned: Planned, rows: readonly PlanRow[]): string =>
  parts(planned.steps === undefined ? plannedCounts(planned, rows) : outcomeCounts(planned));

type Counted = readonly (readonly [text: string, count: number])[];

const parts = (counted: Counted): string =>
  counted
    .filter(([, count]) => count > 0)
    .map(([text, count]) => phrase(text, count))
    .join(' · ');

const plannedCounts = ({ plan }: Planned, rows: readonly PlanRow[]): Counted => {
  const { updates, creates, metrics, refused, toDecide, unchanged, leftOut } = countsOf(rows, plan.leftOut);
  return [
    [l10n.t('{0, plural, one {# update} other {# updates}}'), updates],
    [l10n.t('{0, plural, one {# new goal} other {# new goals}}'), creates],
    [l10n.t('{0, plural, one {# new metric} other {# new metrics}}'), metrics],
    [l10n.t('{0} to decide'), toDecide],
    [l10n.t('{0} cannot be applied'), refused],
    [l10n.t('{0} unchanged'), unchanged],
    [l10n.t('{0} not included'), leftOut],
  ];
};

const outcomeCounts = (planned: Planned): Counted => {
  const { steps = [], states } = planned;
  const kinds = steps.map(({ key }) => states.get(key)?.kind ?? 'waiting');
  const count = (...some: readonly (typeof kinds)[number][]): number =>
    kinds.filter((kind) => some.includes(kind)).length;
  return [
    [l10n.t('{0} saved'), count('done', 'unchanged', 'notPutBack')],
    [l10n.t('{0, plural, one {# conflict} other {# conflicts}}'), count('conflict')],
    [l10n.t('{0, plural, one {# overwritten change} other {# overwritten changes}}'), heldTexts(planned)],
    [l10n.t('{0} not saved'), count('failed', 'inDoubt')],
    [l10n.t('{0} waiting'), count('waiting', 'sending')],
  ];
};
