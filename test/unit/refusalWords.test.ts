import { expect, it } from 'vitest';
import type { Refusal } from '../../src/plan/intent.ts';
import { refusalText } from '../../src/refusalWords.ts';

it.each<readonly [string, Refusal, string]>([
  ['a change', { code: 'unreadable', fields: ['Status', 'OwnerId'] }, 'changed here.*: Status and Owner\\.$'],
  ['a change that was planned before', { code: 'unreadable' }, 'changed here\\.$'],
  ['a clone', { code: 'unreadableSource', fields: ['Name', 'Metric', 'Unit'] }, 'cloned.*: Name, Metric, and Unit\\.$'],
])('%s that is refused says which fields could not be read', (_, refusal, expected) => {
  expect(refusalText(refusal)).toMatch(new RegExp(expected));
});
