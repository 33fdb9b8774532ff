import { expect, it } from 'vitest';
import { positionIn } from '../../../src/goalText/textPosition.ts';

/** A text with `|` where the caret is. */
const at = (text: string): string => {
  const before = text.slice(0, text.indexOf('¦')).split('\n');
  const line = before.length - 1;
  const there = positionIn(text.replace('¦', '').split('\n'), line, before[line]?.length ?? 0);
  if (there.kind === 'none') return 'none';
  return there.kind === 'key' ? `key ${there.keys[0]} ${there.begun}` : `${there.of} ${there.key} = ${there.begun}`;
};

const goals = 'tenant: sample\ngoals:\n  - id: G1\n    name: a\n';

it.each([
  ['¦', 'key tenant '],
  ['ten¦', 'key tenant ten'],
  ['tenant: ¦', 'top tenant = '],
  ['variables:\n  ¦', 'key company '],
  ['variables:\n  owner: An¦', 'variable owner = An'],
  ['goals:\n  - ¦', 'key id '],
  ['goals:\n- ¦', 'key id '],
  ['goals:\n- id: x\n  ow¦', 'key company ow'],
  [`${goals}    ¦`, 'key company '],
  [`${goals}    owner: Ann L¦`, 'goal owner = Ann L'],
  [`${goals}    owner:¦`, 'goal owner = '],
  [`${goals}    owner: Ann # who¦`, 'none'],
  [`${goals}    metrics:\n      - ¦`, 'key id '],
  [`${goals}    metrics:\n      - name: x\n        tar¦`, 'key id tar'],
  [`${goals}    metrics:\n      - name: x¦`, 'none'],
  [`${goals}    description: |\n      owner: ¦`, 'none'],
  [`${goals}    description: |\n      text\n    ¦`, 'key company '],
  [`${goals}    description: |\n      text\n  - ¦`, 'key id '],
])('%j', (text, expected) => {
  expect(at(text)).toBe(expected);
});

/** The fields that are offered at `¦`. */
const offered = (text: string): readonly string[] => {
  const before = text.slice(0, text.indexOf('¦')).split('\n');
  const there = positionIn(text.replace('¦', '').split('\n'), before.length - 1, before.at(-1)?.length ?? 0);
  return there.kind === 'key' ? there.keys : [];
};

it.each([
  ['before and after', `goals:\n  - id: G1\n    company: c\n    ¦\n    name: a\n    status: s`, 'owner targetDate'],
  ['in the line of the dash', `goals:\n  - ¦\n    name: a\n  - id: G2\n    owner: o`, 'id company status owner'],
  [
    'not those of the goals around',
    `goals:\n  - owner: o\n  - name: a\n    ¦\n  - status: s`,
    'id company status owner',
  ],
  [
    'beyond a description',
    `goals:\n  - id: G1\n    description: |\n      owner: x\n\n      # y\n    ¦`,
    'company name',
  ],
  ['beyond empty lines', `goals:\n  - id: G1\n    ¦\n\n    company: c\n# x\n    name: a`, 'status owner'],
  ['beyond comments', `goals:\n  - id: G1\n# company: c\n    # name: a\n\n    ¦`, 'company name status'],
  ['beyond metrics', `goals:\n  - id: G1\n    metrics:\n    - name: m\n      unit: u\n    ¦`, 'company name status'],
  ['of a metric', `goals:\n  - id: G1\n    metrics:\n      - name: m\n        ¦\n        unit: u`, 'id current target'],
  ['of another metric', `goals:\n  - metrics:\n      - name: m\n      - ¦`, 'id name current'],
  ['at the top', `tenant: t\n¦\ngoals:\n- id: G1\n  name: a`, 'variables'],
  ['where a list stands as far in', `goals:\n- id: G1\n  name: a\n  ¦\n- id: G2`, 'company status'],
])('fields that the entry has are not offered again: %s', (_, text, first) => {
  const words = first.split(' ');
  expect(offered(text).slice(0, words.length)).toEqual(words);
  expect(offered(text)).not.toContain('modified');
});
