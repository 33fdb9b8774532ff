import { Failure } from '../failure.ts';
import { causeOf, type Log } from '../log.ts';
import { createEmitter, type Event } from '../model/emitter.ts';
import { sampleTenantId, type TenantId } from '../model/tenant.ts';
import { tenantLabel } from '../words/tenantLabel.ts';
import type { Connected, Connection } from './connection.ts';
import { openSample, openTenant, tenantIdOf, unlinked, type Link, type LinkDeps } from './link.ts';
import { disconnectedText } from './disconnectedText.ts';
import type { StoredTenant, Tenant } from './storedTenant.ts';
import { TenantSecret, type Secrets } from './tenantSecret.ts';

/** The part of `vscode.Memento` that is used. */
export type Memento = { get(key: string): unknown; update(key: string, value: unknown): PromiseLike<void> };

/**
 * Resolves to a tenant that answered, or to undefined when the person left. An abort takes the questions off the screen.
 * @param suggested whose domain is in the box at first
 */
export type SignIn = (
  suggested: TenantId | undefined,
  stored: Tenant | undefined,
  signal: AbortSignal,
) => Promise<Tenant | undefined>;

export type ConnectionsDeps = LinkDeps & {
  readonly secrets: Secrets;
  /** Remembers across restarts, and for all windows, that sample data was the last choice. */
  readonly memento: Memento;
  readonly startWithSampleData: () => boolean;
  /** Removes what is kept of any tenant's goals but this one's. @throws Failure */
  readonly forgetGoals: (butOf: TenantId | undefined) => Promise<void>;
  readonly signIn: SignIn;
  /** Says in passing what happened. */
  readonly tell: (sentence: string) => void;
  /** Says what failed where no command waits for it. */
  readonly warn: (error: unknown) => void;
  readonly log: Log;
};

/** `to` which tenant, or undefined for none. */
type Change = { readonly to: TenantId | undefined };

export const lastChoiceKey = 'customerGoals.lastChoice';

/** The tenant that was connected last, without its key: what to suggest once that is forgotten. */
export const lastTenantKey = 'customerGoals.lastTenant';

/** The one owner of the connection of this window. Whatever overlaps, the change that was begun last wins. */
export class Connections {
  readonly #deps: ConnectionsDeps;
  readonly #secret: TenantSecret;
  readonly #changes = createEmitter<Connection>();
  readonly #subscription: { dispose(): void };
  #current: Connection = { kind: 'connecting', label: '' };
  #link: Link = unlinked;
  /** The change begun last: one that finds another here was overtaken. */
  #change: Change = { to: undefined };
  #signingIn: AbortController | undefined;

  readonly onDidChange: Event<Connection> = this.#changes.event;

  constructor(deps: ConnectionsDeps) {
    this.#deps = deps;
    this.#secret = new TenantSecret(deps.secrets);
    this.#subscription = this.#secret.onDidChangeElsewhere((stored) => void this.#follow(stored));
  }

  get current(): Connection {
    return this.#current;
  }

  get connected(): Connected | undefined {
    return this.#current.kind === 'connected' ? this.#current : undefined;
  }

