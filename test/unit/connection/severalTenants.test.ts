import { describe, expect, it } from 'vitest';
import { lastTenantKey, ownTenantKey } from '../../../src/connection/choices.ts';
import { formerSecret, listSecret, secretOf } from '../../../src/connection/keptTenants.ts';
import { MemoryMemento, MemorySecrets } from './memory.ts';
import { acme, acmeId, globex, globexId, held, secretsWith, settle, started, Window } from './window.ts';

const two = async (): Promise<Window> => {
  const window = await started();
  await window.connectTo(acme);
  await window.connectTo(globex);
  return window;
};

/** The window as it comes back after a reload. */
const reloaded = async ({ secrets, memento, ownMemento }: Window): Promise<Window> => {
  await settle();
  return started({ secrets, memento, ownMemento });
};

describe('the tenant that an earlier version kept', () => {
  it('is taken over, and its key is in one place then', async () => {
    const window = await started({ secrets: await secretsWith(JSON.stringify(acme)) });
    expect(window.now).toBe('tenant acme');
    expect(window.secrets.content).toEqual({
      [listSecret]: JSON.stringify([acmeId]),
      [secretOf(acmeId)]: JSON.stringify(acme),
    });
  });

  it('is not dropped where it cannot be taken over', async () => {
    const secrets = await secretsWith(JSON.stringify(acme));
    secrets.failing.add('store');
    const window = await started({ secrets });
    expect(window.now).toBe('tenant acme');
    expect(window.secrets.content).toEqual({ [formerSecret]: JSON.stringify(acme) });
    secrets.failing.clear();
    expect((await reloaded(window)).stored).toEqual([acme]);
    expect(secrets.content[formerSecret]).toBeUndefined();
  });

  it('brings its key to the tenant that is kept, and leaves its name', async () => {
    const window = await two();
    await window.connections.tenants.mark(acmeId, { name: 'Our own' });
    await window.secrets.store(formerSecret, JSON.stringify({ ...acme, accessKey: 'new-key' }));
    expect((await reloaded(window)).stored).toContainEqual({ ...acme, accessKey: 'new-key', name: 'Our own' });
  });

  it('is forgotten with its tenant also where it was never taken over', async () => {
    const secrets = await secretsWith(JSON.stringify(acme));
    secrets.failing.add('store');
    const window = await started({ secrets });
    await window.connections.disconnect();
    expect(secrets.content).toEqual({});
  });
});

describe('switching', () => {
  it('goes to a tenant that is kept, without asking', async () => {
    const window = await two();
    await window.connections.switchTo(acmeId);
    expect(window.now).toBe('tenant acme');
    expect(window.opened).toEqual([acme, globex, acme]);
    expect(window.questions).toHaveLength(2);
    expect(window.stored).toEqual([acme, globex]);
  });

  it('shows no tenant in between', async () => {
    const window = await two();
    window.shown.length = 0;
    await window.connections.switchTo(acmeId);
    expect(window.shown).toEqual(['connecting acme', 'tenant acme']);
  });

  it('to where the window is already does nothing', async () => {
    const window = await two();
    const { current } = window.connections;
    await window.connections.switchTo(globexId);
    expect(window.connections.current).toBe(current);
  });

  it('to sample data and back keeps the key', async () => {
    const window = await two();
    await window.connections.switchTo('sample');
    await window.connections.switchTo(globexId);
    expect(window.now).toBe('tenant globex.us2');
  });

  it('to a tenant that is not kept goes nowhere, and asks nothing', async () => {
    const window = await two();
    await expect(window.connections.switchTo('evil.example')).rejects.toMatchObject({ kind: 'tenantNotKept' });
    expect(window.now).toBe('tenant globex.us2');
    expect(window.opened).toEqual([acme, globex]);
    expect(window.questions).toHaveLength(2);
  });

  it('gives way to what a person does meanwhile', async () => {
    const gate = held();
    let isHeld = false;
    const secrets = new MemorySecrets(() => (isHeld ? gate.promise : Promise.resolve()));
    const window = await started({ secrets });
    await window.connectTo(acme);
    await window.connectTo(globex);
    isHeld = true;
    const switching = window.connections.switchTo(acmeId);
    const trying = window.connections.trySampleData();
    gate.resolve();
    await Promise.all([switching, trying]);
    expect(window.now).toBe('sample Sample Data');
  });

  it('for a form asks for the key of a tenant that is not kept', async () => {
    const window = await two();
    await window.connections.goTo(acmeId);
    expect(window.now).toBe('tenant acme');
    await window.connections.goTo('other.gainsightcloud.com');
    expect(window.questions.at(-1)?.suggested).toBe('other.gainsightcloud.com');
  });

  it('by adding a tenant suggests none', async () => {
    const window = await two();
    await window.connections.add();
    expect(window.questions.at(-1)?.suggested).toBeUndefined();
  });
});

