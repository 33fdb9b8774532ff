import type { GoalMetric } from '../api/schema.ts';
import type { Explanation } from '../failure.ts';
import { explain, explainMismatches } from '../explain.ts';
import { goalFieldNames, unreadableFields, type GoalTexts } from '../model/goalFields.ts';
import { metricPercent, metricValues } from '../model/progress.ts';
import { metricFieldLabel } from '../words/fieldLabels.ts';
import { metricText } from '../words/metricText.ts';
import { numberText, percentText } from '../words/numbers.ts';
import { sparkOf } from '../words/spark.ts';
import type { Past, Point } from '../words/sparkText.ts';
import { unreadableName } from '../words/unreadableText.ts';
import { lineOf, noticeOf, type FormParts } from './formWords.ts';
import { lookingForMetric } from './words/lookingText.ts';
import { refusedTexts } from './words/refusedTexts.ts';
import { nameOf } from './words/valueText.ts';
import type { GoalSession } from '../editing/goalSession.ts';
import type { Loadable } from '../editing/resource.ts';
import type { MetricEntry } from '../editing/metricEntry.ts';
import type { LoadStatus } from '../webview/loadStatus.ts';
import type { DescriptionSource, Facts, FormState, MetricRow, MetricState } from './protocol.ts';

/** Everything that the page shows of a goal, but for its metrics and what there is to choose from. */
export const formStateOf = (parts: FormParts, past?: Past): FormState => {
  const { session, saver } = parts;
  const facts = factsOf(session, past);
  const notice = noticeOf(parts);
  return {
    isNew: session.goalId === undefined,
    values: session.edits.mine,
    names: namesOf(parts),
    unresolved: session.unresolved,
    serverErrors: refusedTexts(saver.serverErrors()),
    unreadable: unreadableFields(session.goal ?? {}),
    showProblems: saver.showProblems,
    isBlank: session.goalId !== undefined && session.goal === undefined && !session.isDirty,
    description: session.isDescriptionKnown ? { kind: 'loaded' } : loadStatusOf(session.goalResource.state),
    source: sourceOf(session),
    ...(facts === undefined ? {} : { facts }),
    line: lineOf(parts),
    ...(notice === undefined ? {} : { notice }),
  };
};

const sourceOf = ({ goalId, edits, markdown }: GoalSession): DescriptionSource => ({
  base: goalId === undefined ? '' : edits.base.Description,
  ...(markdown === undefined ? {} : { markdown }),
});

const namesOf = ({ session, choices }: FormParts): GoalTexts =>
  Object.fromEntries(
    goalFieldNames
      .map((field) => [field, nameOf(field, session.edits.mine[field], session, choices)] as const)
      .filter(([, name]) => name !== undefined),
  );

const factsOf = ({ goal }: GoalSession, past: Past | undefined): Facts | undefined => {
  if (goal === undefined) return undefined;
  const { Gsid, CompletionPercentage, CreatedDate, ModifiedDate } = goal;
  const spark = past && sparkOf(past.points(Gsid), percentText);
  return {
    id: Gsid,
    ...(CompletionPercentage === undefined ? {} : { completion: CompletionPercentage }),
    ...(spark === undefined ? {} : { spark }),
    ...(CreatedDate === undefined ? {} : { created: CreatedDate }),
    ...(ModifiedDate === undefined ? {} : { modified: ModifiedDate }),
  };
};

export const loadStatusOf = (state: Loadable<unknown>): LoadStatus =>
  state.kind === 'failed' ? { kind: 'failed', ...explain(state.error) } : { kind: state.kind };

const metricMismatch = ({ mismatches }: MetricEntry): Explanation | undefined =>
  mismatches.length === 0
    ? undefined
    : explainMismatches(mismatches.map(({ field, ...values }) => ({ label: metricFieldLabel(field), ...values })));

type PointsOf = (metricId: string) => readonly Point[];

const metricRowOf = (metric: GoalMetric, pointsOf: PointsOf | undefined): MetricRow => {
  const percent = metricPercent(metric);
  const spark = pointsOf && sparkOf(pointsOf(metric.Gsid), numberText);
  return {
    name: metric.Name || unreadableName(),
    text: metricText(metricValues(metric)),
    ...(percent === undefined ? {} : { percent }),
    ...(spark === undefined ? {} : { spark }),
  };
};

export const metricStateOf = (metric: MetricEntry, units: readonly string[], pointsOf?: PointsOf): MetricState => {
  const { state } = metric.list;
  const failure = metric.failure === undefined ? metricMismatch(metric) : explain(metric.failure);
  return {
    list: loadStatusOf(state),
    rows: (state.kind === 'loaded' ? state.value : []).map((each) => metricRowOf(each, pointsOf)),
    entry: metric.fields,
    serverErrors: refusedTexts(metric.serverErrors),
    showProblems: metric.showProblems,
    ...(failure === undefined ? {} : { failure }),
    ...(metric.looking === undefined ? {} : { note: lookingForMetric(metric.looking) }),
    isAdding: metric.isAdding,
    added: metric.added,
    units,
  };
};
