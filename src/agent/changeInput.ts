import { maxNameLength } from '../model/goalRules.ts';
import { lengthField } from './answer.ts';
import { objectOf, type Field } from './input.ts';

const text = (description: string): Field => ({ type: 'string', description });

const markdown: Field = { type: 'string', maxLength: 60_000, description: 'Markdown.' };
const date = text('yyyy-mm-dd; "" for none.');

const metricFields = {
  name: text('What is measured.'),
  target: { type: 'number', description: 'Value to reach.' },
  current: { type: 'number', description: 'Value now.' },
  unit: text('Such as users or %.'),
} as const satisfies Readonly<Record<string, Field>>;

const owner = text('Id or very name; "" for none.');
const status = text('Not Started, In Progress, Achieved, Missed, or one that the tenant has; "" for none.');

export const changeInput = objectOf({
  create: {
    type: 'array',
    maxItems: 20,
    items: objectOf(
      {
        company: text('Id or very name.'),
        name: { type: 'string', maxLength: maxNameLength },
        status,
        owner,
        target_date: date,
        template: text('Id or very name.'),
        description: markdown,
        metrics: { type: 'array', maxItems: 10, items: objectOf(metricFields, ['name', 'target']) },
        even_if_exists: {
          type: 'boolean',
          description: 'Only where the person wants another goal of this name.',
        },
      },
      ['company', 'name'],
    ),
  },
  update: {
    type: 'array',
    maxItems: 50,
    items: objectOf(
      {
        goal: text('Id or very name.'),
        name: { type: 'string', maxLength: maxNameLength },
        status,
        owner,
        target_date: date,
        template: text('Id or very name; "" for none.'),
        description: markdown,
        replace_description: {
          type: 'boolean',
          description: 'Puts the description in the place of the one that is there; else it is added at its end.',
        },
      },
      ['goal'],
    ),
  },
  add_metric: {
    type: 'array',
    maxItems: 50,
    items: objectOf({ goal: text('Id or very name.'), ...metricFields }, ['goal', 'name', 'target']),
  },
  max_characters: lengthField,
});
