import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tools } from '../../../src/agent/toolTable.ts';
import type { Field, ObjectSchema } from '../../../src/agent/input.ts';
import { openTools } from './agentTenants.ts';

/** A value that may fit a field, and often does not. */
const valueOf = (field: Field): fc.Arbitrary<unknown> => {
  const odd = fc.oneof(
    fc.constant(null),
    fc.anything(),
    fc.string({ unit: 'binary' }),
    fc.double(),
    fc.constantFrom('@me', 'none', '"', '-', ':', '..'),
  );
  if (field.type === 'array') return fc.oneof(fc.array(objectsOf(field.items), { maxLength: 3 }), odd);
  if (field.type === 'string' && field.enum !== undefined) return fc.oneof(fc.constantFrom(...field.enum), odd);
  return fc.oneof(odd, fc.nat(300), fc.string());
};

const objectsOf = ({ properties }: ObjectSchema): fc.Arbitrary<unknown> =>
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record(
        Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, valueOf(field)])),
        { requiredKeys: [] },
      ),
    },
    { weight: 1, arbitrary: fc.dictionary(fc.string(), fc.anything()) },
    { weight: 1, arbitrary: fc.anything() },
  );

const advice = /\b(must|call|there is no|there are|required|write|ask|plan|correct)\b/i;

describe('a bad input', () => {
  it.each(tools.map((tool) => [tool.name, tool] as const))(
    'of %s has an answer that helps',
    async (name, { input }) => {
      const { ask } = await openTools({ goals: 20 }, { allowWrites: true });
      await fc.assert(
        fc.asyncProperty(objectsOf(input), async (given) => {
          const { text, isError } = await ask(name, given);
          expect(text.length).toBeLessThanOrEqual(8000);
          expect(text).not.toMatch(/Something went wrong|TypeError|RangeError/);
          expect(!isError || advice.test(text)).toBe(true);
        }),
        { numRuns: 100 },
      );
    },
  );
});
