import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tools } from '../../../src/agent/toolTable.ts';
import { openTools } from './agentTenants.ts';
import { advice, inputsOf } from './fuzzedInput.ts';

describe('a bad input', () => {
  it.each(tools.map((tool) => [tool.name, tool] as const))(
    'of %s has an answer that helps',
    async (name, { input }) => {
      const { ask } = await openTools({ goals: 20 }, { allowWrites: true });
      await fc.assert(
        fc.asyncProperty(inputsOf(input), async (given) => {
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
