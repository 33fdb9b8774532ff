// What Node, the extension host and a page all have. The pure rooms are compiled against this and the language alone: see
// tsconfig.pure.json.

declare class AbortSignal {
  static any(signals: Iterable<AbortSignal>): AbortSignal;
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: 'abort', listener: () => void, options?: { readonly once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

declare class AbortController {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
}

declare class TextDecoder {
  /** Its standard name, in small letters. */
  readonly encoding: string;
  constructor(encoding?: string, options?: { readonly fatal?: boolean; readonly ignoreBOM?: boolean });
  decode(bytes?: Uint8Array): string;
}

declare class TextEncoder {
  encode(text: string): Uint8Array;
}

declare class URL {
  static parse(url: string, base?: string): URL | null;
  constructor(url: string, base?: string);
  readonly href: string;
  readonly origin: string;
  readonly protocol: string;
  readonly host: string;
  readonly hostname: string;
  readonly port: string;
  readonly pathname: string;
}

declare class URLSearchParams {
  constructor(query?: string);
  get(name: string): string | null;
  set(name: string, value: string): void;
  toString(): string;
}

declare const performance: { now(): number };

declare const crypto: { randomUUID(): string };

type Timer = { readonly timer: unique symbol };
declare function setTimeout(act: () => void, ms?: number): Timer;
declare function clearTimeout(timer: Timer | undefined): void;
declare function setInterval(act: () => void, ms: number): Timer;
declare function clearInterval(timer: Timer | undefined): void;
