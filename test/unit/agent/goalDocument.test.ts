import { expect, it } from 'vitest';
import { goalDocument } from '../../../src/agent/goalDocument.ts';

const now = new Date(2031, 5, 15, 12);

it('says of a field that cannot be read that it cannot, and not that there is none', () => {
  const goal = { Gsid: 'G', Name: '', CompanyId: 'C', TargetDate: '2031-06-01' };
  const metric = { Gsid: 'M', GoalId: 'G', Name: '', CurrentValue: 4 };
  const lines = goalDocument(
    {
      goal: { ...goal, unreadable: ['Name', 'Status', 'OwnerId'] },
      metrics: [{ ...metric, unreadable: ['Name', 'TargetValue'] }],
      templateName: undefined,
    },
    now,
    4000,
  ).split('\n');
  expect(lines).toEqual(
    expect.arrayContaining([
      'goal: cannot be read',
      'status: cannot be read',
      'owner: cannot be read',
      'template: none',
      'due: 2031-06-01',
    ]),
  );
  expect(lines.find((line) => line.startsWith('cannot be read') && line.includes('4'))).toBeDefined();
});
