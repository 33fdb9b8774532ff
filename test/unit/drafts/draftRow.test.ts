import { describe, expect, it } from 'vitest';
import { draftRow, type DraftSurroundings } from '../../../src/drafts/draftRow.ts';
import type { KeptDraft } from '../../../src/drafts/drafts.ts';
import { noFields, type GoalFields } from '../../../src/model/goalFields.ts';

const at = '2031-06-15T12:00:00.000Z';

const kept = (mine: Partial<GoalFields>, goalId?: string): KeptDraft => ({
  tenant: 'acme.gainsightcloud.com',
  id: '1P02',
  draft: {
    ...(goalId === undefined ? {} : { goalId }),
    base: { ...noFields, Name: 'Before' },
    mine: { ...noFields, CompanyId: 'C', ...mine },
    at,
  },
});

const row = (draft: KeptDraft, others: Partial<DraftSurroundings> = {}) =>
  draftRow(draft, {
    tenant: 'acme.gainsightcloud.com',
    companyName: (id) => (id === 'C' ? 'Contoso' : undefined),
    now: new Date(at),
    ...others,
  });

describe('a draft', () => {
  it.each([
    [kept({ Name: ' Typed ' }, '1P02'), 'Typed'],
    [kept({}, '1P02'), 'Before'],
    [kept({ Name: 'Typed' }), 'New goal: Typed'],
    [kept({}), 'New goal'],
    [kept({ Name: 'Created meanwhile' }, '1P99'), 'New goal: Created meanwhile'],
  ])('%# is called by what was typed', (draft, label) => expect(row(draft).label).toBe(label));

  it('names the company where it is known', () => {
    expect(row(kept({})).description).toBe('Contoso · just now');
    expect(row(kept({ CompanyId: 'unknown' })).description).toBe('just now');
  });

  it('names its tenant when that is not the connected one, whose companies are others', () => {
    expect(row(kept({ Name: 'Typed' }, '1P02'), { tenant: 'sample' })).toEqual({
      label: 'Typed',
      description: 'acme.gainsightcloud.com · just now',
      spoken: 'Typed, draft, acme.gainsightcloud.com, just now, not connected',
    });
    expect(row({ ...kept({}), tenant: 'sample' }, { tenant: undefined }).description).toBe('Sample Data · just now');
  });

  it.each([
    [59, 'just now'],
    [60, '1 minute ago'],
    [59 * 60, '59 minutes ago'],
    [3 * 3600, '3 hours ago'],
    [50 * 3600, '2 days ago'],
    [-500, 'just now'],
  ])('of %i s ago says %s', (seconds, text) => {
    const now = new Date(Date.parse(at) + seconds * 1000);
    expect(row(kept({ CompanyId: '' }), { now }).description).toBe(text);
  });

  it('leaves out a time that is none', () => {
    const { draft, ...place } = kept({});
    expect(row({ ...place, draft: { ...draft, at: 'yesterday' } }).description).toBe('Contoso');
  });
});
