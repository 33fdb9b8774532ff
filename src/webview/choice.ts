/** One thing that a combobox offers: shown by name, sent by id. */
export type Choice = {
  readonly id: string;
  readonly name: string;
  /** Tells namesakes apart, or says more. */
  readonly detail?: string;
};
