/** The same shape as `vscode.Event`, so that views can use it as it is; the model itself knows no `vscode`. */
export type Event<T> = (listener: (value: T) => unknown) => { dispose(): void };

export type Emitter<T> = {
  readonly event: Event<T>;
  fire(value: T): void;
};

export const createEmitter = <T>(): Emitter<T> => {
  const listeners = new Set<(value: T) => unknown>();
  return {
    event: (listener) => {
      // Wrapped, so that one function that listens twice is called twice and disposed of once at a time.
      const entry = (value: T): unknown => listener(value);
      listeners.add(entry);
      return { dispose: () => void listeners.delete(entry) };
    },
    fire: (value) => {
      // A copy: a listener may add or remove listeners, itself among them.
      Array.from(listeners).forEach((listener) => listener(value));
    },
  };
};
