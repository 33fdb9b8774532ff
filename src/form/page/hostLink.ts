import type { GoalField } from '../../model/goalFields.ts';
import type { MetricField } from '../../model/goalRules.ts';
import { parseToPage, type ToHost, type ToPage } from '../protocol.ts';

declare const acquireVsCodeApi: () => { postMessage(message: unknown): void };

/** After this long without an answer, in milliseconds, nobody is listening: the extension host has ended. */
const patienceMs = 1500;

/** What is told about an edit: everything but its number. */
export type Edit =
  | { readonly type: 'edit'; readonly field: GoalField; readonly value: string }
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
  }

  send(message: ToHost): void {
    // This is VS Code's own function, not the window's: it takes no origin.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    this.#api.postMessage(message);
  }

  /** Returns the edit's number, by which the host says how much it knows. */
  edit(edit: Edit): number {
    this.#seq += 1;
    this.#pending.set(
      this.#seq,
      window.setTimeout(() => this.#onLost(true), patienceMs),
    );
    this.send({ ...edit, seq: this.#seq });
    return this.#seq;
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
