import { ApiError } from '../api/errors.ts';

type Texts<Field extends string> = Readonly<Partial<Record<Field, string>>>;

/**
 * The fields that the tenant complains of, each with the tenant's sentence; none where it names no field.
 * It is known to write `TargetDate: …`; others quote the field or use its name in a sentence.
 */
export const serverFieldErrors = <Field extends string>(error: unknown, fields: readonly Field[]): Texts<Field> => {
  const refused: Partial<Record<Field, string>> = {};
  for (const complaint of complaintsOf(error)) {
    const field = fieldOf(complaint, fields);
    if (field !== undefined) refused[field] ??= withoutPrefix(complaint, field);
  }
  return refused;
};

const complaintsOf = (error: unknown): readonly string[] =>
  error instanceof ApiError && error.kind === 'invalid' && error.detail !== undefined
    ? error.detail.split(/[\n;]+/).map((sentence) => sentence.trim())
    : [];

const fieldOf = <Field extends string>(complaint: string, fields: readonly Field[]): Field | undefined =>
  fields.find((field) => new RegExp(`^${field}\\s*:`, 'i').test(complaint)) ??
  fields.find((field) => new RegExp(`["'‘“\`[]${field}["'’”\`\\]]`, 'i').test(complaint)) ??
  fields.find((field) => isUnmistakable(field) && new RegExp(`\\b${field}\\b`).test(complaint));

/** `Name` and `Status` are words of any sentence; `TargetDate` is not. */
const isUnmistakable = (field: string): boolean => /[a-z][A-Z]/.test(field);

const withoutPrefix = (complaint: string, field: string): string =>
  complaint.replace(new RegExp(`^${field}\\s*:\\s*`, 'i'), '');
