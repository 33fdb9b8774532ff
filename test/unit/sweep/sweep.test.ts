import { array, assert, constantFrom, oneof, property, string, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  begin,
  changeCount,
  decisionOn,
  isUntouched,
  moved,
  parseSweep,
  reset,
  sweepJson,
  sweptFields,
  withField,
  withNote,
  withTyped,
  type Sweep,
} from '../../../src/sweep/sweep.ts';

const anyStep = oneof(
  tuple(string(), constantFrom(...sweptFields), string(), string()).map(
    ([id, field, value, held]) =>
      (sweep: Sweep) =>
        withField(sweep, id, field, value, held),
  ),
  tuple(string(), string(), string()).map(
    ([id, date, text]) =>
      (sweep: Sweep) =>
        withNote(sweep, id, { date, text }),
  ),
  tuple(string(), string()).map(
    ([id, typed]) =>
      (sweep: Sweep) =>
        withTyped(sweep, id, typed),
  ),
  constantFrom<1 | -1>(1, -1).map((by) => (sweep: Sweep) => moved(sweep, by, () => true)),
  string().map((id) => (sweep: Sweep) => reset(sweep, id)),
);
const anySweep = tuple(array(constantFrom('__proto__', 'a', 'b', 'constructor')), array(anyStep)).map(([ids, steps]) =>
  steps.reduce((sweep, step) => step(sweep), begin(ids)),
);

describe('a sweep', () => {
  it('reads back as it was kept, whatever was decided and typed', () => {
    assert(
      property(anySweep, (sweep) => {
        expect(parseSweep(JSON.parse(sweepJson(sweep)))).toEqual({ sweep, isWhole: true });
      }),
    );
  });

  it.each<readonly [string, unknown]>([
    ['nothing', undefined],
    ['a text', 'x'],
    ['no ids', { at: 0, decisions: [] }],
    ['a place that is none', { goalIds: [], at: 'x', decisions: [] }],
  ])('is not %s', (_, value) => {
    expect(parseSweep(value)).toBeUndefined();
  });

  it.each<readonly [string, unknown]>([
    ['a decision that is none', { fields: {} }],
    ['a note that is none', { fields: {}, base: {}, notes: [1], typed: '' }],
    ['a note with a date that is a number', { fields: {}, base: {}, notes: [{ date: 1, text: 'x' }], typed: '' }],
  ])('is read without %s, and says that it is not all', (_, decision) => {
    const sweep = withField(begin(['a', 'b']), 'a', 'Status', 'Missed', 'In Progress');
    const decisions = [['b', decision], ...sweep.decisions];
    expect(parseSweep({ ...sweep, decisions })).toEqual({ sweep, isWhole: false });
  });

  it('keeps what a field held where the person looked first', () => {
    const first = withField(begin(['a']), 'a', 'Status', 'Missed', 'In Progress');
    const again = withField(first, 'a', 'Status', 'Achieved', 'Not Started');
    expect(decisionOn(again, 'a')).toMatchObject({ fields: { Status: 'Achieved' }, base: { Status: 'In Progress' } });
  });

  it('changes nothing where a person chooses what the field held', () => {
    const changed = withField(begin(['a']), 'a', 'Status', 'Missed', 'In Progress');
    expect(changeCount(changed)).toBe(1);
    expect(isUntouched(withField(changed, 'a', 'Status', 'In Progress', 'In Progress'))).toBe(true);
  });

  it('takes back what was decided and leaves what is typed', () => {
    const sweep = withTyped(withNote(begin(['a']), 'a', { date: '2031-01-01', text: 'x' }), 'a', 'half a');
    expect(decisionOn(reset(sweep, 'a'), 'a')).toEqual({ fields: {}, base: {}, notes: [], typed: 'half a' });
  });

  it.each<readonly [string, number, 1 | -1, number]>([
    ['goes over goals that are gone', 0, 1, 2],
    ['goes to the end behind the last goal', 2, 1, 3],
    ['comes back from the end', 3, -1, 2],
    ['stays at the first', 0, -1, 0],
  ])('%s', (_, at, by, expected) => {
    const sweep = { ...begin(['a', 'gone', 'c']), at };
    expect(moved(sweep, by, (id) => id !== 'gone').at).toBe(expected);
  });
});
