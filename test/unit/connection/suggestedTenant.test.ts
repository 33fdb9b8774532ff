import { describe, expect, it } from 'vitest';
import type { Tenant } from '../../../src/connection/storedTenant.ts';
import { acme, acmeId, globex, globexId, started, type Window } from './window.ts';

const disconnectedFrom =
  (tenant: Tenant) =>
  async (window: Window): Promise<void> => {
    await window.connectTo(tenant);
    await window.connections.disconnect();
  };

const leftSample = async (window: Window): Promise<void> => {
  await window.connections.trySampleData();
  await window.connections.disconnect();
};

describe('connecting', () => {
  it.each<readonly [string, (window: Window) => unknown, string | undefined]>([
    ['none at first', () => undefined, undefined],
    ['the one that is stored', (window) => window.connectTo(acme), acmeId],
    ['the one that was connected last, its key forgotten', disconnectedFrom(acme), acmeId],
    [
      'the last of several',
      async (window) => [await disconnectedFrom(acme)(window), await disconnectedFrom(globex)(window)],
      globexId,
    ],
    [
      'a tenant before the sample data that was left',
      async (window) => [await disconnectedFrom(acme)(window), await leftSample(window)],
      acmeId,
    ],
  ])('suggests %s', async (_, before, suggested) => {
    const window = await started();
    await before(window);
    await window.connectTo(undefined);
    expect(window.questions.at(-1)?.suggested).toBe(suggested);
  });

  it('suggests the tenant that is asked for, whatever is stored', async () => {
    const window = await started();
    await window.connectTo(acme);
    await window.connections.connect(globexId);
    expect(window.questions.at(-1)).toMatchObject({ suggested: globexId, kept: [acme] });
  });
});

it.each<readonly [string, (window: Window) => unknown, RegExp]>([
  ['no tenant', () => undefined, /^Disconnected\.$/],
  ['a tenant', (window) => window.connectTo(acme), /^Disconnected from acme\. /],
])('disconnecting from %s says so', async (_, before, told) => {
  const window = await started();
  await before(window);
  await window.connections.disconnect();
  expect(window.told).toEqual([expect.stringMatching(told)]);
});