  /** Resolves once it is known which tenant this window talks to, if any. Never rejects: what fails is told where it was begun. */
  async settled(): Promise<void> {
    if (this.#current.kind !== 'connecting') return;
    await new Promise<void>((resolve) => {
      const subscription = this.onDidChange(({ kind }) => {
        if (kind === 'connecting') return;
        subscription.dispose();
        resolve();
      });
    });
  }

  /** What it takes to talk to the tenant that is connected, for a process that a person lets have it; undefined for the sample tenant. */
  async access(): Promise<Tenant | undefined> {
    const stored = await this.#storedTenant();
    return stored !== undefined && tenantIdOf(stored) === this.connected?.tenant ? stored : undefined;
  }

  /** Restores the last choice, without a request. Never rejects: what fails is told. */
  async start(): Promise<void> {
    const change = this.#change;
    await this.#reporting(async () => {
      const stored = await this.#secret.read();
      if (change !== this.#change) return;
      // A Disconnect may have been ended before it had removed the goals.
      void this.#forgetGoalsBut(stored);
      await this.#restore(stored);
    });
    if (change === this.#change) await this.#become(unlinked);
  }

  /**
   * Asks for a tenant. Changes nothing if the person leaves the questions, or begins something else meanwhile.
   * @param suggested whose domain is in the box at first; without it that of the tenant that is stored, or was connected last
   */
  async connect(suggested?: TenantId): Promise<void> {
    this.#signingIn?.abort();
    const asking = (this.#signingIn = new AbortController());
    const stored = await this.#storedTenant();
    const tenant = asking.signal.aborted
      ? undefined
      : await this.#deps.signIn(suggested ?? this.#suggestion(stored), stored, asking.signal);
    if (tenant === undefined || asking.signal.aborted) return;
    this.#signingIn = undefined;
    await this.#openTenant(tenant, () => this.#keep(tenant));
  }

  async trySampleData(): Promise<void> {
    this.#signingIn?.abort();
    if (this.#change.to === sampleTenantId) return;
    await this.#openSample(() => this.#deps.memento.update(lastChoiceKey, 'sample'));
  }

  /** Forgets the access key and the goals. Leaving sample data, it leaves those of a tenant where they are. */
  async disconnect(): Promise<void> {
    this.#signingIn?.abort();
    const { current } = this;
    const isSample = this.#change.to === sampleTenantId;
    this.#change = { to: undefined };
    await Promise.all([
      this.#become(unlinked),
      isSample || current.kind !== 'connected' ? undefined : this.#deps.memento.update(lastTenantKey, current.tenant),
      isSample ? undefined : this.#secret.forget(),
      isSample ? undefined : this.#deps.forgetGoals(undefined),
      this.#deps.memento.update(lastChoiceKey, undefined),
    ]);
    this.#deps.tell(disconnectedText(current, isSample ? 'sample' : 'keyRemoved'));
  }

  dispose(): void {
    this.#signingIn?.abort();
    this.#change = { to: undefined };
    this.#subscription.dispose();
    this.#secret.dispose();
    void this.#end(this.#link);
  }

  async #restore(stored: StoredTenant): Promise<void> {
    if (this.#deps.memento.get(lastChoiceKey) === 'sample') await this.#openSample();
    else if (stored === 'broken') throw new Failure('storedTenantBroken');
    else if (stored !== undefined) await this.#openTenant(stored);
    else if (this.#deps.startWithSampleData()) await this.#openSample();
  }

  /** Does what another window did; one that shows sample data goes on doing so. */
  async #follow(stored: StoredTenant | Failure): Promise<void> {
    void this.#forgetGoalsBut(stored);
    if (this.#change.to === sampleTenantId) return;
    await this.#reporting(async () => {
      if (stored instanceof Failure) throw stored;
      if (typeof stored === 'object') return this.#openTenant(stored);
      const { current } = this;
      this.#change = { to: undefined };
      await this.#become(unlinked);
      if (stored === 'broken') throw new Failure('storedTenantBroken');
      if (current.kind !== 'none') this.#deps.tell(disconnectedText(current, 'elsewhere'));
    });
  }

  /** What was stored before is a help for the questions, and no more than that. */
  async #storedTenant(): Promise<Tenant | undefined> {
    try {
      const stored = await this.#secret.peek();
      return stored === 'broken' ? undefined : stored;
    } catch (error) {
      this.#deps.log.warn(causeOf(error));
      return undefined;
    }
  }

  #suggestion(stored: Tenant | undefined): TenantId | undefined {
    const last = this.#deps.memento.get(lastTenantKey);
    return (stored && tenantIdOf(stored)) ?? (typeof last === 'string' ? last : undefined);
  }

  async #keep(tenant: Tenant): Promise<void> {
    await Promise.all([
      this.#secret.write(tenant),
      this.#deps.memento.update(lastChoiceKey, undefined),
      this.#deps.forgetGoals(tenantIdOf(tenant)),
    ]);
  }

  /** Goals are kept as long as the key of their tenant is. Never rejects: what fails is told. */
  async #forgetGoalsBut(stored: StoredTenant | Failure): Promise<void> {
    if (stored === 'broken' || stored instanceof Failure) return;
    await this.#reporting(() => this.#deps.forgetGoals(stored && tenantIdOf(stored)));
  }

  #openTenant(tenant: Tenant, onOpen?: () => PromiseLike<void>): Promise<void> {
    const open = (): Promise<Link> => openTenant(tenant, this.#deps);
    return this.#switchTo(tenantIdOf(tenant), open, onOpen);
  }

  #openSample(onOpen?: () => PromiseLike<void>): Promise<void> {
    return this.#switchTo(sampleTenantId, () => openSample(this.#deps), onOpen);
  }

  async #switchTo(tenant: TenantId, open: () => Promise<Link>, onOpen?: () => PromiseLike<void>): Promise<void> {
    const change = (this.#change = { to: tenant });
    this.#show({ kind: 'connecting', label: tenantLabel(tenant) });
    const link = await this.#opened(change, open);
    if (link === undefined) return;
    if (change !== this.#change) return this.#end(link);
    // What is stored is stored in the same turn, so that no later change can come in between.
    await Promise.all([this.#become(link), onOpen?.()]);
  }

  async #opened(change: Change, open: () => Promise<Link>): Promise<Link | undefined> {
    try {
      return await open();
    } catch (error) {
      if (change !== this.#change) {
        this.#deps.log.warn(`A change of connection that was overtaken failed: ${causeOf(error)}`);
        return undefined;
      }
      const { connection } = this.#link;
      this.#change = { to: connection.kind === 'none' ? undefined : connection.tenant };
      this.#show(connection);
      throw error;
    }
  }

  #become(link: Link): Promise<void> {
    const former = this.#link;
    this.#link = link;
    this.#deps.log.info(stateOf(link));
    this.#show(link.connection);
    return this.#end(former);
  }

  #show(connection: Connection): void {
    this.#current = connection;
    this.#changes.fire(connection);
  }

  async #end(link: Link): Promise<void> {
    try {
      await link.end();
    } catch (error) {
      this.#deps.log.warn(`A connection did not end as it should: ${causeOf(error)}`);
    }
  }

  async #reporting(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.#deps.log.error(causeOf(error));
      this.#deps.warn(error);
    }
  }
}

const stateOf = ({ connection }: Link): string => {
  if (connection.kind === 'none') return 'Disconnected';
  return connection.tenant === sampleTenantId
    ? 'Connected to the sample tenant'
    : `Connected to a tenant: ${connection.tenant}`;
};
