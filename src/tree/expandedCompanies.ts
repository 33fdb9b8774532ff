/** What VS Code keeps for a window over its restarts, as far as it is used here. */
export type Memory = {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
};

const key = 'customerGoals.expandedCompanies';

/** More are not opened again: each is drawn with all its goals at the start. */
const mostRemembered = 100;

/** Which companies are open in the tree: VS Code forgets it when a window is reloaded, and when the tree was empty meanwhile. */
export class ExpandedCompanies {
  readonly #memory: Memory;
  /** The one that was opened last comes last. */
  readonly #ids: Set<string>;

  constructor(memory: Memory) {
    this.#memory = memory;
    this.#ids = new Set(idsIn(memory.get(key)));
  }

  has(companyId: string): boolean {
    return this.#ids.has(companyId);
  }

  note(companyId: string, isExpanded: boolean): void {
    this.#ids.delete(companyId);
    if (isExpanded) this.#ids.add(companyId);
    // What is not remembered is opened by hand once more.
    void this.#memory.update(key, [...this.#ids].slice(-mostRemembered)).then(undefined, () => {});
  }
}

const idsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
