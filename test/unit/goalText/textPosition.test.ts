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
  ['goals:\n- id: x\n  ow¦', 'key id ow'],
  [`${goals}    ¦`, 'key id '],
  [`${goals}    owner: Ann L¦`, 'goal owner = Ann L'],
  [`${goals}    owner:¦`, 'goal owner = '],
  [`${goals}    owner: Ann # who¦`, 'none'],
  [`${goals}    metrics:\n      - ¦`, 'key id '],
  [`${goals}    metrics:\n      - name: x\n        tar¦`, 'key id tar'],
  [`${goals}    metrics:\n      - name: x¦`, 'none'],
  [`${goals}    description: |\n      owner: ¦`, 'none'],
  [`${goals}    description: |\n      text\n    ¦`, 'key id '],
  [`${goals}    description: |\n      text\n  - ¦`, 'key id '],
])('%j', (text, expected) => {
  expect(at(text)).toBe(expected);
});
