import type { Hold, PaceShare } from '../api/paceShare.ts';
import { causeOf, type Log } from '../log.ts';
import { PaceFolder } from './paceFolder.ts';
import type { PaceRecord, Sent } from './paceRecord.ts';

export type PaceFilesOptions = {
  readonly folder: string;
  readonly origin: string;
  /** Requests of all processes in a minute, at most. */
  readonly limit: number;
  /** An agent leaves a quarter of what a person set to that person. */
  readonly isAgent: boolean;
  readonly log: Pick<Log, 'warn'>;
  readonly minuteMs?: number;
};

/** By a clock that all processes have in common, and that nobody sets: it begins anew with the computer. */
const steadyMs = (): number => Number(process.hrtime.bigint() / 1_000_000n);

/** What is under way for longer was left by a process whose number another one has now. */
const longestMs = 10 * 60_000;

/** When to look again where it depends on requests that are under way, and where two tried at one moment. */
const checkMs = 250;
const tryMs = 40;

/**
 * One pace for all processes of a person on this computer that talk to one tenant. Each says in a file of its own that it tries, and then
 * looks at those of the others: of two that try at once, both see the other, so that there is no lock that somebody could die with.
 * Where the disk fails, a process keeps its own pace alone.
 */
export class PaceFiles implements PaceShare {
  readonly #options: PaceFilesOptions;
  readonly #folder: PaceFolder;
  readonly #minuteMs: number;
  #sent: readonly Sent[] = [];
  #closedUntil = 0;
  #isOver = false;
  #hasFailed = false;

  constructor(options: PaceFilesOptions) {
    this.#options = options;
    this.#minuteMs = options.minuteMs ?? 60_000;
    this.#folder = new PaceFolder(options.folder, options.origin);
    this.#tell(() => {
      this.#folder.open();
      this.#write(false);
    });
  }

  enter(): Hold | undefined {
    return this.#orElse(undefined, () => {
      this.#write(true);
      const hold = this.#hold(this.#folder.others(steadyMs()));
      if (hold === undefined) this.#sent = [...this.#sent, [steadyMs(), 0]];
      this.#write(false);
      return hold;
    });
  }

  leave(): void {
    const at = this.#sent.findIndex(([, ended]) => ended === 0);
    const begun = this.#sent[at]?.[0];
    // Whichever of them ended: each counts until a minute after some end.
    if (begun !== undefined) this.#sent = this.#sent.with(at, [begun, steadyMs()]);
    this.#tell(() => this.#write(false));
  }

  close(forMs: number): void {
    this.#closedUntil = Math.max(this.#closedUntil, steadyMs() + forMs);
    this.#tell(() => this.#write(false));
  }

  get left(): number {
    return this.#orElse(this.#options.limit, () => {
      const others = this.#folder.others(steadyMs());
      return Math.max(0, this.#limitBeside(others) - this.#counted(others).length);
    });
  }

  /** What was sent counts on. */
  dispose(): void {
    this.#isOver = true;
    this.#tell(() => this.#write(false));
  }

  #hold(others: readonly PaceRecord[]): Hold | undefined {
    const closedMs = Math.max(0, ...others.map(({ closedUntil }) => closedUntil - steadyMs()));
    if (closedMs > 0 && closedMs < longestMs) return { reason: 'throttled', forMs: closedMs };
    const sent = this.#counted(others);
    const room = this.#limitBeside(others) - sent.length;
    if (room <= 0) return { reason: 'pace', forMs: this.#opensInMs(sent, 1 - room) };
    const trying = others.filter(({ isTrying }) => isTrying).length;
    return trying < room ? undefined : { reason: 'pace', forMs: 1 + Math.random() * tryMs };
  }

  /** @param count how many requests must have become old */
  #opensInMs(sent: readonly Sent[], count: number): number {
    const ends = sent.flatMap(([, ended]) => (ended === 0 ? [] : [ended])).toSorted((a, b) => a - b);
    const last = ends[count - 1];
    const inMs = last === undefined ? checkMs : last + this.#minuteMs - steadyMs();
    return Math.max(1, inMs) + Math.random() * tryMs;
  }

  #limitBeside(others: readonly PaceRecord[]): number {
    const { limit, isAgent } = this.#options;
    if (!isAgent) return limit;
    const least = Math.min(limit, ...others.flatMap((each) => each.limit ?? []));
    return Math.max(1, Math.floor((least * 3) / 4));
  }

  #counted(others: readonly PaceRecord[]): readonly Sent[] {
    const now = steadyMs();
    const counts = ([begun, ended]: Sent): boolean => {
      // The clock began anew with the computer.
      if (begun > now || ended > now) return false;
      return ended === 0 ? now - begun < longestMs : now - ended < this.#minuteMs;
    };
    this.#sent = this.#sent.filter(counts);
    return [...this.#sent, ...others.flatMap(({ sent }) => sent.filter(counts))];
  }

  #write(isTrying: boolean): void {
    const { limit, isAgent } = this.#options;
    const shown = isAgent || this.#isOver ? {} : { limit };
    this.#folder.write({ ...shown, closedUntil: this.#closedUntil, isTrying, sent: this.#sent });
  }

  #tell(act: () => void): void {
    this.#orElse(undefined, act);
  }

  #orElse<T>(otherwise: T, act: () => T): T {
    try {
      return act();
    } catch (error) {
      if (!this.#hasFailed) this.#options.log.warn(`The pace could not be shared: ${causeOf(error)}`);
      this.#hasFailed = true;
      return otherwise;
    }
  }
}
