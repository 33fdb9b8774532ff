import * as l10n from '@vscode/l10n';
import { countsOf, type PlanCounts, type PlanRow } from '../plan/plan.ts';
import { phrase } from '../words/phrase.ts';
import { rowKeyOf } from './begunRows.ts';
import { heldTexts, type Planned } from './planned.ts';

/** What the title of the list says: `46 updates · 3 new goals · 2 cannot be applied`, and once it was begun what came of it. */
export const countsText = (planned: Planned, rows: readonly PlanRow[]): string =>
  texts(planned.steps === undefined ? plannedCounts(planned, rows) : outcomeCounts(planned)).join(' · ');

/** What a company's row says when it is pointed at: a line for each of these counts. @param rows of the company */
export const companyTooltip = (name: string, planned: Planned, rows: readonly PlanRow[]): string => {
  const { steps, plan } = planned;
  if (steps === undefined) return [name, ...texts(plannedCounts(planned, rows))].join('\n');
  const keys = new Set(rows.map(({ key }) => key));
  const own = steps.filter((step) => keys.has(rowKeyOf(step)));
  const outcome = outcomeCounts({ ...planned, steps: own });
  return [name, ...texts([...outcome, ...unsentCounts(countsOf(rows, plan.leftOut))])].join('\n');
};

/** What a company's row says beside its name, where there is room for little. */
export const companyText = (rows: readonly PlanRow[]): string => {
  const count = (...kinds: readonly PlanRow['state']['kind'][]): number =>
    rows.filter(({ state }) => kinds.includes(state.kind)).length;
  const changes = count('update', 'create', 'addMetric');
  return texts([
    [l10n.t('{0, plural, one {# change} other {# changes}}'), changes],
    ...unsentCounts({ toDecide: count('open'), refused: count('refused') }),
  ]).join(' · ');
};

type Counted = readonly (readonly [text: string, count: number])[];

const texts = (counted: Counted): readonly string[] =>
  counted.filter(([, count]) => count > 0).map(([text, count]) => phrase(text, count));

const unsentCounts = ({ toDecide, refused }: Pick<PlanCounts, 'toDecide' | 'refused'>): Counted => [
  [l10n.t('{0} to decide'), toDecide],
  [l10n.t('{0} cannot be applied'), refused],
];

const plannedCounts = ({ plan }: Planned, rows: readonly PlanRow[]): Counted => {
  const counts = countsOf(rows, plan.leftOut);
  const { updates, creates, metrics, unchanged, leftOut } = counts;
  return [
    [l10n.t('{0, plural, one {# update} other {# updates}}'), updates],
    [l10n.t('{0, plural, one {# new goal} other {# new goals}}'), creates],
    [l10n.t('{0, plural, one {# new metric} other {# new metrics}}'), metrics],
    ...unsentCounts(counts),
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
