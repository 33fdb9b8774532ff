import type { Client } from '../api/client.ts';
import { ApiError, isRefusal } from '../api/errors.ts';
import { oneOf, whereOf } from '../api/query.ts';
import type { Goal, GoalRecord } from '../api/schema.ts';
import { changedFields, fieldsOf, goalFieldNames, type GoalField } from '../model/goalFields.ts';
import { listedFields } from '../model/goalSlice.ts';
import { isReadBehind } from '../model/newestRead.ts';
import type { Done } from './stepState.ts';

/** All fields: a tenant may leave out what is not named. */
const allFields: readonly (keyof GoalRecord)[] = [...listedFields, 'Description'];

/** Goals by id. */
export type Found = ReadonlyMap<string, Goal>;

/** What one search found. */
export type FreshRead = {
  readonly goals: Found;
  /** Whether it shows what was written right before: a search may be behind what the tenant holds. */
  readonly isCurrent: boolean;
};

const nothingSeen: FreshRead = { goals: new Map(), isCurrent: false };

/**
 * Reads several goals by one search. A tenant may leave a field out of a search or cut a description, and an update would then clear or cut
 * it: a description is taken from a search only where one at least as long was the same, byte for byte, in the goal read by itself.
 */
export class FreshReads {
  readonly #client: Pick<Client, 'searchGoals' | 'getGoal'>;
  #wholeUpTo = 0;
  /** Fields that a search gave of some goal: it does not leave them out. */
  readonly #given = new Set<GoalField>();
  #isUsable = true;

  constructor(client: Pick<Client, 'searchGoals' | 'getGoal'>) {
    this.#client = client;
  }

  /** Whether the tenant's searches say what its goals hold. Else each goal is read by itself, as the form does. */
  get isUsable(): boolean {
    return this.#isUsable;
  }

  /**
   * Goals that the search does not find are left out.
   * @param written what was written right before
   * @throws ApiError, but for a tenant that does not take such a search
   */
  async at(asked: readonly string[], written?: Done, signal?: AbortSignal): Promise<FreshRead> {
    const ids = [...new Set([...asked, ...(written === undefined ? [] : [written.goalId])])];
    const [first, ...others] = ids;
    if (first === undefined || !this.#isUsable) return nothingSeen;
    const where = whereOf(oneOf('Gsid', [first, ...others]));
    try {
      const { records } = await this.#client.searchGoals(
        { select: allFields, where, limit: ids.length, offset: 0 },
        signal,
      );
      const found = records.filter(({ Gsid }) => ids.includes(Gsid));
      if (found.length < records.length) this.#isUsable = false;
      for (const goal of found)
        for (const field of goalFieldNames) if (goal[field] !== undefined) this.#given.add(field);
      const goals = new Map(found.map((goal) => [goal.Gsid, goal]));
      const shown = written === undefined ? 'nothing' : howItShows(goals.get(written.goalId), written);
      if (shown === 'earlier') this.#isUsable = false;
      return { goals, isCurrent: shown === 'written' };
    } catch (error) {
      if (!(error instanceof ApiError) || !isRefusal(error) || isOfAll(error)) throw error;
      this.#isUsable = false;
      return nothingSeen;
    }
  }

  /** Whether the search is known to have left out and cut nothing of the goal. */
  isWhole(goal: Goal): boolean {
    const isThere = (field: GoalField): boolean => goal[field] !== undefined || this.#given.has(field);
    return this.isWholeText(goal.Description ?? '') && goalFieldNames.every(isThere);
  }

  /** Whether a search is known not to cut a description as long as this, nor to leave its tags out. */
  isWholeText(description: string): boolean {
    return description !== '' && description.length <= this.#wholeUpTo;
  }

  /**
   * Some of the goals of a read, each read by itself where the search may be behind or have left something out. The longest first: it
   * often vouches for the others. One whose reads are behind is left out.
   */
  async whole({ goals, isCurrent }: FreshRead, ids: readonly string[], signal?: AbortSignal): Promise<readonly Goal[]> {
    const found = ids.flatMap((id) => goals.get(id) ?? []);
    const [longest, ...others] = found.toSorted((a, b) => lengthOf(b) - lengthOf(a));
    if (longest === undefined) return [];
    const wholeOf = (goal: Goal): Promise<Goal | undefined> =>
      isCurrent && this.isWhole(goal) ? Promise.resolve(goal) : this.#wholeOf(goal, signal);
    const first = await wholeOf(longest);
    const rest = await Promise.all(others.map(wholeOf));
    return [first, ...rest].filter((goal) => goal !== undefined);
  }

  async #wholeOf(found: Goal, signal: AbortSignal | undefined): Promise<Goal | undefined> {
    if (!this.#isUsable) return found;
    const read = await this.#client.getGoal(found.Gsid, signal).catch(undefinedIfBehind);
    if (read === undefined) return undefined;
    const isSame = changedFields(fieldsOf(read), fieldsOf(found)).length === 0;
    if (isSame && read.Description?.includes('<') === true)
      this.#wholeUpTo = Math.max(this.#wholeUpTo, read.Description.length);
    if (!isSame && read.ModifiedDate === found.ModifiedDate) this.#isUsable = false;
    return read;
  }
}

/** What a search shows of a goal that was written right before: that, an earlier version, or nothing that could be told. */
const howItShows = (found: Goal | undefined, { changes, modified }: Done): 'written' | 'earlier' | 'nothing' => {
  if (found === undefined) return 'nothing';
  const held = fieldsOf(found);
  // A search may cut a description.
  const told = changes.filter(({ field }) => field !== 'Description');
  const isLater = modified !== undefined && (found.ModifiedDate ?? '') >= modified;
  if (told.length > 0 ? told.every(({ field, after }) => held[field] === after) : isLater) return 'written';
  return isLater || modified === undefined || found.ModifiedDate === undefined ? 'nothing' : 'earlier';
};

const undefinedIfBehind = (error: unknown): undefined => {
  if (!isReadBehind(error)) throw error;
};

/** What would meet any other request, too. */
const isOfAll = ({ kind }: ApiError): boolean => kind === 'unauthorized' || kind === 'throttled';

const lengthOf = ({ Description = '' }: Goal): number => Description.length;
