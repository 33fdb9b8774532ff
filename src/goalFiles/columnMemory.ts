import type { Mapping } from '../csv/csvColumns.ts';
import type { Memory } from '../model/views/keptValue.ts';

const key = 'csvColumns';

/** So many kinds of files are remembered. */
const mostKept = 20;

type Kept = readonly (readonly [headers: string, mapping: Mapping])[];

/** What a person chose for the columns of files, by the names of all columns of the file. */
export class ColumnMemory {
  readonly #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  mappingFor(headers: readonly string[]): Mapping {
    return this.#kept().find(([name]) => name === nameOf(headers))?.[1] ?? {};
  }

  async remember(headers: readonly string[], mapping: Mapping): Promise<void> {
    const others = this.#kept().filter(([name]) => name !== nameOf(headers));
    const kept: Kept = Object.keys(mapping).length === 0 ? others : [[nameOf(headers), mapping], ...others];
    await this.#memory.update(key, kept.slice(0, mostKept));
  }

  #kept(): Kept {
    const value = this.#memory.get(key);
    return Array.isArray(value) ? value.filter(isKept) : [];
  }
}

const nameOf = (headers: readonly string[]): string => JSON.stringify(headers);

const isKept = (value: unknown): value is Kept[number] =>
  Array.isArray(value) && typeof value[0] === 'string' && isMapping(value[1]);

const isMapping = (value: unknown): value is Mapping =>
  typeof value === 'object' && value !== null && Object.values(value).every((each) => typeof each === 'string');
