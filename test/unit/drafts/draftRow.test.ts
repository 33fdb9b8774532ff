import { describe, expect, it } from 'vitest';
import { tenantLabel } from '../../../src/words/tenantLabel.ts';
import { draftRow, type DraftSurroundings } from '../../../src/drafts/draftRow.ts';
import type { ListedDraft } from '../../../src/editing/draft.ts';
import { noFields, type GoalFields } from '../../../src/model/goalFields.ts';

const at = '2031-06-15T12:00:00.000Z';

const kept = (mine: Partial<GoalFields>, goalId?: string): ListedDraft => ({
  tenant: 'acme.gainsightcloud.com',
  id: '1P02',
  draft: {
    ...(goalId === undefined ? {} : { goalId }),
    base: { ...noFields, Name: 'Before' },
    mine: { ...noFields, CompanyId: 'C', ...mine },
    at,
  },
});

const unnamed: ListedDraft = {
  ...kept({}, '1P02'),
  draft: { ...kept({}, '1P02').draft, base: noFields },
};

const row = (draft: ListedDraft, others: Partial<DraftSurroundings> = {}) =>
  draftRow(draft, {
    labelOf: tenantLabel,
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
    [kept({ Name: 'Created meanwhile' }, '1P99'), 'Created meanwhile'],
    [unnamed, 'Goal'],
  ])('%# is called by what was typed', (draft, label) => expect(row(draft).label).toBe(label));

  it('leaves room for its age beside a long name, and has the whole name elsewhere', () => {
    const name = 'A name that is long enough to need more room';
    const { label, tooltip, spoken } = row(kept({ Name: name }, '1P02'));
    expect(label).toBe('A name that is long enough to…');
    expect(tooltip).toContain(name);
    expect(spoken).toContain(name);
  });

  it('names the company where it is known', () => {
    expect(row(kept({})).description).toBe('now · Contoso');
    expect(row(kept({ CompanyId: 'unknown' })).description).toBe('now');
  });

  it('names its tenant when that is not the connected one, whose companies are others', () => {
    expect(row(kept({ Name: 'Typed' }, '1P02'), { tenant: 'sample' })).toEqual({
      label: 'Typed',
      description: 'now · acme',
      tooltip: 'Typed\nacme\nLast edited just now.\nDraft: saved on this computer only.',
      spoken: 'Typed, draft, acme, just now, not connected',
    });
    expect(row({ ...kept({}), tenant: 'sample' }, { tenant: undefined }).description).toBe('now · Sample Data');
  });

  it('says that it could not be saved first, and why where there is room', () => {
    const { description, tooltip, spoken } = row(kept({ Name: 'Typed' }, '1P02'), {
      failure: 'The host did not respond.',
    });
    expect(description).toBe('not saved · now · Contoso');
    expect(tooltip).toMatch(/\nThe host did not respond\.$/);
    expect(spoken).toBe('Typed, draft, Contoso, just now, not saved: The host did not respond.');
  });

  it.each([
    [59, 'now', 'just now'],
    [60, '1m', '1 minute ago'],
    [59 * 60, '59m', '59 minutes ago'],
    [3 * 3600, '3h', '3 hours ago'],
    [4 * 3600 - 1, '3h', '3 hours ago'],
    [50 * 3600, '2d', '2 days ago'],
    [-500, 'now', 'just now'],
  ])('of %i s ago says %s, and speaks of %s', (seconds, short, long) => {
    const now = new Date(Date.parse(at) + seconds * 1000);
    const { description, spoken } = row(kept({ CompanyId: '' }), { now });
    expect(description).toBe(short);
    expect(spoken).toBe(`New goal, draft, ${long}`);
  });

  it('leaves out a time that is none', () => {
    const { draft, ...place } = kept({});
    expect(row({ ...place, draft: { ...draft, at: 'yesterday' } }).description).toBe('Contoso');
  });
});
