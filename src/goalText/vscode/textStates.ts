import type * as vscode from 'vscode';
import type { GoalMetric } from '../../api/schema.ts';
import type { TenantId } from '../../model/tenant.ts';
import type { MadeGoal } from '../../plan/intent.ts';
import { Names } from '../../plan/knownTenant.ts';
import { GoalShower, type BaseGoal, type TextBase } from '../textBase.ts';
import type { TextContext } from '../textContext.ts';
import type { GoalText } from '../goalText.ts';
import type { TextFiles } from './textFiles.ts';
import type { TextKnown } from './textKnown.ts';

type TextState = {
  base: TextBase | undefined;
  made: readonly MadeGoal[];
  readonly descriptions: Map<string, string>;
  readonly metrics: Map<string, readonly GoalMetric[]>;
};

/** What each open text stands on, as long as it is open. */
export class TextStates {
  readonly #files: TextFiles;
  readonly #known: TextKnown;
  readonly #tenant: () => TenantId | undefined;
  readonly #made: (file: string) => readonly MadeGoal[];
  readonly #states = new Map<string, Promise<TextState>>();

  /** @param made goals that were made of what a file says, as far as the plan is still there */
  constructor(
    files: TextFiles,
    known: TextKnown,
    tenant: () => TenantId | undefined,
    made: (file: string) => readonly MadeGoal[],
  ) {
    this.#made = made;
    this.#files = files;
    this.#known = known;
    this.#tenant = tenant;
  }

  state({ uri }: Pick<vscode.TextDocument, 'uri'>): Promise<TextState> {
    const key = uri.toString();
    const there = this.#states.get(key);
    if (there !== undefined) return there;
    const path = uri.scheme === 'file' ? uri.fsPath : '';
    const state = this.#files.base(path).then((base) => ({
      base,
      made: base?.made ?? [],
      descriptions: new Map(),
      metrics: new Map(),
    }));
    this.#states.set(key, state);
    return state;
  }

  forget({ uri }: Pick<vscode.TextDocument, 'uri'>): void {
    this.#states.delete(uri.toString());
  }

  async setBase({ uri }: Pick<vscode.TextDocument, 'uri'>, base: TextBase): Promise<void> {
    const state = await this.state({ uri });
    if (JSON.stringify(state.base) === JSON.stringify(base)) return;
    state.base = base;
    await this.#keep(uri, state);
  }

  async #keep(uri: vscode.Uri, { base, made }: TextState): Promise<void> {
    if (uri.scheme === 'file' && base !== undefined) await this.#files.keepBase(uri.fsPath, { ...base, made });
  }

  /** Notes what was made of the text, which outlives the plan. @returns whether there is more of it than was known */
  async noteMade({ uri }: Pick<vscode.TextDocument, 'uri'>): Promise<boolean> {
    const state = await this.state({ uri });
    const known = new Set(state.made.map(({ goalId }) => goalId));
    const more = this.#made(uri.toString()).filter(({ goalId }) => !known.has(goalId));
    if (more.length === 0) return false;
    state.made = [...state.made, ...more];
    await this.#keep(uri, state);
    return true;
  }

  /** What was made of the text in the connected tenant, but for what is known to be gone. */
  async made(document: Pick<vscode.TextDocument, 'uri'>): Promise<readonly MadeGoal[]> {
    await this.noteMade(document);
    const { made } = await this.state(document);
    const { tenant: known, isComplete } = this.#known;
    const isGone = (id: string): boolean => isComplete && known?.goal(id) === undefined;
    return made.filter(({ tenant, goalId }) => tenant === this.#tenant() && !isGone(goalId));
  }

  async context(document: Pick<vscode.TextDocument, 'uri'>, text: GoalText): Promise<TextContext> {
    await this.#known.load();
    const made = await this.made(document);
    const state = await this.state(document);
    const { tenant: known, isComplete } = this.#known;
    const tenant = this.#tenant();
    if (tenant !== undefined && known !== undefined)
      learn(state, text, tenant, new GoalShower(new Names(known), known), known);
    const { base, descriptions, metrics } = state;
    return { file: document.uri.toString(), tenant, known, isComplete, base, made, descriptions, metrics };
  }
}

/** A goal of a file that says which version it is stands on that from then on, also when it is another a while later. */
const learn = (
  state: TextState,
  { entries, tenant: line }: GoalText,
  tenant: TenantId,
  shower: GoalShower,
  known: NonNullable<TextContext['known']>,
): void => {
  if (line?.text !== tenant || (state.base !== undefined && state.base.tenant !== tenant)) return;
  const there = new Set(state.base?.goals.map(({ id }) => id));
  const more = entries.flatMap(({ values }): readonly BaseGoal[] => {
    const goal = known.goal(values.id?.text ?? '');
    const isSame = goal?.ModifiedDate !== undefined && goal.ModifiedDate === values.modified?.text;
    // Of a description only the file knows whether it is the tenant's.
    return isSame && !there.has(goal.Gsid) && values.description === undefined ? [shower.base(goal)] : [];
  });
  if (more.length > 0) state.base = { tenant, goals: [...(state.base?.goals ?? []), ...more] };
};
