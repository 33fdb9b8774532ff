import { describe, expect, it } from 'vitest';
import { lastChoiceKey } from '../../../src/connection/choices.ts';
import type { SampleTenant } from '../../../src/connection/link.ts';
import { listSecret, secretOf } from '../../../src/connection/keptTenants.ts';
import { tenantIdOf } from '../../../src/connection/storedTenant.ts';
import { Failure } from '../../../src/failure.ts';
import { sampleTenantId } from '../../../src/model/tenant.ts';
import { MemoryMemento, MemorySecrets } from './memory.ts';
import { acme, acmeId, globex, held, secretsWith, settle, started, Window } from './window.ts';

const mementoOfSample = async (): Promise<MemoryMemento> => {
  const memento = new MemoryMemento();
  await memento.update(lastChoiceKey, 'sample');
  return memento;
};

const answers = async (sample: SampleTenant | undefined): Promise<boolean> => {
  if (sample === undefined) throw new Error('No sample tenant was started.');
  return fetch(sample.url).then(
    () => true,
    () => false,
  );
};

describe('at start', () => {
  it('is not yet anything', () => {
    expect(new Window().now).toBe('connecting');
  });

  it('is connected to nothing where nothing is stored', async () => {
    expect((await started()).shown).toEqual(['none']);
  });

  it('restores the stored tenant, without asking and without a request', async () => {
    const window = await started({ secrets: await secretsWith(JSON.stringify(acme)) });
    expect(window.shown).toEqual(['connecting acme', 'tenant acme']);
    expect(window.connections.current).toMatchObject({ tenant: 'acme.gainsightcloud.com' });
    expect(window.opened).toEqual([acme]);
    expect(window.questions).toEqual([]);
  });

  it.each([
    ['a tenant is stored', JSON.stringify(acme), 'tenant acme'],
    ['nothing is stored', undefined, 'none'],
    ['what is stored cannot be read', '{"origin"', 'none'],
  ])('who waits for it to settle hears what it came to where %s', async (_, text, now) => {
    const gate = held();
    const secrets = text === undefined ? new MemorySecrets() : await secretsWith(text);
    const window = new Window({ secrets, clientDelay: () => gate.promise });
    const settled = window.connections.whenIdle().then(() => window.now);
    const starting = window.connections.start();
    await settle();
    gate.resolve();
    expect(await settled).toBe(now);
    await starting;
    await window.connections.whenIdle();
  });

  it('prefers sample data where that was the last choice', async () => {
    const secrets = await secretsWith(JSON.stringify(acme));
    const window = await started({ secrets, memento: await mementoOfSample() });
    expect(window.shown).toEqual(['connecting Sample Data', 'sample Sample Data']);
    expect(window.stored).toEqual([acme]);
  });

  it('shows sample data by the setting', async () => {
    expect((await started({ startWithSampleData: true })).now).toBe('sample Sample Data');
  });

  it('prefers a stored tenant to the setting', async () => {
    const secrets = await secretsWith(JSON.stringify(acme));
    expect((await started({ startWithSampleData: true, secrets })).now).toBe('tenant acme');
  });

  it('sets a broken secret aside and says so', async () => {
    const window = await started({ secrets: await secretsWith('{"origin":"https://acme.gainsi') });
    expect(window.now).toBe('none');
    expect(window.warned).toEqual([new Failure('storedTenantBroken')]);
    await window.connectTo(globex);
    expect(window.stored).toEqual([globex]);
  });

  it('says that the secret storage cannot be read', async () => {
    const secrets = new MemorySecrets();
    secrets.failing.add('get');
    const window = await started({ secrets });
    expect(window.now).toBe('none');
    expect(window.warned).toMatchObject([{ kind: 'keyNotRead' }]);
  });

  it('says that the sample tenant does not start', async () => {
    const fail = (): Promise<SampleTenant> =>
      Promise.reject(Object.assign(new Error('of customers'), { code: 'EADDRINUSE' }));
    const window = await started({ startWithSampleData: true, startSampleTenant: fail });
    expect(window.shown).toEqual(['connecting Sample Data', 'none']);
    expect(window.warned).toMatchObject([{ kind: 'sampleNotStarted', message: 'sampleNotStarted: Error EADDRINUSE' }]);
  });

  it('gives way to what a person does meanwhile', async () => {
    const window = new Window({ secrets: await secretsWith(JSON.stringify(acme)) });
    const starting = window.connections.start();
    const trying = window.connections.trySampleData();
    await Promise.all([starting, trying]);
    expect(window.now).toBe('sample Sample Data');
    expect(window.opened).not.toContainEqual(acme);
  });
});

