import { causeOf, type Log } from '../log.ts';
import type { GoalTemplate } from '../api/schema.ts';
import type { GoalStore } from '../model/goalStore.ts';

/** The templates of the connected tenant, for their names. */
export class PlanTemplates {
  readonly #deps: { readonly store: Pick<GoalStore, 'templates'>; readonly log: Log };
  #list: readonly GoalTemplate[] = [];
  #isAsked = false;

  constructor(deps: { readonly store: Pick<GoalStore, 'templates'>; readonly log: Log }) {
    this.#deps = deps;
  }

  get list(): readonly GoalTemplate[] {
    return this.#list;
  }

  get isAsked(): boolean {
    return this.#isAsked;
  }

  forget(): void {
    this.#list = [];
    this.#isAsked = false;
  }

  /** Never rejects: without them their names are asked for, and ids stand for them. */
  async read(): Promise<void> {
    this.#isAsked = true;
    try {
      this.#list = await this.#deps.store.templates();
    } catch (error) {
      this.#deps.log.warn(`plans: templates were not read: ${causeOf(error)}`);
    }
  }
}
