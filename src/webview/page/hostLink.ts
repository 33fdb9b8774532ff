declare const acquireVsCodeApi: () => {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
};

/** Milliseconds without an answer after which the extension host has ended. */
const patienceMs = 1500;

/** Milliseconds between pings of a visible page. With the time to wait for an answer it is less than two seconds. */
const beatMs = 400;

/** A message that is numbered. A message of the host with `seq` acknowledges all up to that number. */
export type Numbered<Message> = Message extends { readonly seq: number } ? Omit<Message, 'seq'> : never;

type HostLinkDeps<ToPage> = {
  readonly parse: (data: unknown) => ToPage;
  readonly onMessage: (message: ToPage) => void;
  /** Nobody answers any more, or somebody does again. */
  readonly onLost: (isLost: boolean) => void;
};

const hasSeq = (message: object): message is { readonly seq: number } =>
  'seq' in message && typeof message.seq === 'number';

/** The page's end of the line to the extension. */
export class HostLink<ToHost extends object, ToPage extends object> {
  readonly #api = acquireVsCodeApi();
  readonly #onLost: (isLost: boolean) => void;
  readonly #pending = new Map<number, number>();
  #seq = 0;

  constructor({ parse, onMessage, onLost }: HostLinkDeps<ToPage>) {
    this.#onLost = onLost;
    window.addEventListener('message', (event: MessageEvent<unknown>) => {
      const message = parse(event.data);
      if (hasSeq(message)) this.#answered(message.seq);
      onMessage(message);
    });
    window.setInterval(() => this.#beat(), beatMs);
  }

  send(message: ToHost): void {
    this.#post(message);
  }

  /** VS Code hands it to who restores the page after a restart. */
  keep(state: object): void {
    this.#api.setState(state);
  }

  /** What was kept: undefined where VS Code shows this page for the first time. */
  get kept(): unknown {
    return this.#api.getState();
  }

  #post(message: object): void {
    // This is VS Code's own function, not the window's: it takes no origin.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    this.#api.postMessage(message);
  }

  /** Returns the edit's number, by which the host says how much it knows. */
  edit(edit: Numbered<ToHost> | { readonly type: 'ping' }): number {
    this.#seq += 1;
    this.#wait(this.#seq);
    this.#post({ ...edit, seq: this.#seq });
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
