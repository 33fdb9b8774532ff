import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src/failure.ts';
import { MemorySecrets } from './memory.ts';
import {
  acme,
  acmeId,
  globex,
  globexId,
  held,
  secretsWith,
  settle,
  started,
  Window,
  type WindowOptions,
} from './window.ts';

const connected = async (options: WindowOptions = {}): Promise<Window> => {
  const window = await started({ ...options, secrets: options.secrets ?? (await secretsWith(JSON.stringify(acme))) });
  window.forgottenBut.length = 0;
  return window;
};

const failing = (): Promise<void> => Promise.reject(new Failure('goalsNotForgotten'));

describe('goals that are kept', () => {
  it('are forgotten by Disconnect, which waits for that', async () => {
    const gate = held();
    const window = await connected({ forgetGoals: () => gate.promise });
    const disconnecting = window.connections.disconnect();
    await settle();
    expect(window.told).toEqual([]);
    gate.resolve();
    await disconnecting;
    expect(window.forgottenBut).toEqual([[]]);
  });

  it('that cannot be removed are said to be still there', async () => {
    const window = await connected({ forgetGoals: failing });
    await settle();
    await expect(window.connections.disconnect()).rejects.toMatchObject({ kind: 'goalsNotForgotten' });
    expect(window.now).toBe('none');
    expect(window.stored).toEqual([]);
  });

  it('stay beside those of a tenant that is added', async () => {
    const window = await connected();
    await window.connectTo(globex);
    expect(window.forgottenBut).toEqual([]);
    await window.connections.disconnect();
    expect(window.forgottenBut).toEqual([[acmeId]]);
  });

  it('stay, as the key does, while sample data is shown and left', async () => {
    const window = await connected();
    await window.connections.trySampleData();
    await window.connections.disconnect();
    expect(window.forgottenBut).toEqual([]);
  });

  it.each([
    ['another tenant', JSON.stringify(acme), [[acmeId]]],
    ['none', undefined, [[]]],
  ])('are at start those of the stored tenant: %s', async (_, stored, forgottenBut) => {
    const secrets = stored === undefined ? new MemorySecrets() : await secretsWith(stored);
    expect((await started({ secrets })).forgottenBut).toEqual(forgottenBut);
  });

  it('stay where it cannot be told which tenant is stored', async () => {
    const broken = await started({ secrets: await secretsWith('{') });
    const secrets = await secretsWith(JSON.stringify(acme));
    secrets.failing.add('get');
    const locked = await started({ secrets });
    expect([broken.forgottenBut, locked.forgottenBut]).toEqual([[], []]);
  });

  it('are no reason not to be connected when they cannot be removed at start', async () => {
    const secrets = await secretsWith(JSON.stringify(acme));
    const window = await started({ secrets, forgetGoals: failing });
    await settle();
    expect(window.now).toBe('tenant acme');
    expect(window.warned).toMatchObject([{ kind: 'goalsNotForgotten' }]);
  });

  it('of a tenant that was connected while the window started are not forgotten for the stored one', async () => {
    const gate = held();
    const secrets = new MemorySecrets((operation) => (operation === 'get' ? gate.promise : Promise.resolve()));
    await secrets.store('customerGoals.tenant', JSON.stringify(acme));
    const window = new Window({ secrets });
    const starting = window.connections.start();
    const trying = window.connections.trySampleData();
    gate.resolve();
    await Promise.all([starting, trying]);
    expect(window.forgottenBut).toEqual([]);
  });

  it.each([
    ['is disconnected', (other: Window) => other.connections.disconnect(), []],
    ['adds a tenant', (other: Window) => other.connectTo(globex), [acmeId, globexId]],
    ['takes a new key', (other: Window) => other.connectTo({ ...acme, accessKey: 'new-key' }), [acmeId]],
  ])('are forgotten once more in each window when another %s', async (_, act, butOf) => {
    const secrets = await secretsWith(JSON.stringify(acme));
    const [here, other] = [await connected({ secrets }), await connected({ secrets })];
    await here.connections.trySampleData();
    await act(other);
    await settle();
    expect(here.forgottenBut.at(-1)).toEqual(butOf);
  });
});
