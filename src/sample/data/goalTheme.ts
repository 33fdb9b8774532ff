import type { TemplateName } from './templates.ts';

/** `[name, unit, lowest target, highest target]`; more is better in every one. */
export type MetricTheme = readonly [name: string, unit: string, low: number, high: number];

export type GoalTheme = {
  readonly name: string;
  readonly template?: TemplateName;
  readonly why: string;
  readonly steps: readonly string[];
  readonly metrics: readonly MetricTheme[];
};
