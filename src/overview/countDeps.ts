import type { QueryContext } from '../model/query/context.ts';
import type { GoalRows } from '../model/query/goalRows.ts';
import type { Query } from '../model/query/query.ts';
import type { Risk } from '../model/risk/risk.ts';
import type { RiskThresholds } from '../model/risk/riskThresholds.ts';

export type CountDeps = {
  readonly rows: GoalRows;
  readonly query: Query;
  readonly context: QueryContext;
  readonly now: Date;
  readonly risk: RiskThresholds;
  readonly riskText: (reasons: Risk['reasons']) => string;
  /** Lets others work. Throws where nobody wants the answer any more. */
  readonly pause: () => Promise<void>;
};
