import type { GoalField } from '../../model/goalFields.ts';
import type { MetricField } from '../../model/goalRules.ts';
import { parseToPage, type ToHost, type ToPage } from '../../form/protocol.ts';

declare const acquireVsCodeApi: () => { postMessage(message: unknown): void };

/** After this long without an answer, in milliseconds, nobody is listening: the extension host has ended. */
const patienceMs = 1500;

/** How often, in milliseconds, a page in sight looks whether anybody listens. Together with the patience under two seconds. */
const beatMs = 400;

/** What is told about an edit: everything but its number. */
export type Edit =
  | { readonly type: 'ping' }
  | { readonly type: 'edit'; readonly field: GoalField; readonly value: string; readonly markdown?: string }
  | { readonly type: 'loose'; readonly field: GoalField; readonly text: string }
  | { readonly type: 'editMetric'; readonly field: MetricField; readonly value: string };

/** The page's end of the line to the extension. */
export class HostLink {
  readonly #api = acquireVsCodeApi();
  readonly #onLost: (isLost: boolean) => void;
  readonly #pending = new Map<number, number>();
  #seq = 0;

  constructor(onMessage: (message: ToPage) => void, onLost: (isLost: boolean) => void) {
    this.#onLost = onLost;
    window.addEventListener('message', (event: MessageEvent<unknown>) => {
      const message = parseToPage(event.data);
      if (message.type === 'acknowledged') this.#answered(message.seq);
      else onMessage(message);
    });
    window.setInterval(() => this.#beat(), beatMs);
  }

  send(message: ToHost): void {
    // This is VS Code's own function, not the window's: it takes no origin.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    this.#api.postMessage(message);
  }

  /** Returns the edit's number, by which the host says how much it knows. */
  edit(edit: Edit): number {
    this.#seq += 1;
    this.#wait(this.#seq);
    this.send({ ...edit, seq: this.#seq });
    return this.#seq;
  }

  #wait(seq: number): void {
    const since = Date.now();
    const end = (): void => {
      // A computer that slept wakes up with all its timers due; the answer comes right behind.
      if (Date.now() - since > 2 * patienceMs) this.#wait(seq);
      else this.#onLost(true);
    };
    this.#pending.set(seq, window.setTimeout(end, patienceMs));
  }

  #beat(): void {
    if (document.visibilityState === 'visible' && this.#pending.size === 0) this.edit({ type: 'ping' });
  }

  #answered(seq: number): void {
    for (const [each, timer] of this.#pending) {
      if (each > seq) continue;
      window.clearTimeout(timer);
      this.#pending.delete(each);
    }
    if (this.#pending.size === 0) this.#onLost(false);
  }
}
