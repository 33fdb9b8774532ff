import { isRecord } from '../../json.ts';

/** Ids of what a person watches. */
export type WatchList = { readonly goals: readonly string[]; readonly companies: readonly string[] };

export const nothingWatched: WatchList = { goals: [], companies: [] };

export const readWatchList = (value: unknown): WatchList =>
  isRecord(value) ? { goals: textsIn(value['goals']), companies: textsIn(value['companies']) } : nothingWatched;

export const textsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? [...new Set(value.filter((each) => typeof each === 'string'))] : [];

/** With the id where it was not watched, else without it. */
export const toggled = (list: WatchList, kind: keyof WatchList, id: string): WatchList => {
  const ids = list[kind];
  return { ...list, [kind]: ids.includes(id) ? ids.filter((each) => each !== id) : [...ids, id] };
};
