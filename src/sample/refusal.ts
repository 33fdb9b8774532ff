/** The codes are the service's own, so that a client meets here what it meets there. */
const codes = {
  tooLong: 'GSOBJ_1001',
  unknownField: 'GSOBJ_1002',
  badGsid: 'GSOBJ_1004',
  badDateTime: 'GSOBJ_1005',
  badDate: 'GSOBJ_1006',
  badValue: 'GSOBJ_1007',
  wrongType: 'GSOBJ_1008',
  noRoute: 'GS_APIG_1000',
  badKey: 'GS_APIG_2401',
  throttled: 'GS_APIG_2404',
  unexpected: 'GU_1101',
} as const;

export type RefusalReason = keyof typeof codes;

/**
 * A request that is answered with `result: false`. What is wrong with a field reads `Field: sentence.` in `errorDesc`,
 * the field by its name in the contract; nested ones by their path: `where.conditions[0].operator: …`.
 */
export class Refusal extends Error {
  readonly status: number;
  readonly errorCode: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, reason: RefusalReason, description: string, headers = {}) {
    super(description);
    this.name = 'Refusal';
    this.status = status;
    this.errorCode = codes[reason];
    this.headers = headers;
  }
}

/** What is wrong with one field: a 400. */
export function badField(reason: RefusalReason, field: string, sentence: string): Refusal {
  return new Refusal(400, reason, `${field}: ${sentence}.`);
}

/** The value as a person would recognise it in a sentence, and never a page of it. */
export function quoted(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return `'${text.length > 60 ? `${text.slice(0, 60)}…` : text}'`;
}
