import { expect, it } from 'vitest';
import type { Goal } from '../../../src/api/schema.ts';
import { addNote } from '../../../src/description/statusNotes.ts';
import { begin, withField, withNote, withTyped, type Sweep } from '../../../src/sweep/sweep.ts';
import { intentsOf } from '../../../src/sweep/sweepIntents.ts';

const date = '2031-03-01';
const noted = (text: string, before: string): string => addNote(before, { date, name: 'Ann', text });

const made = async (sweep: Sweep, descriptions: Readonly<Record<string, string>>) => {
  const fetched: string[] = [];
  const result = await intentsOf(sweep, {
    isThere: (goalId) => descriptions[goalId] !== undefined,
    fetchGoal: async (goalId): Promise<Goal> => {
      fetched.push(goalId);
      return { Gsid: goalId, Name: goalId, CompanyId: 'c', Description: descriptions[goalId] ?? '' };
    },
    name: 'Ann',
  });
  return { ...result, planned: [...result.planned.keys()], fetched };
};

it('makes an update of each goal, against what was seen', async () => {
  const sweep = withNote(withField(begin(['a', 'b']), 'a', 'Status', 'Missed', 'In Progress'), 'b', {
    date,
    text: 'x',
  });
  expect(await made(withTyped(sweep, 'c', 'half'), { a: 'A', b: '<p>B</p>', c: '' })).toEqual({
    intents: [
      { kind: 'update', goalId: 'a', fields: { Status: 'Missed' }, base: { Status: 'In Progress' } },
      {
        kind: 'update',
        goalId: 'b',
        fields: { Description: noted('x', '<p>B</p>') },
        base: { Description: '<p>B</p>' },
      },
    ],
    planned: ['a', 'b'],
    left: [],
    // The list has no descriptions; only notes need one.
    fetched: ['b'],
  });
});

it('does not add a note again that is there', async () => {
  const sweep = withNote(begin(['a']), 'a', { date, text: 'x' });
  const { intents, planned } = await made(sweep, { a: noted('x', '') });
  expect([intents, planned]).toEqual([[], ['a']]);
});

it('leaves with the sweep what cannot be planned', async () => {
  const notes = withNote(withNote(begin([]), 'gone', { date, text: 'x' }), 'unseen', { date, text: 'y' });
  const { intents, left } = await made(withField(notes, 'gone too', 'Status', 'Missed', ''), { unseen: '<!-- ' });
  expect([intents, left]).toEqual([[], ['gone', 'unseen', 'gone too']]);
});

it('keeps all notes of a goal in their order', async () => {
  const sweep = withNote(withNote(begin([]), 'a', { date, text: 'one' }), 'a', { date, text: 'two' });
  const { intents } = await made(sweep, { a: '' });
  expect(intents).toMatchObject([{ fields: { Description: noted('two', noted('one', '')) } }]);
});
