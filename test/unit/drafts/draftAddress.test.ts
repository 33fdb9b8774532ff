import { expect, it } from 'vitest';
import { draftAddress } from '../../../src/drafts/draftAddress.ts';
import { noFields, type GoalFields } from '../../../src/model/goalFields.ts';

const addressOf = (base: Partial<GoalFields>, goalId?: string) =>
  draftAddress({
    tenant: 'acme',
    id: 'G1',
    draft: {
      ...(goalId === undefined ? {} : { goalId }),
      base: { ...noFields, ...base },
      mine: noFields,
      at: '2031-01-01T00:00:00Z',
    },
  });

it.each([
  ['a goal', addressOf({ Name: 'Roll out', CompanyId: 'C', TemplateId: 'T' }, 'G1'), false, {}],
  ['a new goal', addressOf({}), true, {}],
  ['a new goal of a company', addressOf({ CompanyId: 'C' }), true, { companyId: 'C' }],
  ['a new goal from a template', addressOf({ TemplateId: 'T' }), true, { templateId: 'T' }],
  ['a new goal that the tenant has by now', addressOf({ CompanyId: 'C' }, 'G9'), true, { companyId: 'C' }],
])('the draft of %s leads to its form', (_, address, isNew, preset) =>
  expect(address).toMatchObject({ tenant: 'acme', id: 'G1', isNew, preset }),
);

it('a draft is told by the name that its goal had', () =>
  expect(addressOf({ Name: 'Roll out' }, 'G1').name).toBe('Roll out'));
