import { setTimeout } from 'node:timers/promises';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { GoalMetric } from '../../api/schema.ts';
import type { GoalStore } from '../../model/goalStore.ts';
import { NotConnected } from '../../model/goalStore.ts';
import type { TenantId } from '../../model/tenant.ts';
import type { Intent, MadeGoal } from '../../plan/intent.ts';
import { Names, type KnownTenant } from '../../plan/knownTenant.ts';
import { RichText } from '../../description/richText.ts';
import { phrase } from '../../words/phrase.ts';
import { agreedBase } from '../agreedBase.ts';
import type { GoalText } from '../goalText.ts';
import { isPlaybook } from '../playbook.ts';
import { GoalShower, type BaseGoal } from '../textBase.ts';
import { madeEntries } from '../madeEntries.ts';
import { idEdit, tenantEdit, metricEdits, versionEdit, type TextEdit } from '../textEdits.ts';
import type { ReadTexts } from './readTexts.ts';
import type { TextChecks } from './textChecks.ts';
import type { TextKnown } from './textKnown.ts';
import type { TextStates } from './textStates.ts';

export type TextSavesDeps = {
  readonly store: Pick<GoalStore, 'fetchGoal' | 'metrics' | 'goal' | 'state'>;
  readonly tenant: () => TenantId | undefined;
  readonly plans: { planFile(intents: readonly Intent[], file: string): Promise<boolean> };
  readonly states: TextStates;
  readonly known: TextKnown;
  readonly checks: TextChecks;
  readonly texts: ReadTexts;
};

/** VS Code gives up on a save's edits after one and a half seconds, and on who makes it give up often. */
const mostWaitMs = 1000;

/** What a save of a text comes to: a plan, or a word on why there is none. */
export class TextSaves {
  readonly #deps: TextSavesDeps;
  /** Saves go one after the other: the later one takes the earlier one's place. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(deps: TextSavesDeps) {
    this.#deps = deps;
  }

  /** What goes into a text as it is saved: ids of goals and metrics that were made of it, and versions that it says anyhow. */
  async edits(document: vscode.TextDocument): Promise<readonly vscode.TextEdit[]> {
    const source = document.getText();
    const text = this.#deps.texts.of(document);
    const known = this.#deps.known.tenant;
    if (text.problems.length > 0 || known === undefined || isPlaybook(text)) return [];
    const of = this.#deps.tenant();
    if (of === undefined || !isTextOf(text, of)) return [];
    const metrics = await this.#metricsNow(text, known);
    const made = await this.#deps.states.made(document);
    if (this.#deps.tenant() !== of) return [];
    const names = new Names(known);
    const shower = new GoalShower(names, known);
    const arrived = idEdits(source, text, { made, known, names });
    const later = text.entries.flatMap((entry): readonly TextEdit[] => {
      const goal = known.goal(entry.values.id?.text ?? '');
      const version = goal && versionEdit(entry, shower.base(goal));
      return [
        ...(version === undefined ? [] : [version]),
        ...metricEdits(source, entry, metrics.get(goal?.Gsid ?? '') ?? []),
      ];
    });
    return [...arrived, ...later].map((edit) => shownEdit(document, edit));
  }

  /** Puts ids of goals that were just made of a text into it: whatever it says of them from then on is said of those goals. */
  async arrive(document: vscode.TextDocument): Promise<void> {
    const { states, known, tenant, texts } = this.#deps;
    if (!(await states.noteMade(document))) return;
    const made = await states.made(document);
    const text = texts.of(document);
    const [there, of] = [known.tenant, tenant()];
    if (there === undefined || of === undefined) return;
    if (text.problems.length > 0 || isPlaybook(text) || !isTextOf(text, of)) return;
    const edits = idEdits(document.getText(), text, { made, known: there, names: new Names(there) });
    if (edits.length === 0) return;
    const edit = new vscode.WorkspaceEdit();
    edit.set(
      document.uri,
      edits.map((each) => shownEdit(document, each)),
    );
    await vscode.workspace.applyEdit(edit);
  }

  /** Of the goals that get metrics, as they are now. VS Code waits only so long: who is not answered by then gets ids at a later save. */
  async #metricsNow(text: GoalText, known: KnownTenant): Promise<ReadonlyMap<string, readonly GoalMetric[]>> {
    const metrics = new Map<string, readonly GoalMetric[]>();
    const ids = text.entries.flatMap(({ values, metrics: some = [] }) => {
      const goal = known.goal(values.id?.text ?? '');
      return goal !== undefined && some.some((metric) => metric.values.id === undefined) ? [goal.Gsid] : [];
    });
    const reads = ids.map(async (id) => metrics.set(id, await this.#deps.store.metrics(id)));
    await Promise.race([Promise.allSettled(reads), setTimeout(mostWaitMs, undefined, { ref: false })]);
    return new Map(metrics);
  }

  /** Makes the plan of a text as it stands. */
  plan(document: vscode.TextDocument): Promise<void> {
    const next = this.#last.then(() => this.#plan(document));
    this.#last = next.catch(() => undefined);
    return next;
  }

  async #plan(document: vscode.TextDocument): Promise<void> {
    const { store, tenant, known, checks, plans, states } = this.#deps;
    const of = tenant();
    if (of === undefined) throw new NotConnected();
    const mustBe = (): void => {
      if (tenant() !== of) throw new NotConnected();
    };
    // What was read for an earlier save says nothing of what was applied since.
    (await states.state(document)).metrics.clear();
    const first = await checks.check(document);
    mustBe();
    if (first.plan.problems.length > 0) return tellProblems(first.plan.problems.length);
    if (isPlaybook(first.text)) return tellPlaybook(document);
    if (known.tenant === undefined) return tellUnknown(store.state.kind === 'failed');
    await this.#read(document, first.plan, mustBe);
    await this.#agree(document);
    const { plan } = await checks.check(document);
    mustBe();
    if (plan.problems.length > 0) return tellProblems(plan.problems.length);
    if (await plans.planFile(plan.intents, document.uri.toString())) tellPlanned(plan.intents.length, plan.removed);
  }

  /** What has to be known of descriptions and metrics before they are changed. */
  async #read(
    document: vscode.TextDocument,
    plan: {
      readonly intents: readonly Intent[];
      readonly toRead: readonly string[];
      readonly metricsToRead: readonly string[];
    },
    mustBe: () => void,
  ): Promise<void> {
    const { store, states } = this.#deps;
    const changed = plan.intents.flatMap((intent) =>
      intent.kind === 'update' && intent.fields.Description !== undefined ? [intent.goalId] : [],
    );
    const goals = new Set([...plan.toRead, ...changed]);
    if (goals.size + plan.metricsToRead.length === 0) return;
    const { descriptions, metrics } = await states.state(document);
    const title = l10n.t('Reading what the text changes…');
    await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, async () => {
      for (const id of goals) {
        const { Description = '' } = await store.fetchGoal(id);
        mustBe();
        descriptions.set(id, Description);
      }
      for (const id of plan.metricsToRead) {
        const now = await store.metrics(id);
        mustBe();
        metrics.set(id, now);
      }
    });
  }

  async #agree(document: vscode.TextDocument): Promise<void> {
    const { states, known, store, texts } = this.#deps;
    const { base, descriptions } = await states.state(document);
    const { tenant } = known;
    if (base === undefined || tenant === undefined) return;
    const shower = new GoalShower(new Names(tenant), tenant);
    const now = (id: string): BaseGoal | undefined => {
      const goal = store.goal(id);
      const Description = descriptions.get(id) ?? goal?.Description;
      if (goal === undefined || Description === undefined) return goal && shower.base(goal);
      return shower.base({ ...goal, Description }, { markdown: new RichText(Description, Description).markdown });
    };
    await states.setBase(document, agreedBase(texts.of(document), base, now));
  }
}

