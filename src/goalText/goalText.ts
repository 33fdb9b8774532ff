import type { GoalKey, MetricKey, VariableKey } from './textKeys.ts';
import type { Span, TextProblem } from './textProblem.ts';

/** A text where it stands. */
export type TextValue = {
  readonly text: string;
  readonly span: Span;
  /** Whether it stands in a block, as descriptions do, where its last line ends with a line break. */
  readonly isBlock: boolean;
};

export type Values<Key extends string> = Readonly<Partial<Record<Key, TextValue>>>;

export type TextMetric = { readonly span: Span; readonly values: Values<MetricKey> };

/** A goal as it stands in a text. */
export type TextEntry = {
  /** Of its first key. */
  readonly span: Span;
  /** Of all of it. */
  readonly range: Span;
  readonly values: Values<Exclude<GoalKey, 'metrics'>>;
  /** Absent where nothing is said of them. */
  readonly metrics?: readonly TextMetric[];
};

/** What a text says, as far as it can be read. */
export type GoalText = {
  readonly tenant?: TextValue;
  /** What makes a text a playbook. */
  readonly variables?: Values<VariableKey>;
  /** Of the key of the list of goals. */
  readonly goals: Span;
  readonly entries: readonly TextEntry[];
  readonly problems: readonly TextProblem[];
  /** Of a place in the text, counted from 1. */
  readonly placeOf: (offset: number) => { readonly line: number; readonly column: number };
};
