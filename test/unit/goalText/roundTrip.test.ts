import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { readGoalText } from '../../../src/goalText/readGoalText.ts';
import { markdownOf } from '../../../src/goalText/textPlan.ts';
import { writeGoalText } from '../../../src/goalText/writeGoalText.ts';
import { planned } from './textTenant.ts';

const signs = [
  ' ',
  '\n',
  '\t',
  'a',
  'é',
  ':',
  '#',
  '-',
  '"',
  "'",
  '|',
  '>',
  '\r',
  '\u2028',
  '\u0085',
  '\u00a0',
  '\u200b',
  '0',
  '.',
  '{',
  '[',
  '&',
  '*',
  '!',
  '%',
  '@',
  '?',
  ',',
  '~',
];
const someText = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.string({ unit: fc.constantFrom(...signs), maxLength: 10 }),
    fc.constantFrom('yes', 'null', '12', '1e3', '2031-01-01', '...', '---\nx', '<<', '=', ''),
  )
  .map((text) => text.toWellFormed());

it('whatever a tenant holds is read back letter by letter, and plans nothing', () => {
  fc.assert(
    fc.property(someText, someText, someText, (name, description, unit) => {
      const goal = {
        id: 'G1',
        modified: '',
        fields: {
          Name: name,
          CompanyId: 'C1',
          Status: unit,
          OwnerId: '',
          TargetDate: '',
          TemplateId: '',
          Description: '',
        },
        shown: { company: 'Acme', name, status: unit, owner: '', description },
        notes: { company: name },
        metrics: [{ id: 'M1', name: unit, current: '', target: '1', unit }],
      };
      const text = writeGoalText('sample', [goal, { ...goal, id: 'G2' }], ['A comment']);
      const [entry] = readGoalText(text).entries;
      expect(entry?.values.name?.text).toBe(name);
      expect(entry?.values.description && markdownOf(entry.values.description)).toBe(description);
      expect(entry?.metrics?.[0]?.values.name?.text).toBe(unit);
      const base = { tenant: 'sample', goals: [goal, { ...goal, id: 'G2' }] };
      const { intents, problems } = planned(text, { base });
      expect(intents).toEqual([]);
      expect(problems.filter(({ code }) => code !== 'notOneLine')).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