describe('a window', () => {
  it('comes back to its own tenant after a reload, whatever others show', async () => {
    const here = await two();
    const there = await started({ secrets: here.secrets, memento: here.memento });
    await there.connections.switchTo(acmeId);
    expect(here.memento.get(lastTenantKey)).toBe(acmeId);
    expect([(await reloaded(here)).now, (await reloaded(there)).now]).toEqual(['tenant globex.us2', 'tenant acme']);
  });

  it('that never showed any begins with the one that was chosen last', async () => {
    const { secrets, memento } = await two();
    expect((await started({ secrets, memento })).now).toBe('tenant globex.us2');
  });

  it('that cannot know which was chosen last begins with none', async () => {
    const { secrets } = await two();
    expect((await started({ secrets })).now).toBe('none');
  });

  it('never comes back to another tenant than its own', async () => {
    const window = await two();
    const other = await started({ secrets: window.secrets, memento: window.memento });
    window.connections.dispose();
    await other.connections.remove(globexId);
    const back = await reloaded(window);
    expect(back.now).toBe('none');
    expect(back.opened).toEqual([]);
  });

  it('in which a person disconnected stays so', async () => {
    const window = await two();
    await window.connections.disconnect();
    expect(window.stored).toEqual([acme]);
    expect((await reloaded(window)).now).toBe('none');
  });

  it('opens its own tenant though another cannot be read, and says so', async () => {
    const window = await two();
    await window.secrets.store(secretOf(acmeId), '{');
    const back = await reloaded(window);
    expect(back.now).toBe('tenant globex.us2');
    expect(back.warned).toMatchObject([{ kind: 'storedTenantBroken' }]);
  });

  it('does not take the key of one tenant for another’s', async () => {
    const secrets = new MemorySecrets();
    await secrets.store(listSecret, JSON.stringify([acmeId]));
    await secrets.store(secretOf(acmeId), JSON.stringify(globex));
    const ownMemento = new MemoryMemento();
    await ownMemento.update(ownTenantKey, acmeId);
    const window = await started({ secrets, ownMemento });
    expect(window.opened).toEqual([]);
    expect(window.warned).toMatchObject([{ kind: 'storedTenantBroken' }]);
  });
});

describe('removing', () => {
  it('forgets the key and the goals of that tenant alone', async () => {
    const window = await two();
    window.forgottenBut.length = 0;
    await window.connections.remove(acmeId);
    expect(window.now).toBe('tenant globex.us2');
    expect(window.stored).toEqual([globex]);
    expect(window.forgottenBut).toEqual([[globexId]]);
  });

  it('of the connected one disconnects', async () => {
    const window = await two();
    await window.connections.remove(globexId);
    expect(window.now).toBe('none');
    expect(window.stored).toEqual([acme]);
  });

  it('of one that is just being connected ends that', async () => {
    const gate = held();
    let isHeld = false;
    const window = await started({ clientDelay: () => (isHeld ? gate.promise : Promise.resolve()) });
    await window.connectTo(acme);
    await window.connectTo(globex);
    isHeld = true;
    const switching = window.connections.switchTo(acmeId);
    await settle();
    await window.connections.remove(acmeId);
    gate.resolve();
    await switching;
    expect(window.now).toBe('none');
    expect(window.stored).toEqual([globex]);
  });

  it('of the last leaves nothing', async () => {
    const window = await two();
    await window.connections.remove(acmeId);
    await window.connections.remove(globexId);
    expect(window.secrets.content).toEqual({});
  });
});

describe('a name and a mark', () => {
  it('stand wherever the tenant is named, in each window, and disturb no connection', async () => {
    const window = await two();
    const other = await started({ secrets: window.secrets, memento: window.memento });
    await window.connections.tenants.mark(globexId, { name: 'Globex', use: 'production' });
    await settle();
    for (const each of [window, other]) {
      expect(each.now).toBe('tenant Globex (Production)');
      expect(each.opened.filter(({ origin }) => origin === globex.origin)).toHaveLength(1);
    }
  });

  it('outlive a new key and a reload', async () => {
    const window = await two();
    await window.connections.tenants.mark(globexId, { use: 'sandbox' });
    await window.connectTo({ ...globex, accessKey: 'new-key' });
    expect(window.now).toBe('tenant globex.us2 (Sandbox)');
    expect((await reloaded(window)).now).toBe('tenant globex.us2 (Sandbox)');
  });

  it('go with the tenant', async () => {
    const window = await two();
    await window.connections.tenants.mark(globexId, { name: 'Globex' });
    await window.connections.remove(globexId);
    await window.connectTo(globex);
    expect(window.now).toBe('tenant globex.us2');
  });

  it('of a tenant that is not kept are none', async () => {
    const window = await started();
    await window.connections.tenants.mark(acmeId, { name: 'x' });
    expect(window.secrets.content).toEqual({});
  });
});

it('two windows that add a tenant at once keep both', async () => {
  const secrets = new MemorySecrets(() => new Promise((resolve) => setImmediate(resolve)));
  const [here, there] = [await started({ secrets }), await started({ secrets })];
  await Promise.all([here.connectTo(acme), there.connectTo(globex)]);
  for (let turn = 0; turn < 20; turn += 1) await settle();
  expect([here.now, there.now]).toEqual(['tenant acme', 'tenant globex.us2']);
  const third = await started({ secrets, memento: here.memento });
  expect(third.stored.toSorted((a, b) => (a.origin < b.origin ? -1 : 1))).toEqual([acme, globex]);
  expect(third.connections.tenants.kept.ids).toHaveLength(2);
});
