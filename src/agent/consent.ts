/** What the person said to the question whether to go on, or whether the client can ask it. */
export type Consent = 'yes' | 'no' | 'canAsk' | 'cannotAsk';
