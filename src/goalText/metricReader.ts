import type { GoalMetric } from '../api/schema.ts';
import type { MetricFields } from '../model/goalRules.ts';
import type { FieldReader } from './fieldReader.ts';
import type { TextEntry, TextMetric } from './goalText.ts';
import { shownMetric, type BaseGoal, type ShownMetric } from './textBase.ts';
import { metricKeys } from './textKeys.ts';

export type ReadMetrics = {
  readonly added: readonly MetricFields[];
  /**
   * Whether it has to be known first which metrics the goal has. A metric that is to be added asks for it each time: since they were read it
   * may have been added.
   */
  readonly isToRead: boolean;
};

/**
 * Metrics that a text adds to a goal. The contract can neither change nor remove one, so that one that is there already is never added
 * again.
 * @param now as they are in the tenant; undefined where nobody has asked yet
 */
export const readMetrics = (
  { metrics = [] }: TextEntry,
  base: BaseGoal,
  now: readonly GoalMetric[] | undefined,
  fields: FieldReader,
): ReadMetrics => {
  const known = now?.map(shownMetric) ?? base.metrics;
  const byId = new Map([...(base.metrics ?? []), ...(known ?? [])].map((metric) => [metric.id, metric]));
  const named = new Set(metrics.flatMap(({ values }) => values.id?.text ?? []));
  const added: MetricFields[] = [];
  let isToRead = false;
  for (const metric of metrics) {
    const id = metric.values.id;
    // One that was added since the text was made has its id in the text alone.
    if (id !== undefined && now === undefined && !byId.has(id.text)) isToRead = true;
    else if (id !== undefined) mustBeSame(metric, byId.get(id.text), fields);
    else {
      const read = fields.metric(metric);
      if (read === undefined) continue;
      isToRead = true;
      const there = [...byId.values()].find(({ id: each, name }) => name.trim() === read.Name && !named.has(each));
      if (there === undefined) added.push(read);
      else if (!isSame(metric, there)) fields.say('metricThere', metric.span, { value: read.Name });
      named.add(there?.id ?? '');
    }
  }
  return { added, isToRead };
};

const mustBeSame = (metric: TextMetric, base: ShownMetric | undefined, fields: FieldReader): void => {
  const { id } = metric.values;
  if (base === undefined) {
    fields.say('unknownMetric', id?.span ?? metric.span);
    return;
  }
  const changed = metricKeys.find((key) => !isSameText(metric, base, key));
  if (changed !== undefined) fields.say('metricChanged', metric.values[changed]?.span ?? metric.span, { key: changed });
};

const isSame = (metric: TextMetric, base: ShownMetric): boolean =>
  metricKeys.every((key) => key === 'id' || isSameText(metric, base, key));

/** What a text leaves out it does not say. */
const isSameText = ({ values }: TextMetric, base: ShownMetric, key: (typeof metricKeys)[number]): boolean => {
  const text = values[key]?.text.trim();
  if (text === undefined || text === base[key].trim()) return true;
  return (key === 'current' || key === 'target') && text !== '' && Number(text) === Number(base[key] || Number.NaN);
};
