import * as fc from 'fast-check';
import type { Field, ObjectSchema } from '../../../src/agent/input.ts';

/** A value that may fit a field, and often does not. */
const valueOf = (field: Field): fc.Arbitrary<unknown> => {
  const odd = fc.oneof(
    fc.constant(null),
    // As JSON may say it: no text can be made of it.
    fc.constant({ toString: 0 }),
    fc.anything(),
    fc.string({ unit: 'binary' }),
    fc.double(),
    fc.constantFrom('@me', 'none', '"', '-', ':', '..'),
  );
  if (field.type === 'array') return fc.oneof(fc.array(inputsOf(field.items), { maxLength: 3 }), odd);
  if (field.type === 'string' && field.enum !== undefined) return fc.oneof(fc.constantFrom(...field.enum), odd);
  return fc.oneof(odd, fc.nat(300), fc.string());
};

/** What an agent may hand to a tool: something like its input, mostly. */
export const inputsOf = ({ properties }: ObjectSchema): fc.Arbitrary<unknown> =>
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

/** In each problem that a tool answers with. */
export const advice = /\b(must|call|there is no|there are|required|write|ask|plan|correct)\b/i;
