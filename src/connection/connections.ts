import { Failure } from '../failure.ts';
import { causeOf } from '../log.ts';
import { createEmitter, type Event } from '../model/emitter.ts';
import { sampleTenantId, type TenantId } from '../model/tenant.ts';
import type { Memory } from '../model/views/keptValue.ts';
import type { Connected, Connection } from './connection.ts';
import { Choices } from './choices.ts';
import { openSample, openTenant, unlinked, type Link, type LinkDeps } from './link.ts';
import { disconnectedText } from './disconnectedText.ts';
import type { KeptTenants } from './keptTenants.ts';
import { tenantIdOf, type Tenant } from './storedTenant.ts';
import { Tenants, type ChangeElsewhere, type TenantsDeps } from './tenants.ts';

/**
 * Resolves to a tenant that answered, or to undefined when the person left. An abort takes the questions off the screen.
 * @param suggested whose domain is in the box at first
 */
export type SignIn = (
  suggested: TenantId | undefined,
  kept: KeptTenants,
  signal: AbortSignal,
) => Promise<Tenant | undefined>;

export type ConnectionsDeps = LinkDeps &
  TenantsDeps & {
    /** Remembers across restarts what was chosen: for all windows, and for this one. */
    readonly memento: Memory;
    readonly ownMemento: Memory;
    readonly startWithSampleData: () => boolean;
    readonly signIn: SignIn;
    /** Says in passing what happened. */
    readonly tell: (sentence: string) => void;
  };

/** `to` which tenant, or undefined for none. */
type Change = { readonly to: TenantId | undefined };

/** The one owner of the connection of this window. Whatever overlaps, the change that was begun last wins. */
export class Connections {
  readonly #deps: ConnectionsDeps;
  readonly #choices: Choices;
  readonly #changes = createEmitter<Connection>();
  readonly #subscriptions: readonly { dispose(): void }[];
  #current: Connection = { kind: 'connecting', label: '' };
  #link: Link = unlinked;
  /** The change begun last: one that finds another here was overtaken. */
  #change: Change = { to: undefined };
  #asking: AbortController | undefined;

  readonly onDidChange: Event<Connection> = this.#changes.event;
  readonly tenants: Tenants;

