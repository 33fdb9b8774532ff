// What a newer Node has and Node 20 has not is taken away before the server is loaded: so it is tested as it runs there.

const helpers = ['drop', 'every', 'filter', 'find', 'flatMap', 'forEach', 'map', 'reduce', 'some', 'take', 'toArray'];
const ofSets = [
  'difference',
  'intersection',
  'isDisjointFrom',
  'isSubsetOf',
  'isSupersetOf',
  'symmetricDifference',
  'union',
];
const iterator = Object.getPrototypeOf(Object.getPrototypeOf([].values()));

/** What it is of, and the names. */
const newer = [
  [globalThis, ['CloseEvent', 'Float16Array', 'Iterator', 'Navigator', 'URLPattern', 'WebSocket', 'navigator']],
  [globalThis, ['AsyncDisposableStack', 'DisposableStack', 'SuppressedError']],
  [Array, ['fromAsync']],
  [ArrayBuffer.prototype, ['detached', 'transfer', 'transferToFixedLength']],
  [Atomics, ['pause']],
  [Error, ['isError']],
  [Intl, ['DurationFormat']],
  [JSON, ['isRawJSON', 'rawJSON']],
  [Map, ['groupBy']],
  [Math, ['f16round']],
  [Object, ['groupBy']],
  [Promise, ['try', 'withResolvers']],
  [RegExp, ['escape']],
  [Set.prototype, ofSets],
  [URL, ['parse']],
  [iterator, helpers],
];

for (const [owner, names] of newer) for (const name of names) Reflect.deleteProperty(owner, name);
