/** Fields of a goal whose values many goals share. */
export const sharedFields = [
  'CompanyId',
  'CompanyName',
  'TemplateId',
  'Status',
  'OwnerId',
  'OwnerName',
  'TargetDate',
] as const;
export type SharedField = (typeof sharedFields)[number];

/** The numbers of a goal; moments in milliseconds since 1970. */
export const numberFields = ['CompletionPercentage', 'CreatedDate', 'ModifiedDate'] as const;
export type NumberField = (typeof numberFields)[number];

/** What a search asks for: every field but the description, which is fetched with the goal that is looked at. */
export const listedFields = ['Gsid', 'Name', ...sharedFields, ...numberFields] as const;

/** Some rows of goals as columns, for keeping. Slices build on each other: they are read in the order in which they were made. */
export type GoalSlice = {
  readonly Gsid: readonly string[];
  readonly Name: readonly string[];
  /** Texts that no earlier slice had; over all slices the first text of a field is number 1. */
  readonly texts: Readonly<Record<SharedField, readonly string[]>>;
  /** The number of each goal's text, 0 for none. */
  readonly codes: Readonly<Record<SharedField, Uint32Array<ArrayBuffer>>>;
  /** NaN for none. */
  readonly numbers: Readonly<Record<NumberField, Float64Array<ArrayBuffer>>>;
  /**
   * What few goals have: a description, a moment that is not written as ISO 8601 has it, or fields that could not be read, by name and
   * with commas between. The place counts from 0.
   */
  readonly rare: readonly (readonly [place: number, field: RareField, text: string])[];
};

export type RareField = 'Description' | 'CreatedDate' | 'ModifiedDate' | 'unreadable';

/** One value for each shared field. */
export const byShared = <T>(of: (field: SharedField) => T): Record<SharedField, T> => ({
  CompanyId: of('CompanyId'),
  CompanyName: of('CompanyName'),
  TemplateId: of('TemplateId'),
  Status: of('Status'),
  OwnerId: of('OwnerId'),
  OwnerName: of('OwnerName'),
  TargetDate: of('TargetDate'),
});

/** One value for each number. */
export const byNumber = <T>(of: (field: NumberField) => T): Record<NumberField, T> => ({
  CompletionPercentage: of('CompletionPercentage'),
  CreatedDate: of('CreatedDate'),
  ModifiedDate: of('ModifiedDate'),
});