describe('connecting to a tenant', () => {
  it('stores origin and key as one secret, and beside it the list of all', async () => {
    const window = await started();
    await window.connectTo(acme);
    expect(window.shown).toEqual(['none', 'connecting acme', 'tenant acme']);
    expect(window.secrets.content).toEqual({
      [listSecret]: JSON.stringify([acmeId]),
      [secretOf(acmeId)]: JSON.stringify(acme),
    });
  });

  it('opens one client: its own secret does not come back as a change', async () => {
    const window = await started();
    await window.connectTo(acme);
    await settle();
    expect(window.opened).toEqual([acme]);
  });

  it('leaves everything as it was when the person leaves', async () => {
    const window = await started({ secrets: await secretsWith(JSON.stringify(acme)) });
    const { current } = window.connections;
    await window.connectTo(undefined);
    expect(window.connections.current).toBe(current);
    expect(window.shown).toEqual(['connecting acme', 'tenant acme']);
    expect(window.stored).toEqual([acme]);
  });

  it('offers the tenants that are kept to the questions', async () => {
    const window = await started({ secrets: await secretsWith(JSON.stringify(acme)) });
    await window.connectTo(globex);
    await window.connectTo(undefined);
    expect(window.questions.map(({ kept }) => kept)).toEqual([[acme], [acme, globex]]);
  });

  it('asks all the same where the secret storage cannot be read', async () => {
    const window = await started();
    window.secrets.failing.add('get');
    // What cannot be read must not be written over.
    await expect(window.connectTo(acme)).rejects.toMatchObject({ kind: 'keyNotStored' });
    expect(window.now).toBe('tenant acme');
  });

  it('is connected even if the key cannot be stored, and says so', async () => {
    const window = await started();
    window.secrets.failing.add('store');
    await expect(window.connectTo(acme)).rejects.toMatchObject({ kind: 'keyNotStored' });
    expect(window.now).toBe('tenant acme');
  });

  it('forgets that sample data was the last choice', async () => {
    const window = await started({ memento: await mementoOfSample() });
    await window.connectTo(acme);
    expect(window.memento.get(lastChoiceKey)).toBeUndefined();
    expect(await answers(window.samples[0])).toBe(false);
  });

  it('keeps the former connection if there can be no client', async () => {
    const window = new Window({
      clientDelay: ({ origin }) => (origin === globex.origin ? Promise.reject(new Error('no')) : Promise.resolve()),
    });
    await window.connections.start();
    await window.connectTo(acme);
    const { current } = window.connections;
    await expect(window.connectTo(globex)).rejects.toThrow('no');
    expect(window.connections.current).toBe(current);
    expect(window.stored).toEqual([acme]);
  });
});

