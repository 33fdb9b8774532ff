import { describe, expect, it } from 'vitest';
import { listSecret, secretOf } from '../../../src/connection/keptTenants.ts';
import { Failure } from '../../../src/failure.ts';
import { MemorySecrets } from './memory.ts';
import { acme, acmeId, globex, globexId, held, secretsWith, settle, started, Window } from './window.ts';

describe('a second window', () => {
  const twoWindows = async (): Promise<readonly [Window, Window]> => {
    const secrets = await secretsWith(JSON.stringify(acme));
    return [await started({ secrets }), await started({ secrets })];
  };

  it('stays with its tenant when the first adds another and goes there', async () => {
    const [here, there] = await twoWindows();
    await here.connectTo(globex);
    await settle();
    expect([here.now, there.now]).toEqual(['tenant globex.us2', 'tenant acme']);
    expect(there.opened).toEqual([acme]);
    expect([...there.connections.tenants.kept.tenants.keys()]).toEqual([acmeId, globexId]);
  });

  it('stays with its tenant when the first disconnects from another', async () => {
    const [here, there] = await twoWindows();
    await here.connectTo(globex);
    await here.connections.disconnect();
    await settle();
    expect([here.now, there.now]).toEqual(['none', 'tenant acme']);
    expect(there.stored).toEqual([acme]);
    expect(there.told).toEqual([]);
  });

  it('takes a new key for the same tenant', async () => {
    const [here, there] = await twoWindows();
    await here.connectTo({ ...acme, accessKey: 'new-key' });
    await settle();
    expect(there.opened).toEqual([acme, { ...acme, accessKey: 'new-key' }]);
  });

  it('is disconnected with the first, and says where that came from', async () => {
    const [here, there] = await twoWindows();
    await here.connections.disconnect();
    await settle();
    expect(there.now).toBe('none');
    expect(there.told).toEqual(['Disconnected from acme in another window.']);
    expect(here.told).toHaveLength(1);
  });

  it('is connected to the first tenant that is ever kept', async () => {
    const secrets = new MemorySecrets();
    const [here, there] = [await started({ secrets }), await started({ secrets })];
    await here.connectTo(acme);
    await settle();
    expect(there.now).toBe('tenant acme');
  });

  it('that left its tenant with the first does not follow it to another', async () => {
    const [here, there] = await twoWindows();
    await here.connections.disconnect();
    await settle();
    await here.connectTo(globex);
    await settle();
    expect([there.now, there.opened]).toEqual(['none', [acme]]);
    await there.connections.switchTo(globexId);
    expect(there.now).toBe('tenant globex.us2');
  });

  it('in which a person disconnected is not connected by another', async () => {
    const [here, there] = await twoWindows();
    await there.connections.disconnect();
    await settle();
    await here.connectTo(globex);
    await settle();
    expect([there.now, there.opened]).toEqual(['none', [acme]]);
  });

  it('that left its tenant with the first comes back with it', async () => {
    const [here, there] = await twoWindows();
    await here.connections.disconnect();
    await settle();
    await here.connectTo(acme);
    await settle();
    expect(there.now).toBe('tenant acme');
  });

  it('stays with a tenant whose key could not be stored', async () => {
    const [here, there] = await twoWindows();
    there.secrets.failing.add('store');
    await expect(there.connectTo(globex)).rejects.toMatchObject({ kind: 'keyNotStored' });
    there.secrets.failing.clear();
    await here.connectTo({ ...acme, accessKey: 'new-key' });
    await settle();
    expect([there.now, there.told]).toEqual(['tenant globex.us2', []]);
  });

  it('that shows none is not connected to a further one', async () => {
    const [here, there] = await twoWindows();
    await there.connectTo(globex);
    await there.connections.disconnect();
    await here.connectTo({ ...globex, accessKey: 'another-key' });
    await settle();
    expect(there.now).toBe('none');
  });

  it('stays with sample data', async () => {
    const [here, there] = await twoWindows();
    await there.connections.trySampleData();
    await here.connectTo(globex);
    await settle();
    await here.connections.disconnect();
    await settle();
    expect(there.now).toBe('sample Sample Data');
  });

  it('keeps its question open', async () => {
    const [here, there] = await twoWindows();
    const answer = held<typeof globex>();
    const connecting = there.connectTo(answer.promise);
    await settle();
    await here.connections.disconnect();
    await settle();
    expect(there.questions[0]?.signal.aborted).toBe(false);
    answer.resolve(globex);
    await connecting;
    expect(there.now).toBe('tenant globex.us2');
  });

  it('sets aside what it cannot understand', async () => {
    const [here, there] = await twoWindows();
    await here.secrets.store(secretOf(acmeId), '{"version":9}');
    await settle();
    expect(there.now).toBe('none');
    expect(there.warned).toEqual([new Failure('storedTenantBroken')]);
  });

  it('keeps its connection when it cannot read what changed', async () => {
    const [here, there] = await twoWindows();
    here.secrets.failing.add('get');
    await here.secrets.store(secretOf(acmeId), JSON.stringify({ ...acme, accessKey: 'new-key' }));
    await settle();
    expect(there.now).toBe('tenant acme');
    expect(there.warned).toMatchObject([{ kind: 'keyNotRead' }]);
  });

  it('is disconnected with the first while it is still connecting', async () => {
    const gate = held();
    const secrets = await secretsWith(JSON.stringify(acme));
    const [here, there] = [await started({ secrets }), new Window({ secrets, clientDelay: () => gate.promise })];
    const starting = there.connections.start();
    await settle();
    await here.connections.disconnect();
    await settle();
    gate.resolve();
    await starting;
    expect(there.shown).toEqual(['connecting acme', 'none']);
  });

  it('follows also if the change comes in the middle of its own reading', async () => {
    const gate = held();
    let isHeld = false;
    const secrets = new MemorySecrets((operation) =>
      isHeld && operation === 'get' ? gate.promise : Promise.resolve(),
    );
    await secrets.store(listSecret, JSON.stringify([acmeId]));
    await secrets.store(secretOf(acmeId), JSON.stringify(acme));
    const there = await started({ secrets });
    isHeld = true;
    const connecting = there.connectTo(undefined);
    const rekeyed = { ...acme, accessKey: 'new-key' };
    await secrets.store(secretOf(acmeId), JSON.stringify(rekeyed));
    gate.resolve();
    await connecting;
    await settle();
    expect(there.opened).toEqual([acme, rekeyed]);
  });

  it('does not read for the sake of other secrets', async () => {
    const [here] = await twoWindows();
    const { reads } = here.secrets;
    await here.secrets.store('another', 'x');
    await settle();
    expect(here.secrets.reads).toBe(reads);
  });

  it('hears nothing after its end', async () => {
    const [here, there] = await twoWindows();
    here.connections.dispose();
    there.connections.dispose();
    const { reads } = here.secrets;
    await here.secrets.store(secretOf(acmeId), JSON.stringify({ ...acme, accessKey: 'new-key' }));
    await settle();
    expect(there.opened).toEqual([acme]);
    expect(here.secrets.reads).toBe(reads);
  });

  it('does not follow at its end what it had just heard', async () => {
    const [here, there] = await twoWindows();
    await here.secrets.store(secretOf(acmeId), JSON.stringify({ ...acme, accessKey: 'new-key' }));
    there.connections.dispose();
    await settle();
    expect(there.opened).toEqual([acme]);
  });
});
