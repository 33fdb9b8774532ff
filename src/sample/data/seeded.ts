/** Numbers that look drawn by chance and are the same on every computer, every day. */
export type Chance = {
  /** 0 up to, not including, 1 */
  readonly next: () => number;
  /** A whole number, both ends included. */
  readonly between: (low: number, high: number) => number;
  readonly pick: <T>(list: readonly T[]) => T;
};

export type RecordKind = 'company' | 'user' | 'goal' | 'metric' | 'template';

/** The first four characters tell the kind of record, as in a tenant's own Gsids. */
const gsidPrefixes = { company: '1P02', user: '1P01', goal: '1S0G', metric: '1S0M', template: '1S0T' } as const;
const kindSeeds = { company: 1, user: 2, goal: 3, metric: 4, template: 5 } as const;
const sixDigits = 36 ** 6;

export function seeded(kind: RecordKind, index: number): Chance {
  let state = Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(kindSeeds[kind], 0x85ebca6b);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (list) => at(list, Math.floor(next() * list.length)),
  };
}

/** 36 characters A-Z0-9; the chance given decides which. */
export function gsid(kind: RecordKind, next: () => number): string {
  let digits = '';
  for (let part = 0; part < 6; part++) {
    digits += Math.floor(next() * sixDigits)
      .toString(36)
      .padStart(6, '0');
  }
  return gsidPrefixes[kind] + digits.slice(4).toUpperCase();
}

/** The list goes round: every index has an element. */
export function at<T>(list: readonly T[], index: number): T {
  return list[index % list.length]!;
}
