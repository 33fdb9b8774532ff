import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { phrase } from '../words/phrase.ts';
import type { Waiting } from '../words/waitingText.ts';

/** A shorter wait is over before anybody has read of it. */
const worthTellingMs = 2_000;

/** Says how long requests wait, counting down, and lets a person give them up. */
export class WaitNotice implements vscode.Disposable {
  #waiting: Waiting | undefined;
  #close: (() => void) | undefined;
  #giveUp = (): void => undefined;
  readonly #changes = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changes.event;

  /** What requests wait for, where that takes long enough to be told. */
  get waiting(): Waiting | undefined {
    return this.#close === undefined ? undefined : this.#waiting;
  }

  /** Gives up every request that waits. */
  readonly cancel = (): void => this.#giveUp();

  /** @param waiting undefined when nothing waits any more */
  show(waiting: Waiting | undefined, giveUp: () => void): void {
    this.#waiting = waiting;
    if (waiting === undefined) this.#close?.();
    else if (this.#close === undefined && waiting.until - Date.now() > worthTellingMs) this.#open(giveUp);
    this.#changes.fire();
  }

  dispose(): void {
    this.#close?.();
    this.#changes.dispose();
  }

  #open(giveUp: () => void): void {
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    const close = (): void => {
      this.#close = undefined;
      resolve();
    };
    this.#close = close;
    this.#giveUp = () => {
      giveUp();
      close();
      this.#changes.fire();
    };
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: l10n.t('Customer Goals'),
      cancellable: true,
    };
    void vscode.window.withProgress(options, async (progress, token) => {
      const report = (): void => progress.report({ message: textOf(this.#waiting, Date.now()) });
      const timer = setInterval(report, 1000);
      const cancelled = token.onCancellationRequested(() => this.#giveUp());
      report();
      await closed;
      clearInterval(timer);
      cancelled.dispose();
    });
  }
}

const textOf = (waiting: Waiting | undefined, now: number): string => {
  if (waiting === undefined) return '';
  const seconds = Math.max(1, Math.ceil((waiting.until - now) / 1000));
  return waiting.reason === 'throttled'
    ? phrase(l10n.t('Rate limit: retrying in {0} s'), seconds)
    : phrase(l10n.t('Rate limit: continuing in {0} s'), seconds);
};
