import { onTestFinished } from 'vitest';
import { createClient } from '../../../src/api/createClient.ts';
import { Pacer } from '../../../src/api/pace.ts';
import { contextOf, type Connection } from '../../../src/connection/connection.ts';
import { Connections } from '../../../src/connection/connections.ts';
import type { SampleTenant } from '../../../src/connection/link.ts';
import { formerSecret, keptIn } from '../../../src/connection/keptTenants.ts';
import type { Tenant } from '../../../src/connection/storedTenant.ts';
import { startSampleTenant } from '../../../src/sample/server.ts';
import { MemoryMemento, MemorySecrets } from './memory.ts';

export const acmeId = 'acme.gainsightcloud.com';
export const acme: Tenant = { origin: 'https://acme.gainsightcloud.com', accessKey: 'acme-key-4711' };
export const globexId = 'globex.us2.gainsightcloud.com';
export const globex: Tenant = { origin: 'https://globex.us2.gainsightcloud.com', accessKey: 'globex-key-0815' };

/** What a person answers when asked for a tenant; undefined for leaving. */
type Answer = Tenant | undefined | Promise<Tenant | undefined>;

export type WindowOptions = {
  readonly secrets?: MemorySecrets;
  readonly memento?: MemoryMemento;
  readonly ownMemento?: MemoryMemento;
  readonly startWithSampleData?: boolean;
  readonly startSampleTenant?: () => Promise<SampleTenant>;
  readonly forgetGoals?: () => Promise<void>;
  /** Waited for before a client is there. */
  readonly clientDelay?: (tenant: Tenant) => Promise<unknown>;
};

/** Connections as one window has them, with everything that they say and show written down. */
export class Window {
  readonly secrets: MemorySecrets;
  readonly memento: MemoryMemento;
  readonly ownMemento: MemoryMemento;
  readonly connections: Connections;
  /** One line a state: `tenant acme`. */
  readonly shown: string[] = [];
  readonly told: string[] = [];
  readonly warned: unknown[] = [];
  readonly logged: string[] = [];
  /** Tenants for which a client was made. */
  readonly opened: Tenant[] = [];
  /** Which tenants were kept at each question, and the signal that ends the question. */
  readonly questions: {
    readonly suggested: string | undefined;
    readonly kept: readonly Tenant[];
    readonly signal: AbortSignal;
  }[] = [];
  readonly samples: SampleTenant[] = [];
  /** Each time that goals were forgotten, the tenants whose goals were not. */
  readonly forgottenBut: (readonly string[])[] = [];
  #answer: Answer;

  constructor(options: WindowOptions = {}) {
    this.secrets = options.secrets ?? new MemorySecrets();
    this.memento = options.memento ?? new MemoryMemento();
    this.ownMemento = options.ownMemento ?? new MemoryMemento();
    const log = (line: string): void => void this.logged.push(line);
    this.connections = new Connections({
      secrets: this.secrets,
      memento: this.memento,
      ownMemento: this.ownMemento,
      createClient: async (tenant) => {
        this.opened.push(tenant);
        await options.clientDelay?.(tenant);
        return clientOf(tenant);
      },
      startSampleTenant: async () => {
        const sample = await (options.startSampleTenant ?? startSampleTenant)();
        this.samples.push(sample);
        return sample;
      },
      startWithSampleData: () => options.startWithSampleData ?? false,
      forgetGoals: async (butOf) => {
        this.forgottenBut.push(butOf);
        await options.forgetGoals?.();
      },
      signIn: async (suggested, { tenants }, signal) => {
        this.questions.push({ suggested, kept: [...tenants.values()], signal });
        return this.#answer;
      },
      tell: (sentence) => this.told.push(sentence),
      warn: (error) => this.warned.push(error),
      log: { debug: log, info: log, warn: log, error: log },
    });
    this.connections.onDidChange((connection) => this.shown.push(lineOf(connection)));
    onTestFinished(() => this.connections.dispose());
  }

  /** `tenant acme` */
  get now(): string {
    return lineOf(this.connections.current);
  }

  /** All that is in the secret storage, in the order in which it was added. */
  get stored(): readonly Tenant[] {
    return [...keptIn(new Map(Object.entries(this.secrets.content))).tenants.values()];
  }

  connectTo(answer: Answer): Promise<void> {
    this.#answer = answer;
    return this.connections.connect();
  }
}

export const lineOf = (connection: Connection): string =>
  connection.kind === 'none' ? 'none' : `${contextOf(connection)} ${connection.label}`.trim();

export const started = async (options: WindowOptions = {}): Promise<Window> => {
  const window = new Window(options);
  await window.connections.start();
  return window;
};

/** A secret storage with this text as the one tenant that earlier versions kept. */
export const secretsWith = async (text: string): Promise<MemorySecrets> => {
  const secrets = new MemorySecrets();
  await secrets.store(formerSecret, text);
  return secrets;
};

/** A real client; a test that makes it send something fails. */
const clientOf = (tenant: Tenant): ReturnType<typeof createClient> =>
  createClient({
    ...tenant,
    fetch: () => Promise.reject(new Error('Nothing is to be sent.')),
    pacer: new Pacer({ requestsAMinute: 60, atOnce: 1 }),
    random: () => 0,
  });

/** A promise that is settled from outside. */
export const held = <T = void>(): PromiseWithResolvers<T> => Promise.withResolvers<T>();

/** Lets everything that is under way in memory come to rest. */
export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};
