/** The contract's shapes as the rest of the extension sees them: parsed, nulls gone, names as the contract has them. */

export const goalStatuses = ['Not Started', 'In Progress', 'Achieved', 'Missed'] as const;
export type GoalStatus = (typeof goalStatuses)[number];

/** The contract's shape of a goal. */
export type GoalRecord = {
  readonly Gsid: string;
  readonly Name: string;
  readonly CompanyId: string;
  readonly CompanyName?: string;
  /** Rich text (HTML). Left out of searches; fetched with the goal itself. */
  readonly Description?: string;
  readonly TemplateId?: string;
  /** One of {@link goalStatuses}, or a value that the tenant's admin defined. */
  readonly Status?: string;
  readonly OwnerId?: string;
  readonly OwnerName?: string;
  /** `yyyy-mm-dd` */
  readonly TargetDate?: string;
  /** Per cent, 0 to 100 by habit; the contract sets no bounds. */
  readonly CompletionPercentage?: number;
  /** ISO 8601, UTC */
  readonly CreatedDate?: string;
  /** ISO 8601, UTC */
  readonly ModifiedDate?: string;
};

/** A goal as the contract has it, and what of it could not be taken as it came. */
export type Goal = GoalRecord & {
  /**
   * Fields that are there and could not be read: they are absent here, required ones ''. As long as one of them is a field that can be
   * written, no update may be made of this goal: it would clear it.
   */
  readonly unreadable?: readonly (keyof GoalRecord)[];
  /** What is shown otherwise than it came, as it came: where it was not changed, it goes back so. */
  readonly asCame?: { readonly TargetDate: string | number };
};

/** What a create or an update sends. An update replaces the whole record: a field that is left out is cleared. */
export type GoalInput = {
  readonly Name: string;
  readonly CompanyId: string;
  readonly Description?: string;
  readonly TemplateId?: string;
  readonly Status?: string;
  readonly OwnerId?: string;
  /** `yyyy-mm-dd` */
  readonly TargetDate?: string;
};

/** A field that nobody touched goes back as it came, whatever the contract says of its type. */
export type GoalUpdate = Omit<GoalInput, 'TargetDate'> & { readonly TargetDate?: string | number };

export type GoalTemplate = {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly category?: string;
  /** Whether new goals may be made from it. */
  readonly isActive: boolean;
};

/** The contract's shape of a metric. */
export type GoalMetricRecord = {
  readonly Gsid: string;
  readonly Name: string;
  readonly GoalId: string;
  readonly CurrentValue?: number;
  readonly TargetValue?: number;
  readonly Unit?: string;
  /** ISO 8601, UTC */
  readonly LastUpdatedDate?: string;
};

export type GoalMetric = GoalMetricRecord & {
  /** Fields that are there and could not be read: they are absent here, the name ''. */
  readonly unreadable?: readonly (keyof GoalMetricRecord)[];
};

export type GoalMetricInput = {
  readonly Name: string;
  readonly TargetValue: number;
  readonly CurrentValue?: number;
  readonly Unit?: string;
};

export type SearchRequest = {
  readonly select?: readonly string[];
  readonly where?: {
    readonly conditions: readonly SearchCondition[];
    /** Labels joined by AND, OR and parentheses: `A AND (B OR C)`. */
    readonly expression: string;
  };
  readonly limit?: number;
  readonly offset?: number;
};

export type SearchCondition = {
  readonly name: string;
  readonly alias: string;
  readonly operator: string;
  readonly value?: unknown;
};

/** The contract's shape of a page. */
export type GoalPageRecord = {
  readonly records: readonly Goal[];
  /** How many goals match in all; absent where the tenant does not say. */
  readonly totalCount?: number;
};

export type GoalPage = GoalPageRecord & {
  /** How many rows came, where some are no goals and left out of `records`. */
  readonly rowCount?: number;
};
