import { expect, it } from 'vitest';
import { DrawnDrafts } from '../../../src/drafts/drawnDrafts.ts';
import { noFields } from '../../../src/model/goalFields.ts';

const drafts = Array.from({ length: 1_001 }, (_, at) => ({
  tenant: 'acme',
  id: `G${at}`,
  draft: { goalId: `G${at}`, base: noFields, mine: noFields, at: '2031-01-01T00:00:00.000Z' },
}));

it('draws 500 drafts, and 500 more each time that a person asks', () => {
  const drawn = new DrawnDrafts();
  expect(drawn.rows(drafts)).toEqual([...drafts.slice(0, 500), { left: 501 }]);
  drawn.drawMore();
  expect(drawn.rows(drafts)).toEqual([...drafts.slice(0, 1_000), { left: 1 }]);
  expect(drawn.rows(drafts.slice(0, 1_000))).toHaveLength(1_000);
  drawn.drawMore();
  expect(drawn.rows(drafts)).toEqual(drafts);
});

it('draws all of a few', () => {
  expect(new DrawnDrafts().rows(drafts.slice(0, 500))).toEqual(drafts.slice(0, 500));
  expect(new DrawnDrafts().rows([])).toEqual([]);
});
