/** What a goal check looks for, in the order in which it tells. */
export const goalCheckRules = [
  'overdueInProgress',
  'achievedBelow100',
  'sameName',
  'noOwner',
  'noDate',
  'noMetric',
  'openPastOthers',
] as const;
export type GoalCheckRule = (typeof goalCheckRules)[number];
