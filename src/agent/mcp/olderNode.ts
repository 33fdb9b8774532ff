/** What the code of this project takes for granted and Node 20 does not have. Imported before everything else. */

const nothing = (): void => {};

const withResolvers = <T>(): PromiseWithResolvers<T> => {
  let [resolve, reject]: [PromiseWithResolvers<T>['resolve'], PromiseWithResolvers<T>['reject']] = [nothing, nothing];
  const promise = new Promise<T>((...both) => {
    [resolve, reject] = both;
  });
  return { promise, resolve, reject };
};

const groupBy = <K, T>(items: Iterable<T>, keyOf: (item: T, at: number) => K): Map<K, T[]> => {
  const groups = new Map<K, T[]>();
  let at = 0;
  for (const item of items) {
    const key = keyOf(item, at);
    at += 1;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
};

const parseUrl: typeof URL.parse = (url, base) => {
  try {
    return new URL(url, base);
  } catch {
    return null;
  }
};

const addTo = (owner: object, name: string, value: unknown): void => {
  if (!(name in owner)) Object.defineProperty(owner, name, { value, configurable: true, writable: true });
};

addTo(Promise, 'withResolvers', withResolvers);
addTo(Map, 'groupBy', groupBy);
addTo(URL, 'parse', parseUrl);
