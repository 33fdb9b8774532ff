import { array, assert, asyncProperty, constantFrom, scheduler, type Scheduler } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SampleTenant } from '../../../src/connection/link.ts';
import { MemorySecrets } from './memory.ts';
import { acme, globex, held, settle, Window } from './window.ts';

describe('what overlaps', () => {
  it('a connection that is overtaken by Disconnect never comes about, and its key is not stored', async () => {
    const gate = held();
    const window = new Window({ clientDelay: () => gate.promise });
    await window.connections.start();
    const connecting = window.connectTo(acme);
    await settle();
    expect(window.now).toBe('connecting acme');
    await window.connections.disconnect();
    gate.resolve();
    await connecting;
    expect(window.now).toBe('none');
    expect(window.secrets.content).toEqual({});
  });

  it('the later of two connections wins, whichever is there first', async () => {
    const gate = held();
    const window = new Window({
      clientDelay: ({ origin }) => (origin === acme.origin ? gate.promise : Promise.resolve()),
    });
    await window.connections.start();
    const first = window.connectTo(acme);
    await settle();
    await window.connectTo(globex);
    gate.resolve();
    await first;
    expect(window.shown).toEqual(['none', 'connecting acme', 'connecting globex.us2', 'tenant globex.us2']);
    expect(window.stored).toEqual([globex]);
  });

  it('a failure of what was overtaken is not the business of a person', async () => {
    const gate = held();
    const window = new Window({
      clientDelay: ({ origin }) => (origin === acme.origin ? gate.promise : Promise.resolve()),
    });
    await window.connections.start();
    const first = window.connectTo(acme);
    await settle();
    await window.connectTo(globex);
    gate.reject(Object.assign(new Error('late'), { code: 'ELATE' }));
    await first;
    expect(window.now).toBe('tenant globex.us2');
    expect(window.logged).toContain('A change of connection that was overtaken failed: Error ELATE');
  });

  it('Disconnect removes a key that is still on its way into the secret storage', async () => {
    const gate = held();
    let isHeld = false;
    const window = new Window({ secrets: new MemorySecrets(() => (isHeld ? gate.promise : Promise.resolve())) });
    await window.connections.start();
    const answer = held<typeof acme>();
    const connecting = window.connectTo(answer.promise);
    await settle();
    isHeld = true;
    answer.resolve(acme);
    await settle();
    expect(window.now).toBe('tenant acme');
    const disconnecting = window.connections.disconnect();
    gate.resolve();
    await Promise.all([connecting, disconnecting]);
    await settle();
    expect(window.now).toBe('none');
    expect(window.secrets.content).toEqual({});
  });

  it.each(['connect', 'trySampleData', 'disconnect'] as const)(
    '%s takes an open question off the screen',
    async (verb) => {
      const window = new Window();
      await window.connections.start();
      const answer = held<typeof acme>();
      const connecting = window.connectTo(answer.promise);
      await settle();
      const doing = verb === 'connect' ? window.connectTo(undefined) : window.connections[verb]();
      expect(window.questions[0]?.signal.aborted).toBe(true);
      answer.resolve(acme);
      await Promise.all([connecting, doing]);
      expect(window.shown).not.toContain('tenant acme');
    },
  );

  it('two questions asked at once are one', async () => {
    const window = new Window();
    await window.connections.start();
    await Promise.all([window.connectTo(acme), window.connectTo(globex)]);
    expect(window.questions).toHaveLength(1);
    expect(window.now).toBe('tenant globex.us2');
  });

  it('the verb begun last wins, in any order of arrival', async () => {
    const sequences = array(constantFrom(...verbs), { minLength: 1, maxLength: 7 });
    const property = asyncProperty(sequences, scheduler(), async (sequence, order) => {
      expect(await run(sequence, order)).toMatchObject(outcomeOf(sequence));
    });
    await assert(property, { numRuns: 500 });
  });
});

const verbs = ['acme', 'globex', 'sample', 'disconnect'] as const;

type Verb = (typeof verbs)[number];

type Outcome = {
  readonly now: string;
  readonly openServers: number;
  readonly warned: readonly unknown[];
  readonly stored?: unknown;
};

/** Begins the verbs one after another, without waiting for any of them to end. */
const run = async (sequence: readonly Verb[], order: Scheduler): Promise<Outcome> => {
  const pause = (): Promise<unknown> => order.schedule(Promise.resolve());
  let openServers = 0;
  const startSampleTenant = async (): Promise<SampleTenant> => {
    await pause();
    openServers += 1;
    return { url: 'http://127.0.0.1:1', accessKey: 'sample-key', close: async () => void (openServers -= 1) };
  };
  const window = new Window({ secrets: new MemorySecrets(pause), clientDelay: pause, startSampleTenant });
  const begin: Readonly<Record<Verb, () => Promise<void>>> = {
    acme: () => window.connectTo(acme),
    globex: () => window.connectTo(globex),
    sample: () => window.connections.trySampleData(),
    disconnect: () => window.connections.disconnect(),
  };
  const running = [window.connections.start()];
  const steps = sequence.map((verb) => async () => void running.push(begin[verb]()));
  const whole = async (): Promise<void> => {
    await order.scheduleSequence(steps).task;
    await Promise.all(running);
  };
  await order.waitFor(whole());
  await order.waitIdle();
  const { now, stored, warned } = window;
  const outcome = { now, stored, warned, openServers };
  window.connections.dispose();
  return outcome;
};

const outcomeOf = (sequence: readonly Verb[]): Outcome => {
  const rest = { warned: [], openServers: 0 };
  switch (sequence.at(-1)) {
    case 'acme':
      return { ...rest, now: 'tenant acme', stored: expect.arrayContaining([acme]) };
    case 'globex':
      return { ...rest, now: 'tenant globex.us2', stored: expect.arrayContaining([globex]) };
    case 'sample':
      return { ...rest, now: 'sample Sample Data', openServers: 1 };
    case 'disconnect':
    case undefined:
      // Which key goes depends on which tenant had come about by then.
      return { ...rest, now: 'none' };
  }
};
