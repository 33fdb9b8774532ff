import type * as vscode from 'vscode';
import type { GoalMetric } from '../../api/schema.ts';
import type { TenantId } from '../../model/tenant.ts';
import { Names } from '../../plan/knownTenant.ts';
import { GoalShower, type BaseGoal, type TextBase } from '../textBase.ts';
import type { TextContext } from '../textContext.ts';
import type { GoalText } from '../goalText.ts';
import type { TextFiles } from './textFiles.ts';
import type { TextKnown } from './textKnown.ts';

type TextState = {
  base: TextBase | undefined;
  readonly descriptions: Map<string, string>;
  readonly metrics: Map<string, readonly GoalMetric[]>;
};

/** What each open text stands on, as long as it is open. */
export class TextStates {
  readonly #files: TextFiles;
  readonly #known: TextKnown;
  readonly #tenant: () => TenantId | undefined;
  readonly #states = new Map<string, Promise<TextState>>();

  constructor(files: TextFiles, known: TextKnown, tenant: () => TenantId | undefined) {
    this.#files = files;
    this.#known = known;
    this.#tenant = tenant;
  }

  state({ uri }: Pick<vscode.TextDocument, 'uri'>): Promise<TextState> {
    const key = uri.toString();
    const there = this.#states.get(key);
    if (there !== undefined) return there;
    const path = uri.scheme === 'file' ? uri.fsPath : '';
    const state = this.#files.base(path).then((base) => ({ base, descriptions: new Map(), metrics: new Map() }));
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
    if (uri.scheme === 'file') await this.#files.keepBase(uri.fsPath, base);
  }

  async context(document: Pick<vscode.TextDocument, 'uri'>, text: GoalText): Promise<TextContext> {
    await this.#known.load();
    const state = await this.state(document);
    const { tenant: known, isComplete } = this.#known;
    const tenant = this.#tenant();
    if (tenant !== undefined && known !== undefined)
      learn(state, text, tenant, new GoalShower(new Names(known), known), known);
    const { base, descriptions, metrics } = state;
    return { file: document.uri.toString(), tenant, known, isComplete, base, descriptions, metrics };
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
