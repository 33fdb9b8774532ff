import { describe, expect, it } from 'vitest';
import { loadedInSameTenant, sameTenant } from '../../../src/editing/sameTenant.ts';
import { NotConnected } from '../../../src/model/goalStore.ts';

/** The check of what was begun in one tenant, in another. */
const checkIn = (before: string | undefined, after: string | undefined): (() => void) => {
  let connected = before;
  const check = sameTenant(() => connected);
  connected = after;
  return check;
};

describe('what a person began in one tenant', () => {
  it('goes on there', () => expect(checkIn('a.example', 'a.example')).not.toThrow());

  it.each([
    ['a.example', 'b.example'],
    ['a.example', undefined],
    [undefined, 'a.example'],
  ])('and not elsewhere: %s, then %s', (before, after) => expect(checkIn(before, after)).toThrow(NotConnected));
});

describe('what is loaded for what a person asked for', () => {
  const loadedIn = (before: string | undefined, after: string | undefined): Promise<string> => {
    let connected = before;
    const loaded = loadedInSameTenant(
      () => connected,
      async () => 'loaded',
    );
    connected = after;
    return loaded;
  };

  it.each([['a.example'], [undefined]])('is used in %s', async (tenant) =>
    expect(await loadedIn(tenant, tenant)).toBe('loaded'),
  );

  it.each([
    ['a.example', 'b.example'],
    ['a.example', undefined],
    [undefined, 'a.example'],
  ])('and not elsewhere: %s, then %s', async (before, after) =>
    expect(loadedIn(before, after)).rejects.toThrow(NotConnected),
  );
});
