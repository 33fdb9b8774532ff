import type { GoalTexts } from '../model/goalFields.ts';
import type { Draft } from './draft.ts';
import type { GoalEdits } from './goalEdits.ts';
import type { MetricEntry } from './metricEntry.ts';

type Typed = {
  readonly goalId: string | undefined;
  readonly edits: Pick<GoalEdits, 'base' | 'mine' | 'sent' | 'sentSince' | 'disputed' | 'changed'>;
  readonly markdown: string | undefined;
  readonly unresolved: GoalTexts;
  readonly metric: Pick<MetricEntry, 'isBegun' | 'fields' | 'sent'>;
};

/** The draft of what is typed into an open goal and not saved; undefined where nothing was typed and nothing is on its way. */
export const unsavedDraft = ({ goalId, edits, markdown, unresolved, metric }: Typed, at: Date): Draft | undefined => {
  const { base, mine, sent, sentSince, disputed } = edits;
  // A half typed date is known to its field alone.
  const { TargetDate: _, ...texts } = unresolved;
  const hasUnresolved = Object.keys(texts).length > 0;
  if (
    edits.changed().length === 0 &&
    !hasUnresolved &&
    !metric.isBegun &&
    sent === undefined &&
    metric.sent === undefined
  )
    return undefined;
  return {
    ...(goalId === undefined ? {} : { goalId }),
    base,
    mine,
    ...(markdown === undefined ? {} : { markdown }),
    ...(hasUnresolved ? { unresolved: texts } : {}),
    ...(metric.isBegun ? { metric: metric.fields } : {}),
    ...(sent === undefined ? {} : { sent }),
    ...(sentSince === undefined ? {} : { sentSince }),
    ...(disputed === undefined ? {} : { disputed }),
    ...(metric.sent === undefined ? {} : { metricSent: metric.sent }),
    at: at.toISOString(),
  };
};