/** One that somebody wrote without ids and tenant is of the one that it is planned for. */
const isTextOf = ({ tenant, entries }: GoalText, of: TenantId): boolean =>
  tenant === undefined ? entries.every(({ values }) => values.id === undefined) : tenant.text === of;

const shownEdit = (document: vscode.TextDocument, { at, length, text }: TextEdit): vscode.TextEdit =>
  vscode.TextEdit.replace(new vscode.Range(document.positionAt(at), document.positionAt(at + length)), text);

const idEdits = (
  source: string,
  text: GoalText,
  { made, known, names }: { readonly made: readonly MadeGoal[]; readonly known: KnownTenant; readonly names: Names },
): readonly TextEdit[] => {
  const edits = madeEntries(text, made, names).arrived.flatMap(({ entry, goalId }) => {
    const goal = known.goal(goalId);
    return goal === undefined ? [] : idEdit(source, entry, goal);
  });
  const [first] = made;
  return first === undefined || edits.length === 0 ? [] : [...tenantEdit(source, text, first.tenant), ...edits];
};

/** @param isOver whether the load failed or was cancelled: nothing comes by waiting */
const tellUnknown = (isOver: boolean): void =>
  void vscode.window.showInformationMessage(
    isOver
      ? l10n.t('Nothing was planned, because the goals could not be loaded. Refresh, then save again.')
      : l10n.t('Nothing was planned, because the goals are still loading. Save again when they have loaded.'),
  );

const tellProblems = (count: number): void => {
  const show = l10n.t('Show Problems');
  const text = phrase(
    l10n.t(
      '{0, plural, one {The text was saved, but nothing was planned: it has # problem.} other {The text was saved, but nothing was planned: it has # problems.}}',
    ),
    count,
  );
  void vscode.window.showWarningMessage(text, show).then((chosen) => {
    if (chosen === show) return vscode.commands.executeCommand('workbench.actions.view.problems');
    return undefined;
  });
};

const tellPlaybook = (document: vscode.TextDocument): void => {
  const start = l10n.t('Start Playbook…');
  const text = l10n.t('The playbook was saved. To plan its goals for a company, start it.');
  void vscode.window.showInformationMessage(text, start).then((chosen) => {
    if (chosen === start) return vscode.commands.executeCommand('customerGoals.startPlaybook', document.uri);
    return undefined;
  });
};

const tellPlanned = (count: number, removed: readonly BaseGoal[]): void => {
  const gone =
    removed.length === 0
      ? ''
      : phrase(
          l10n.t(
            '{0, plural, one {# goal that was removed from the text stays as it is.} other {# goals that were removed from the text stay as they are.}}',
          ),
          removed.length,
        );
  const planned =
    count === 0
      ? l10n.t('The text changes nothing.')
      : phrase(l10n.t('{0, plural, one {# change was planned.} other {# changes were planned.}}'), count);
  const show = l10n.t('Show Planned Changes');
  const text = [planned, gone].filter((part) => part !== '').join(' ');
  void vscode.window.showInformationMessage(text, ...(count === 0 ? [] : [show])).then((chosen) => {
    if (chosen === show) return vscode.commands.executeCommand('customerGoals.plan.focus');
    return undefined;
  });
};
