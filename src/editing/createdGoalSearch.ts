import type { OnLook } from '../api/client.ts';
import type { Goal } from '../api/schema.ts';
import { Failure } from '../failure.ts';
import type { GoalFields } from '../model/goalFields.ts';
import type { GoalStore } from '../model/goalStore.ts';

type Store = Pick<GoalStore, 'findCreatedGoal' | 'hasGoalNamed' | 'tenantTime'>;

/**
 * Looks whether the last try, or another window with the same draft, created the goal after all: one draft never makes two goals
 * unasked.
 */
export class CreatedGoalSearch {
  readonly #store: Store;
  readonly #mustBeLive: () => void;
  readonly #onLook: OnLook;
  /** What was in doubt when a person was told that the tenant may have it, and so may save another goal. */
  #told: Partial<GoalFields> | undefined;
  #isDoubtGivenUp = false;

  /** @param mustBeLive throws where another tenant was connected meanwhile */
  constructor(store: Store, mustBeLive: () => void, onLook: OnLook) {
    this.#store = store;
    this.#mustBeLive = mustBeLive;
    this.#onLook = onLook;
  }

  /** A person drops what is in doubt. The tenant may have it all the same, and they may type it once more. */
  giveUp(): void {
    this.#isDoubtGivenUp = true;
  }

  /** Whether this form may have created it. */
  isPossible(inDoubt: Partial<GoalFields> | undefined): boolean {
    return inDoubt !== undefined || this.#isDoubtGivenUp;
  }

  /**
   * Undefined where nothing speaks against creating it now.
   * @param inDoubt what was sent and had no answer
   * @param since the tenant's time just before that; undefined where nobody noted it
   * @throws Failure perhapsCreated where there is a goal that may be it or somebody else's
   */
  async find(
    inDoubt: Partial<GoalFields> | undefined,
    since: string | undefined,
    sent: GoalFields,
  ): Promise<Goal | undefined> {
    this.#isDoubtGivenUp = false;
    if (inDoubt === undefined || inDoubt === this.#told) {
      await this.#lookByName(inDoubt, sent);
      return undefined;
    }
    const from = since ?? this.#store.tenantTime();
    if (since === undefined) await this.#lookByName(inDoubt, sent);
    const sighting = await this.#store.findCreatedGoal({ ...sent, ...inDoubt }, from, undefined, this.#onLook);
    this.#mustBeLive();
    if (sighting === 'absent') return undefined;
    // By the moment of the look alone, somebody else's goal may be taken for it.
    if (sighting === 'unclear' || since === undefined) return this.#tellPerhapsCreated(inDoubt);
    return sighting.found;
  }

  /** For a draft that nobody noted the time of: by the name that it then had, and by the one that it has now. */
  async #lookByName(inDoubt: Partial<GoalFields> | undefined, sent: GoalFields): Promise<void> {
    const isTold = inDoubt === undefined || inDoubt === this.#told;
    for (const { CompanyId, Name } of isTold ? [sent] : [{ ...sent, ...inDoubt }, sent]) {
      const isThere = await this.#store.hasGoalNamed(CompanyId, Name.trim());
      this.#mustBeLive();
      if (isThere) this.#tellPerhapsCreated(inDoubt);
    }
  }

  #tellPerhapsCreated(inDoubt: Partial<GoalFields> | undefined): never {
    this.#told = inDoubt;
    throw new Failure('perhapsCreated');
  }
}
