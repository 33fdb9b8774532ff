import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Goal } from '../../api/schema.ts';
import { Failure } from '../../failure.ts';
import { NotConnected, type GoalStore } from '../../model/goalStore.ts';
import { plainLabel } from '../../model/plainLabel.ts';
import type { TenantId } from '../../model/tenant.ts';
import type { Intent } from '../../plan/intent.ts';
import { undoOf } from '../../plan/undo.ts';
import { listText } from '../../words/lists.ts';
import { momentText } from '../../words/dates.ts';
import { phrase } from '../../words/phrase.ts';
import { eachOnce, type Activity, type Confirmed, type Via } from '../activity.ts';
import { ActivityFiles } from '../disk/activityFiles.ts';
import { appliedPlan } from '../disk/appliedPlan.ts';

export type AgentActivityDeps = {
  readonly store: GoalStore;
  readonly tenant: () => TenantId | undefined;
  /** Where all processes of this computer write down what agents do. */
  readonly activityFolder: string;
  /** Where plans of agents are kept: those of this window, and those of servers that were given no folder. */
  readonly planFolders: readonly string[];
  readonly openGoal: (goal: Goal) => Promise<void>;
  /** Adds to Planned Changes. */
  readonly plan: (intents: readonly Intent[]) => Promise<void>;
};

type Item = vscode.QuickPickItem & { readonly activity: Activity };

/** Lists what agents did in the connected tenant: each opens its goal, and what was applied can be undone. */
export const showAgentActivity = async (deps: AgentActivityDeps): Promise<void> => {
  const tenant = deps.tenant();
  if (tenant === undefined) throw new NotConnected();
  const all = eachOnce(new ActivityFiles(deps.activityFolder).read(tenant));
  if (all.length === 0)
    return void vscode.window.showInformationMessage(l10n.t('No agent has used a tool on this tenant yet.'));
  const chosen = await pick(all.map((activity) => itemOf(activity, deps.store)));
  if (chosen === undefined) return undefined;
  if (deps.tenant() !== tenant) throw new NotConnected();
  if (chosen.isUndo) return undo(chosen.activity, tenant, deps);
  const goal = chosen.activity.goals.flatMap((id) => deps.store.goal(id) ?? [])[0];
  return goal === undefined ? undefined : deps.openGoal(goal);
};

type Chosen = { readonly activity: Activity; readonly isUndo: boolean };

const pick = (items: readonly Item[]): Promise<Chosen | undefined> =>
  new Promise((resolve) => {
    const box = vscode.window.createQuickPick<Item>();
    const end = (chosen: Chosen | undefined): void => {
      resolve(chosen);
      box.dispose();
    };
    box.title = l10n.t('Agent Activity');
    box.placeholder = l10n.t('Select to open the goal');
    box.matchOnDescription = true;
    box.matchOnDetail = true;
    box.items = items;
    box.onDidAccept(() => end(box.activeItems[0] && { activity: box.activeItems[0].activity, isUndo: false }));
    box.onDidTriggerItemButton(({ item: { activity } }) => end({ activity, isUndo: true }));
    box.onDidHide(() => end(undefined));
    box.show();
  });

const itemOf = (activity: Activity, store: GoalStore): Item => {
  const { tool, at, via, goals, goalCount, fields, confirmed, hasFailed, plan } = activity;
  const names = goals.slice(0, 3).map((id) => plainLabel(store.goal(id)?.Name ?? id));
  const rest = goalCount - names.length;
  const more = rest <= 0 ? [] : [phrase(l10n.t('{0, plural, one {# more goal} other {# more goals}}'), rest)];
  const details = [names.length === 0 ? '' : listText([...names, ...more]), plainLabel(fields.join(', '))];
  // Not beside names: a goal may be called as if a person had confirmed it.
  const how = confirmed === undefined ? viaText(via) : `${viaText(via)} · ${confirmedText(confirmed)}`;
  return {
    activity,
    label: `$(${hasFailed ? 'warning' : (icons.get(tool) ?? 'eye')}) ${plainLabel(tool)}`,
    description: l10n.t('{0} · {1}', momentText(new Date(at)), how),
    detail: details.filter((detail) => detail !== '').join(' · '),
    buttons: plan === undefined ? [] : [{ iconPath: new vscode.ThemeIcon('discard'), tooltip: l10n.t('Plan Undo') }],
  };
};

const icons: ReadonlyMap<string, string> = new Map([
  ['apply_plan', 'cloud-upload'],
  ['plan_changes', 'checklist'],
]);

const viaText = (via: Via): string => {
  if (via === 'chat') return l10n.t('Chat in VS Code');
  return via === 'server' ? l10n.t('MCP server') : l10n.t('Command line');
};

const confirmedText = (confirmed: Confirmed): string => {
  if (confirmed === 'person') return l10n.t('Confirmed by a person');
  return confirmed === 'declined'
    ? l10n.t('Declined by a person')
    : l10n.t('The client could not ask for confirmation');
};

/** @throws Failure where the plan is not kept any more */
const undo = async (activity: Activity, tenant: TenantId, deps: AgentActivityDeps): Promise<void> => {
  const stored = appliedPlan(activity, tenant, deps.planFolders);
  if (stored === undefined) throw new Failure('agentPlanGone');
  const states = new Map(stored.entries.map(({ step, state }) => [step, state]));
  const goal = (goalId: string): Goal | undefined => deps.store.goal(goalId);
  await deps.plan(undoOf(stored.begun.steps, states, goal));
};
