import { describe, expect, it } from 'vitest';
import { newStore } from '../unit/model/newStore.ts';
import { describingWords } from '../../src/model/tenantSearches.ts';
import { connect } from '../unit/api/connectedClient.ts';

const descriptions = {
  plain: '<p>Launch in <strong>Rome</strong> &amp; Milan, R&amp;D first</p>',
  split: '<p>We<b>bin</b>ar<br>series</p>',
  tags: '<p class="launchpad">nothing of it</p>',
  accents: '<p>Café am Markt</p>',
} as const;

const opened = async () => {
  const { client, newRequests } = await connect({ tenant: { goals: 60 } });
  const store = newStore(() => new Date());
  store.use(client);
  await store.load();
  const CompanyId = store.companies()[0]?.Gsid ?? '';
  for (const [Name, Description] of Object.entries(descriptions))
    await client.createGoal({ Name, CompanyId, Description });
  await store.refresh({ isAsked: true });
  newRequests();
  const found = async (text: string): Promise<string> => {
    const goals = await store.describedBy(describingWords(text) ?? [], 50, new AbortController().signal);
    return goals
      .map(({ Name }) => Name)
      .filter((name) => name in descriptions)
      .toSorted()
      .join(' ');
  };
  return { found, newRequests };
};

describe('the tenant’s own search of descriptions', () => {
  it('finds goals by all words of a text, and nothing that stands in tags alone', async () => {
    const { found, newRequests } = await opened();
    for (const [text, expected] of [
      ['launch', 'plain'],
      ['ROME launch', 'plain'],
      ['r&d rome', 'plain'],
      ['launch milan paris', ''],
      ['strong', ''],
      ['launchpad', ''],
      // Where a tag stands within a word, the tenant does not find the word.
      ['webinar', ''],
      ['bin series', 'split'],
      ['markt', 'accents'],
      ['cafe\u0301 MARKT', 'accents'],
      // A tenant minds accents.
      ['cafe', ''],
    ] as const) {
      expect([text, await found(text)]).toEqual([text, expected]);
      expect(newRequests()).toEqual(['searchGoals 200']);
    }
  });

  it('is not asked for less than a word', async () => {
    const { found, newRequests } = await opened();
    expect(await found('ab')).toBe('');
    expect(newRequests()).toEqual([]);
  });
});
