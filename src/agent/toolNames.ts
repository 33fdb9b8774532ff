/** Names of the tools, for who registers them before any is loaded; a test holds them to the table. */
export const toolNames = [
  'search_goals',
  'get_goal',
  'list_companies',
  'list_templates',
  'list_owners',
  'goals_at_risk',
  'what_changed',
  'plan_changes',
  'apply_plan',
  'show_goal',
] as const;

/** What a tool is called among those of all extensions. */
export const qualifiedName = (name: string): string => `customerGoals_${name}`;