  constructor(deps: ConnectionsDeps) {
    this.#deps = deps;
    this.tenants = new Tenants(deps);
    this.#choices = new Choices(deps.memento, deps.ownMemento);
    this.#subscriptions = [
      this.tenants.onDidChange(() => this.#relabel()),
      this.tenants.onDidChangeElsewhere((change) => void this.#follow(change)),
    ];
  }

  get current(): Connection {
    return this.#current;
  }

  get connected(): Connected | undefined {
    return this.#current.kind === 'connected' ? this.#current : undefined;
  }

  /** Resolves once it is known which tenant this window talks to, if any. Never rejects: what fails is told where it was begun. */
  async whenIdle(): Promise<void> {
    if (this.#current.kind !== 'connecting') return;
    await new Promise<void>((resolve) => {
      const subscription = this.onDidChange(({ kind }) => {
        if (kind === 'connecting') return;
        subscription.dispose();
        resolve();
      });
    });
  }

  /** Comes back to the tenant that this window showed, without a request. Never rejects: what fails is told. */
  async start(): Promise<void> {
    const change = this.#change;
    await this.#reporting(async () => {
      const kept = await this.tenants.read();
      if (change !== this.#change) return;
      // A Disconnect may have been ended before it had removed the goals.
      void this.tenants.forgetGoalsOfOthers();
      await this.#restore(kept);
    });
    if (change === this.#change) await this.#become(unlinked);
  }

  /**
   * Asks for a tenant, and keeps it beside the others. Changes nothing if the person leaves the questions, or begins something else
   * meanwhile.
   * @param suggested whose domain is in the box at first; without it that of the tenant that was connected last
   */
  async connect(suggested?: TenantId): Promise<void> {
    await this.#askFor((kept) => suggested ?? this.#choices.last ?? kept.ids[0]);
  }

  /** As {@link connect}, for one more. */
  async add(): Promise<void> {
    await this.#askFor(() => undefined);
  }

  /** @throws Failure where its key is not kept */
  async switchTo(tenant: TenantId): Promise<void> {
    if (tenant === sampleTenantId) return this.trySampleData();
    const { signal } = this.#ask();
    if (this.connected?.tenant === tenant) return;
    const stored = await this.tenants.stored(tenant);
    if (signal.aborted) return;
    await this.#openTenant(stored, () => this.#choices.choose(tenant));
  }

  /** Goes to a tenant that a person chose: asks for its key where that is not kept. */
  readonly goTo = (tenant: TenantId): Promise<void> =>
    tenant === sampleTenantId || this.tenants.kept.tenants.has(tenant) ? this.switchTo(tenant) : this.connect(tenant);

  async trySampleData(): Promise<void> {
    this.#asking?.abort();
    if (this.#change.to === sampleTenantId) return;
    await this.#openSample(() => this.#choices.choose(sampleTenantId));
  }

  /** Forgets the access key and the goals of the connected tenant. What is only being connected stays as it was kept before. */
  async disconnect(): Promise<void> {
    this.#asking?.abort();
    const { current } = this;
    const left = this.connected?.tenant;
    const isTenant = left !== undefined && left !== sampleTenantId;
    this.#change = { to: undefined };
    await Promise.all([
      this.#become(unlinked),
      this.#choices.leave(left),
      isTenant ? this.tenants.forget(left) : undefined,
    ]);
    this.#deps.tell(disconnectedText(current, isTenant ? 'keyRemoved' : 'keyKept'));
  }

  /** Forgets the access key and the goals of any tenant that is kept. @throws Failure */
  async remove(tenant: TenantId): Promise<void> {
    const isConnected = this.connected?.tenant === tenant;
    if (this.#change.to === tenant) await this.disconnect();
    if (!isConnected) await this.tenants.forget(tenant);
  }

  dispose(): void {
    this.#asking?.abort();
    this.#change = { to: undefined };
    for (const each of this.#subscriptions) each.dispose();
    this.tenants.dispose();
    void this.#end(this.#link);
  }

  async #restore(kept: KeptTenants): Promise<void> {
    const wanted = this.#choices.wanted([...kept.tenants.keys()]);
    const tenant = kept.tenants.get(wanted ?? '');
    if (wanted === sampleTenantId) return this.#openSample();
    if (tenant !== undefined) await this.#openTenant(tenant, () => this.#choices.restored(tenantIdOf(tenant)));
    if (kept.isBroken) throw new Failure('storedTenantBroken');
    if (tenant === undefined && this.#deps.startWithSampleData()) await this.#openSample();
  }

  /** Hears what another window did with the tenants that are kept. One that shows another, or one that was never kept, goes on doing so. */
  async #follow(change: ChangeElsewhere | Failure): Promise<void> {
    await this.#reporting(async () => {
      if (change instanceof Failure) throw change;
      const { kept, rekeyed, before } = change;
      const { to } = this.#change;
      if (to === sampleTenantId) return;
      const stored = kept.tenants.get(to ?? this.#first(kept, before));
      if (stored === undefined) return to === undefined || !before.ids.includes(to) ? undefined : this.#leave(kept);
      if (to === undefined || rekeyed.has(to))
        await this.#openTenant(stored, () => this.#choices.restored(tenantIdOf(stored)));
    });
  }

  /** A window that shows none begins with the first that is ever kept; one that showed another or was disconnected does not. */
  #first(kept: KeptTenants, before: KeptTenants): TenantId {
    const isFirst = before.ids.length === 0 && this.#current.kind === 'none';
    return (isFirst ? this.#choices.wanted([...kept.tenants.keys()]) : undefined) ?? '';
  }

  async #leave({ isBroken }: KeptTenants): Promise<void> {
    const { current } = this;
    this.#change = { to: undefined };
    await this.#become(unlinked);
    if (isBroken) throw new Failure('storedTenantBroken');
    if (current.kind !== 'none') this.#deps.tell(disconnectedText(current, 'elsewhere'));
  }

  /** What was kept before is a help for the questions, and no more than that. */
  async #askFor(suggestion: (kept: KeptTenants) => TenantId | undefined): Promise<void> {
    const asking = this.#ask();
    void this.tenants.prepare();
    const kept = await this.tenants.peek();
    const tenant = asking.signal.aborted ? undefined : await this.#deps.signIn(suggestion(kept), kept, asking.signal);
    if (tenant === undefined || asking.signal.aborted) return;
    this.#asking = undefined;
    await this.#openTenant(tenant, () => this.#keep(tenant));
  }

  /** What a person was asked before is asked no more. */
  #ask(): AbortController {
    this.#asking?.abort();
    return (this.#asking = new AbortController());
  }

  async #keep(tenant: Tenant): Promise<void> {
    await Promise.all([this.tenants.keep(tenant), this.#choices.choose(tenantIdOf(tenant))]);
  }

  #relabel(): void {
    const { connection } = this.#link;
    if (connection.kind === 'none' || connection.label === this.tenants.labelOf(connection.tenant)) return;
    this.#link = { ...this.#link, connection: this.#labelled(connection) };
    if (this.#current === connection) this.#show(this.#link.connection);
  }

  #labelled(connection: Connected): Connected {
    return { ...connection, label: this.tenants.labelOf(connection.tenant) };
  }

  #openTenant(tenant: Tenant, onOpen?: () => PromiseLike<void>): Promise<void> {
    const open = (): Promise<Link> => openTenant(tenant, this.#deps);
    return this.#begin(tenantIdOf(tenant), open, onOpen);
  }

  #openSample(onOpen?: () => PromiseLike<void>): Promise<void> {
    return this.#begin(sampleTenantId, () => openSample(this.#deps), onOpen);
  }

  async #begin(tenant: TenantId, open: () => Promise<Link>, onOpen?: () => PromiseLike<void>): Promise<void> {
    const change = (this.#change = { to: tenant });
    this.#show({ kind: 'connecting', label: this.tenants.labelOf(tenant) });
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
    const { connection } = link;
    this.#link = connection.kind === 'none' ? link : { ...link, connection: this.#labelled(connection) };
    this.#deps.log.info(stateOf(link));
    this.#show(this.#link.connection);
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
