import { goalFieldNames } from '../model/goalFields.ts';
import type { Intent, Refusal, Wanted } from './intent.ts';

/** An intent, and the key of its row. */
export type KeyedIntent = { readonly key: string; readonly intent: Intent };

export type Merged = { readonly key: string; readonly intent: Intent; readonly refusals: readonly Refusal[] };

type Update = Extract<Intent, { readonly kind: 'update' }>;

/**
 * One row for each goal that is updated: two updates of one goal would write over each other. Where two want another value of the same
 * field, neither is sent.
 * @returns rows under the place of their first intent
 */
export const mergedIntents = (intents: readonly KeyedIntent[]): readonly Merged[] => {
  const rows = new Map<string, Merged>();
  for (const { key, intent } of intents) {
    const name = intent.kind === 'update' ? `goal ${intent.goalId}` : key;
    const first = rows.get(name);
    rows.set(
      name,
      first?.intent.kind === 'update' && intent.kind === 'update'
        ? joined(first, first.intent, intent)
        : { key, intent, refusals: [] },
    );
  }
  return [...rows.values()];
};

const joined = ({ key, refusals }: Merged, first: Update, second: Update): Merged => {
  const disputed = goalFieldNames.filter(
    (field) => isNamed(first, field) && isNamed(second, field) && !isSame(first.fields[field], second.fields[field]),
  );
  const twice = disputed.map((field): Refusal => ({
    code: 'twice',
    field,
    ...(second.source && { place: second.source }),
    ...(first.source && { other: first.source }),
  }));
  const fields = { ...second.fields, ...first.fields };
  const base = { ...second.base, ...first.base };
  return { key, intent: { ...first, fields, base }, refusals: [...refusals, ...twice] };
};

const isNamed = ({ fields }: Update, field: keyof Update['fields']): boolean => fields[field] !== undefined;

const isSame = (one: Wanted | undefined, other: Wanted | undefined): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
