/** A stretch of a text, in UTF-16 units from its beginning. */
export type Span = { readonly start: number; readonly end: number };

export type ProblemCode =
  /** What is no YAML, or more of YAML than these files have. */
  | 'tooLarge'
  | 'tooDeep'
  | 'tabs'
  | 'invisible'
  | 'badIndent'
  | 'notClosed'
  | 'badYaml'
  | 'manyDocuments'
  | 'alias'
  | 'anchor'
  | 'tag'
  | 'directive'
  | 'mergeKey'
  | 'keyTwice'
  /** What has another shape. */
  | 'noGoals'
  | 'notMap'
  | 'notList'
  | 'notText'
  | 'notOneLine'
  | 'unknownField'
  | 'missing'
  | 'tooLong'
  /** What does not fit the tenant. */
  | 'badDate'
  | 'badRelativeDate'
  | 'badNumber'
  | 'unknownName'
  | 'namesakes'
  | 'unknownGoal'
  | 'notLoaded'
  | 'sameId'
  | 'idGone'
  /** A goal was made of the text that no entry names: this one may be it. */
  | 'perhapsMade'
  | 'noTenant'
  | 'otherTenant'
  | 'changedSince'
  | 'noVersion'
  | 'notReadExactly'
  | 'descriptionUnseen'
  | 'metricChanged'
  | 'metricThere'
  | 'unknownMetric'
  /** What a playbook cannot have. */
  | 'idInPlaybook'
  | 'unknownVariable';

/** A mistake in a text, and where: no plan is made of it. For a room with a screen to word. */
export type TextProblem = {
  readonly code: ProblemCode;
  readonly span: Span;
  /** The key that it is about. */
  readonly key?: string;
  /** What stands there. */
  readonly value?: string;
  /** What may be meant. */
  readonly nearest?: string;
  /** What there is to choose from. */
  readonly choices?: readonly string[];
  readonly limit?: number;
};
