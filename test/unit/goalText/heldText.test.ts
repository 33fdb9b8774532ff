import { expect, it } from 'vitest';
import type { Goal } from '../../../src/api/schema.ts';
import { heldText } from '../../../src/goalText/vscode/heldText.ts';
import { known } from '../plan/known.ts';

const goal: Goal = {
  Gsid: 'G',
  Name: 'N',
  CompanyId: 'C1',
  TargetDate: '2031-06-15',
  OwnerId: 'U1',
  OwnerName: 'Ann Lee',
};

it.each<readonly [string, Partial<Goal>, string | undefined]>([
  ['id', {}, 'In Gainsight: N'],
  ['id', { Name: '', unreadable: ['Name'] }, 'In Gainsight: a value that cannot be read'],
  ['targetDate', {}, 'In Gainsight: Jun 15, 2031'],
  ['owner', {}, 'In Gainsight: Ann Lee'],
  ['status', {}, 'In Gainsight: none'],
  ['status', { unreadable: ['Status'] }, 'In Gainsight: a value that cannot be read'],
  ['description', {}, undefined],
  ['metrics', {}, undefined],
])('what a goal has at %s, with %j', (key, odd, expected) => {
  expect(heldText({ ...goal, ...odd }, key, known)).toBe(expected);
});
