import { pause } from './pause.ts';

/** Long work goes on for so many milliseconds at a time. */
const mostMs = 20;

/** The pauses of one long work, in which others have their turn. */
export class Pauses {
  #since = performance.now();

  /** To be called after each small part of the work. */
  async ifDue(): Promise<void> {
    if (performance.now() - this.#since < mostMs) return;
    await pause();
    this.#since = performance.now();
  }
}
