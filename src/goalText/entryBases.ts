import { RichText } from '../description/richText.ts';
import type { Intent } from '../plan/intent.ts';
import type { Names } from '../plan/knownTenant.ts';
import type { FieldReader } from './fieldReader.ts';
import type { GoalText, TextEntry } from './goalText.ts';
import { madeEntries, perhapsMade, type MadeEntries } from './madeEntries.ts';
import { GoalShower, type BaseGoal } from './textBase.ts';
import type { TextContext } from './textContext.ts';

/** What an entry of a text stands on: a goal as the text was made of it, one as it is known now, or nothing where it is to be new. */
export type EntryBase =
  | { readonly kind: 'made' | 'now'; readonly base: BaseGoal }
  | { readonly kind: 'new' }
  /** What is wrong was said. */
  | { readonly kind: 'none' };

/** Tells of each entry which goal it is, and what that held. */
export class EntryBases {
  readonly #text: GoalText;
  readonly #context: TextContext;
  readonly #shower: GoalShower | undefined;
  readonly #fields: FieldReader;
  readonly #names: Names | undefined;
  readonly #arrivals: MadeEntries | undefined;
  readonly #made: ReadonlyMap<string, BaseGoal>;
  readonly #seen = new Map<string, TextEntry>();

  constructor(text: GoalText, context: TextContext, names: Names | undefined, fields: FieldReader) {
    this.#text = text;
    this.#context = context;
    this.#fields = fields;
    const { known } = context;
    this.#shower = names && known && new GoalShower(names, known);
    this.#names = names;
    this.#arrivals = names && madeEntries(text, context.made ?? [], names);
    this.#made = new Map((context.base?.goals ?? []).map((goal) => [goal.id, goal]));
  }

  of(entry: TextEntry): EntryBase {
    const id = entry.values.id;
    if (id === undefined || id.text === '') return this.#new(entry);
    const first = this.#seen.get(id.text);
    if (first !== undefined) {
      const { line } = this.#text.placeOf(first.span.start);
      this.#fields.say('sameId', id.span, { value: id.text, limit: line });
      return { kind: 'none' };
    }
    this.#seen.set(id.text, entry);
    const made = this.#made.get(id.text);
    return made === undefined ? this.#now(id.text, id.span) : { kind: 'made', base: made };
  }

  #now(id: string, span: TextEntry['span']): EntryBase {
    const { known, isComplete, tenant } = this.#context;
    const goal = known?.goal(id);
    if (goal !== undefined && this.#shower !== undefined) {
      const Description = this.#context.descriptions?.get(id) ?? goal.Description;
      if (Description === undefined) return { kind: 'now', base: this.#shower.base(goal) };
      const { markdown } = new RichText(Description, Description);
      return { kind: 'now', base: this.#shower.base({ ...goal, Description }, { markdown }) };
    }
    // Without a tenant nothing is said of what it holds.
    if (tenant !== undefined && known !== undefined)
      this.#fields.say(isComplete ? 'unknownGoal' : 'notLoaded', span, { value: id });
    return { kind: 'none' };
  }

  /** An id that is gone would make a goal a second time. */
  #new(entry: TextEntry): EntryBase {
    const [name, company] = [entry.values.name?.text, entry.values.company?.text];
    const named = new Set(this.#text.entries.flatMap(({ values }) => values.id?.text ?? []));
    const lost = [...this.#made.values()].find(
      ({ id, shown }) => !named.has(id) && shown.name === name && shown.company === company,
    );
    if (lost === undefined) return this.#isMade(entry) ? { kind: 'none' } : { kind: 'new' };
    this.#fields.say('idGone', entry.values.name?.span ?? entry.span, {
      value: lost.id,
      nearest: lost.shown.name ?? '',
    });
    return { kind: 'none' };
  }

  /** A goal that was made of the text is not made a second time, whatever its entry is called by now. */
  #isMade(entry: TextEntry): boolean {
    const found = this.#arrivals && this.#names && perhapsMade(entry, this.#arrivals, this.#names);
    if (found === undefined) return false;
    const nearest = this.#context.known?.goal(found.goalId)?.Name ?? entry.values.name?.text ?? '';
    const code = found.isCalledSo ? 'idGone' : 'perhapsMade';
    this.#fields.say(code, entry.values.name?.span ?? entry.span, { value: found.goalId, nearest });
    return true;
  }

  /** A file may be of another version than the goal is now: what differs may be what a colleague did since. */
  mayChange({ values, span }: TextEntry, found: EntryBase, changed: readonly Intent[]): boolean {
    if (found.kind !== 'now' || changed.length === 0) return true;
    const { modified } = values;
    if (modified === undefined || modified.text === '') this.#fields.say('noVersion', values.id?.span ?? span);
    else if (modified.text !== found.base.modified && Date.parse(modified.text) !== Date.parse(found.base.modified))
      this.#fields.say('changedSince', modified.span, { value: modified.text });
    else return true;
    return false;
  }

  /** Goals that the text was made of and has no more. */
  removed(): readonly BaseGoal[] {
    const named = new Set(this.#text.entries.flatMap(({ values }) => values.id?.text ?? []));
    return this.#text.problems.length > 0 ? [] : [...this.#made.values()].filter(({ id }) => !named.has(id));
  }
}
