import type { Parse } from './messageShape.ts';

/** The same for each of these fields. */
export const each = <const Name extends string, T>(names: readonly Name[], parse: Parse<T>): Record<Name, Parse<T>> => {
  const entries = names.map((name) => [name, parse] as const);
  // `fromEntries` forgets the names.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.fromEntries(entries) as Record<Name, Parse<T>>;
};
