import type { Client } from '../api/client.ts';
import { ApiError } from '../api/errors.ts';
import type { Goal } from '../api/schema.ts';
import { NotConnected, type GoalStore } from '../model/goalStore.ts';
import { isGsid } from '../model/gsid.ts';
import { isWhole } from '../model/loadState.ts';
import { SharedRequest } from '../model/sharedRequest.ts';

type Reader = Pick<Client, 'getGoal'>;

export type MentionedGoalsDeps = {
  readonly store: Pick<GoalStore, 'goal' | 'state' | 'fetchGoal' | 'isOf'>;
  readonly connections: {
    readonly connected: { readonly client: Client } | undefined;
    whenIdle(): Promise<void>;
  };
  /** Milliseconds since any fixed moment. */
  readonly elapsedMs: () => number;
};

/** What was asked for less long ago is not asked for again. */
const freshMs = 60_000;
const mostAsked = 200;

type Asked = { readonly at: number; readonly of: Reader; readonly request: SharedRequest<Goal | undefined> };

/** Goals that a text mentions. Those that are not known, as in a window that has not loaded any, are asked for one by one. */
export class MentionedGoals {
  readonly #deps: MentionedGoalsDeps;
  readonly #asked = new Map<string, Asked>();
  readonly #ended = new AbortController();

  constructor(deps: MentionedGoalsDeps) {
    this.#deps = deps;
  }

  dispose(): void {
    this.#ended.abort();
  }

  /** Resolves once it is known which tenant the window talks to, if any. */
  whenIdle(): Promise<void> {
    return this.#deps.connections.whenIdle();
  }

  /**
   * Undefined where no goal of the connected tenant has this id, and where none is connected.
   * @throws ApiError
   */
  async goal(goalId: string, signal?: AbortSignal): Promise<Goal | undefined> {
    const { store, connections } = this.#deps;
    if (!(await this.mayBe(goalId))) return undefined;
    const { connected } = connections;
    const asked = store.goal(goalId) ?? (await this.#ask(goalId)?.wait(signal));
    // Another tenant's goal is none of this one's; and a window that loaded its goals meanwhile knows better.
    return connections.connected?.client === connected?.client ? (store.goal(goalId) ?? asked) : undefined;
  }

  /** @param goalId as a link says it. @throws ApiError 'notFound' where no goal of the tenant has it, NotConnected */
  async named(goalId: unknown): Promise<Goal> {
    const goal = typeof goalId === 'string' && isGsid(goalId) ? await this.goal(goalId) : undefined;
    if (goal !== undefined) return goal;
    throw this.#deps.connections.connected ? new ApiError('notFound', 'getGoal') : new NotConnected();
  }

  /** Whether a goal may have this id: one has, or not all goals are known. */
  async mayBe(goalId: string): Promise<boolean> {
    const { store, connections } = this.#deps;
    await connections.whenIdle();
    return connections.connected !== undefined && (store.goal(goalId) !== undefined || !isWhole(store.state));
  }

  #ask(goalId: string): Asked['request'] | undefined {
    const { connections, elapsedMs } = this.#deps;
    const client = connections.connected?.client;
    if (client === undefined) return undefined;
    const before = this.#asked.get(goalId);
    const isFresh = before?.of === client && elapsedMs() - before.at < freshMs && !before.request.isAbandoned;
    if (isFresh) return before.request;
    const request = new SharedRequest('getGoal', (sent) => this.#send(client, goalId, sent), this.#ended.signal);
    this.#keep(goalId, { at: elapsedMs(), of: client, request });
    return request;
  }

  #keep(goalId: string, asked: Asked): void {
    this.#asked.delete(goalId);
    this.#asked.set(goalId, asked);
    const [oldest] = this.#asked.keys();
    if (this.#asked.size > mostAsked && oldest !== undefined) this.#asked.delete(oldest);
  }

  async #send(client: Client, goalId: string, signal: AbortSignal): Promise<Goal | undefined> {
    const { store } = this.#deps;
    try {
      return await (store.isOf(client) ? store.fetchGoal(goalId, signal) : client.getGoal(goalId, signal));
    } catch (error) {
      if (error instanceof ApiError && error.kind === 'notFound') return undefined;
      // What failed is asked for again.
      this.#asked.delete(goalId);
      throw error;
    }
  }
}
