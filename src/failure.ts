export type FailureKind =
  | 'perhapsCreated'
  | 'perhapsMetricAdded'
  | 'earlierMetricAdded'
  | 'keyNotRead'
  | 'keyNotStored'
  | 'keyNotForgotten'
  | 'storedTenantBroken'
  | 'tenantNotKept'
  | 'goalsNotForgotten'
  | 'sampleNotStarted'
  | 'planTaken'
  | 'planChanged'
  | 'planDamaged'
  | 'agentPlanGone'
  | 'rowGone';

/** A failure in words. */
export type Explanation = {
  /** One sentence: what happened. */
  readonly sentence: string;
  /** What to do about it, in a sentence or two; '' where there is nothing to do. */
  readonly advice: string;
};

/** What went wrong on this computer rather than in a tenant, for `explain` to put into words. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly kind: FailureKind;

  /** @param reason for the log: never the access key, never a customer's data */
  constructor(kind: FailureKind, reason = '') {
    super(reason === '' ? kind : `${kind}: ${reason}`);
    this.kind = kind;
  }
}
