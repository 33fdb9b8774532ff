import QuickLRU from 'quick-lru';
import type { Client } from '../api/client.ts';
import type { GoalMetric, GoalTemplate } from '../api/schema.ts';
import { byName } from './names/byName.ts';
import { mostDetails } from './goalColumns.ts';
import { SharedRequest } from './sharedRequest.ts';

/** What is fetched when somebody looks: metrics, and the templates. Requests are cached, not answers; one that fails is dropped. */
export class GoalDetails {
  readonly #client: Pick<Client, 'listGoalMetrics' | 'listGoalTemplates'>;
  readonly #ended: AbortSignal;
  readonly #metrics = new QuickLRU<string, SharedRequest<readonly GoalMetric[]>>({ maxSize: mostDetails });
  readonly #templates = new Map<'all', SharedRequest<readonly GoalTemplate[]>>();
  /** What was forgotten: who still waits for it would get what was before. */
  readonly #late = new WeakSet<object>();
  readonly #units = new Set<string>();
  /** By id of a goal whether it has metrics, for as long as its metrics are known. */
  readonly #hasMetrics = new Map<string, boolean>();

  /** @param ended cancels what is under way */
  constructor(client: Pick<Client, 'listGoalMetrics' | 'listGoalTemplates'>, ended: AbortSignal) {
    this.#client = client;
    this.#ended = ended;
  }

  async metrics(goalId: string, signal?: AbortSignal): Promise<readonly GoalMetric[]> {
    const send = (sent: AbortSignal): Promise<readonly GoalMetric[]> => this.#client.listGoalMetrics(goalId, sent);
    const listed = await this.#newest(this.#metrics, goalId, 'listGoalMetrics', send, signal);
    this.#hasMetrics.set(goalId, listed.length > 0);
    for (const { Unit } of listed) if (Unit !== undefined && Unit !== '') this.#units.add(Unit);
    return listed;
  }

  templates(signal?: AbortSignal): Promise<readonly GoalTemplate[]> {
    const send = (sent: AbortSignal): Promise<readonly GoalTemplate[]> => this.#client.listGoalTemplates(sent);
    return this.#newest(this.#templates, 'all', 'listGoalTemplates', send, signal);
  }

  /** Of all metrics that were seen, sorted. */
  units(): readonly string[] {
    return [...this.#units].toSorted(byName);
  }

  /** Whether a goal has metrics, as far as that was asked; undefined where nobody did. */
  hasMetrics(goalId: string): boolean | undefined {
    return this.#hasMetrics.get(goalId);
  }

  /** Returns the ids of those goals whose metrics were known. */
  forgetMetrics(goalIds: Iterable<string>): ReadonlySet<string> {
    const ids = [...goalIds];
    for (const goalId of ids) this.#hasMetrics.delete(goalId);
    return new Set(ids.filter((goalId) => this.#forget(this.#metrics, goalId)));
  }

  /** Returns the ids of the goals whose metrics were known. */
  forgetAll(): ReadonlySet<string> {
    this.#hasMetrics.clear();
    this.#forget(this.#templates, 'all');
    return this.forgetMetrics(this.#metrics.keys());
  }

  #forget<K, T>(cache: Map<K, SharedRequest<T>>, key: K): boolean {
    const request = cache.get(key);
    if (request !== undefined) this.#late.add(request);
    return cache.delete(key);
  }

  /** The answer to a request that nobody forgot while it was under way. */
  async #newest<K, T>(
    cache: Map<K, SharedRequest<T>>,
    key: K,
    operation: string,
    send: (signal: AbortSignal) => Promise<T>,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    const request = this.#shared(cache, key, operation, send);
    const answer = await request.wait(signal);
    return this.#late.has(request) ? this.#newest(cache, key, operation, send, signal) : answer;
  }

  #shared<K, T>(
    cache: Map<K, SharedRequest<T>>,
    key: K,
    operation: string,
    send: (signal: AbortSignal) => Promise<T>,
  ): SharedRequest<T> {
    const cached = cache.get(key);
    if (cached !== undefined && !cached.isAbandoned) return cached;
    const request: SharedRequest<T> = new SharedRequest(
      operation,
      (sent) =>
        send(sent).catch((error: unknown) => {
          if (cache.get(key) === request) cache.delete(key);
          throw error;
        }),
      this.#ended,
    );
    cache.set(key, request);
    return request;
  }
}