describe('sample data', () => {
  it('is shown without questions, and remembered', async () => {
    const window = await started();
    await window.connections.trySampleData();
    expect(window.shown).toEqual(['none', 'connecting Sample Data', 'sample Sample Data']);
    expect(window.questions).toEqual([]);
    expect(window.opened).toEqual([{ origin: window.samples[0]?.url, accessKey: window.samples[0]?.accessKey }]);
    expect(window.memento.get(lastChoiceKey)).toBe('sample');
    expect(window.secrets.content).toEqual({});
  });

  it('is one server, however often it is asked for', async () => {
    const window = await started();
    await Promise.all([window.connections.trySampleData(), window.connections.trySampleData()]);
    await window.connections.trySampleData();
    expect(window.samples).toHaveLength(1);
    expect(await answers(window.samples[0])).toBe(true);
  });

  it('leaves the former connection where it does not start, and can be tried again', async () => {
    let isBroken = true;
    const window = await started({
      secrets: await secretsWith(JSON.stringify(acme)),
      startSampleTenant: () =>
        isBroken
          ? Promise.reject(new Error('EMFILE'))
          : Promise.resolve({ url: 'http://127.0.0.1:1', accessKey: 'k', close: () => Promise.resolve() }),
    });
    await expect(window.connections.trySampleData()).rejects.toMatchObject({ kind: 'sampleNotStarted' });
    expect(window.now).toBe('tenant acme');
    expect(window.memento.get(lastChoiceKey)).toBeUndefined();
    isBroken = false;
    await window.connections.trySampleData();
    expect(window.now).toBe('sample Sample Data');
  });

  it('ends its server where there can be no client', async () => {
    const window = await started({ clientDelay: () => Promise.reject(new Error('no')) });
    await expect(window.connections.trySampleData()).rejects.toThrow('no');
    expect(await answers(window.samples[0])).toBe(false);
  });

  it('ends its server with the window', async () => {
    const window = await started();
    await window.connections.trySampleData();
    window.connections.dispose();
    await settle();
    expect(await answers(window.samples[0])).toBe(false);
  });

  it('ends a server that is there only after the window', async () => {
    const gate = held();
    const window = await started({ clientDelay: () => gate.promise });
    const trying = window.connections.trySampleData();
    await expect.poll(() => window.samples.length).toBe(1);
    window.connections.dispose();
    gate.resolve();
    await trying;
    expect(await answers(window.samples[0])).toBe(false);
  });
});

describe('disconnecting', () => {
  it('forgets the key and says so', async () => {
    const window = await started({ secrets: await secretsWith(JSON.stringify(acme)) });
    await window.connections.disconnect();
    expect(window.now).toBe('none');
    expect(window.secrets.content).toEqual({});
    expect(window.told).toEqual(['Disconnected from acme. The access key was removed from this computer.']);
  });

  it('ends the sample tenant and forgets that it was the last choice', async () => {
    const window = await started();
    await window.connections.trySampleData();
    await window.connections.disconnect();
    expect(window.now).toBe('none');
    expect(await answers(window.samples[0])).toBe(false);
    expect(window.memento.get(lastChoiceKey)).toBeUndefined();
    expect(window.told).toEqual(['Disconnected from Sample Data.']);
  });

  it('leaves the key of a tenant alone when it leaves sample data', async () => {
    const window = await started({ secrets: await secretsWith(JSON.stringify(acme)) });
    await window.connections.trySampleData();
    await window.connections.disconnect();
    expect(window.stored).toEqual([acme]);
  });

  it('is disconnected even if the key cannot be removed, and says so', async () => {
    const window = await started({ secrets: await secretsWith(JSON.stringify(acme)) });
    window.secrets.failing.add('delete');
    await expect(window.connections.disconnect()).rejects.toMatchObject({ kind: 'keyNotForgotten' });
    expect(window.now).toBe('none');
    expect(window.told).toEqual([]);
  });
});

describe('the access key', () => {
  it('is handed over for a tenant that is kept, and for no other', async () => {
    const window = await started();
    await window.connectTo(acme);
    const { tenants } = window.connections;
    expect(await tenants.stored(tenantIdOf(acme))).toMatchObject(acme);
    await expect(tenants.stored(tenantIdOf(globex))).rejects.toMatchObject({ kind: 'tenantNotKept' });
    await expect(tenants.stored(sampleTenantId)).rejects.toMatchObject({ kind: 'tenantNotKept' });
  });

  it('is in no state, no message and no line of the log', async () => {
    const window = await started();
    await window.connectTo(acme);
    const states: unknown[] = [window.connections.current];
    await window.connections.trySampleData();
    states.push(window.connections.current);
    window.secrets.failing.add('delete').add('store');
    await window.connectTo(globex).catch((error: unknown) => states.push(String(error)));
    await window.connections.disconnect().catch((error: unknown) => states.push(String(error)));
    const said = JSON.stringify([states, window.shown, window.told, window.warned, window.logged]);
    for (const { accessKey } of window.opened) expect(said).not.toContain(accessKey);
    expect(window.opened).toHaveLength(3);
    expect(window.logged).toContain('Connected to a tenant: acme.gainsightcloud.com');
  });
});
