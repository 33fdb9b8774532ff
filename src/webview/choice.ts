import { optional, record, text } from './messageShape.ts';

/** One thing that a combobox offers: shown by name, sent by id. */
export type Choice = {
  readonly id: string;
  readonly name: string;
  /** Tells namesakes apart, or says more. */
  readonly detail?: string;
};

export const choiceShape = record<Choice>({ id: text, name: text, detail: optional(text) });
