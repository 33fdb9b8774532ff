import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Goal } from '../api/schema.ts';
import { today } from '../model/dueDate.ts';
import { checkGoals, countsByRule, type Finding } from '../model/risk/goalCheck.ts';
import type { GoalCheckRule } from '../model/risk/goalCheckRule.ts';
import { inOneTenant, type TenantNow } from '../model/inOneTenant.ts';
import { NotConnected, type GoalStore } from '../model/goalStore.ts';
import { plainLabel } from '../model/plainLabel.ts';
import { GoalRows } from '../model/query/goalRows.ts';
import { isFinished, type LoadState } from '../model/loadState.ts';
import { phrase } from '../words/phrase.ts';
import type { Intent } from '../plan/intent.ts';
import { findingText, ruleText } from './findingText.ts';
import { fixesFor, type AskFor, type Fix } from './goalFixes.ts';
import { pause } from '../model/pause.ts';

export type GoalCheckDeps = TenantNow & {
  readonly store: Pick<GoalStore, 'state' | 'companies' | 'goalsOf' | 'goal' | 'company' | 'hasMetrics'>;
  readonly openGoal: (goal: Goal) => Promise<void>;
  /** Rules that a person turned off. */
  readonly off: () => ReadonlySet<GoalCheckRule>;
  readonly ask: AskFor;
  readonly plan: (intents: readonly Intent[]) => Promise<unknown>;
};

/** So many goals of one rule are listed: to type a name is quicker than to read on. */
const mostListed = 1000;

/** Companies that are looked at before others may work: a few milliseconds' worth. */
const companiesAtOnce = 100;

type RuleItem = vscode.QuickPickItem & { readonly rule: GoalCheckRule };
type GoalItem = vscode.QuickPickItem & { readonly goalId: string };

/** Says what looks wrong with goals, and opens the one that a person picks, or plans to put several right. */
export const goalCheck = async (deps: GoalCheckDeps): Promise<void> => {
  if (deps.store.state.kind === 'disconnected') throw new NotConnected();
  // What is picked from one tenant is not to be looked for in another.
  const chosen = await inOneTenant(deps, new vscode.CancellationTokenSource(), (token) => findProblem(deps, token));
  if (chosen === undefined) return;
  if (chosen.kind === 'fix') await deps.plan(chosen.intents);
  else await deps.openGoal(chosen.goal);
};

type Chosen =
  | { readonly kind: 'goal'; readonly goal: Goal }
  | { readonly kind: 'fix'; readonly intents: readonly Intent[] };

const findProblem = async (deps: GoalCheckDeps, token: vscode.CancellationToken): Promise<Chosen | undefined> => {
  const { store, off } = deps;
  const rows = await rowsOf(store);
  const hasMetrics = (goalId: string): boolean | undefined => store.hasMetrics(goalId);
  const findings = checkGoals(rows, { today: today(new Date()), off: off(), hasMetrics });
  if (token.isCancellationRequested) return undefined;
  if (findings.length === 0) {
    sayNothing(rows.size, store.state);
    return undefined;
  }
  const rule = await pickRule(findings, token);
  if (rule === undefined) return undefined;
  const found = findings.filter((finding) => finding.rule === rule).toSorted(latestFirst);
  const fixes = fixesFor(rule, deps.ask);
  const chosen = await pickGoal(store, found, fixes.length > 0, token);
  if (chosen === 'fix') return fixSeveral(store, found, fixes, token);
  return chosen && { kind: 'goal', goal: chosen };
};

/** Which goals, and how: the rest is a plan. */
const fixSeveral = async (
  store: GoalCheckDeps['store'],
  findings: readonly Finding[],
  fixes: readonly Fix[],
  token: vscode.CancellationToken,
): Promise<Chosen | undefined> => {
  const [first] = findings;
  const items = goalItems(store, findings).map((item) => ({ ...item, picked: true }));
  const placeHolder = l10n.t('Select the goals to fix');
  const title = first === undefined ? '' : ruleText(first.rule);
  const options = { title, placeHolder, canPickMany: true, ignoreFocusOut: true } as const;
  const goals = await vscode.window.showQuickPick(items, options, token);
  if (goals === undefined || goals.length === 0) return undefined;
  const fix = await pickFix(fixes, title, token);
  const fields = token.isCancellationRequested ? undefined : await fix?.fields();
  if (fields === undefined) return undefined;
  return { kind: 'fix', intents: goals.map(({ goalId }): Intent => ({ kind: 'update', goalId, fields })) };
};

const pickFix = async (
  fixes: readonly Fix[],
  title: string,
  token: vscode.CancellationToken,
): Promise<Fix | undefined> => {
  const [only, ...others] = fixes;
  if (others.length === 0) return only;
  return vscode.window.showQuickPick([...fixes], { title, placeHolder: l10n.t('Select what to do') }, token);
};

/** Of what is overdue, what is so for longest comes first. */
const latestFirst = (a: Finding, b: Finding): number =>
  a.rule === 'overdueInProgress' && b.rule === 'overdueInProgress' ? b.days - a.days : 0;

const rowsOf = async (store: GoalCheckDeps['store']): Promise<GoalRows> => {
  const rows = new GoalRows();
  for (const [at, { Gsid }] of store.companies().entries()) {
    rows.putAll(store.goalsOf(Gsid));
    if (at % companiesAtOnce === companiesAtOnce - 1) await pause();
  }
  return rows;
};

/** While goals are being loaded, that none has a problem is not known. */
const sayNothing = (goals: number, state: LoadState): void =>
  void vscode.window.showInformationMessage(nothingText(goals, state));

const nothingText = (goals: number, state: LoadState): string => {
  if (goals === 0 && !isFinished(state)) return l10n.t('The goals are not loaded yet. Try again when they are.');
  return isFinished(state)
    ? phrase(l10n.t('{0, plural, one {No problems found in # goal.} other {No problems found in # goals.}}'), goals)
    : phrase(
        l10n.t(
          '{0, plural, one {No problems found in the # goal that is loaded.} other {No problems found in the # goals that are loaded.}}',
        ),
        goals,
      );
};

const pickRule = async (
  findings: readonly Finding[],
  token: vscode.CancellationToken,
): Promise<GoalCheckRule | undefined> => {
  const items = [...countsByRule(findings)].map(([rule, count]): RuleItem => ({
    label: ruleText(rule),
    description: phrase(l10n.t('{0, plural, one {# goal} other {# goals}}'), count),
    rule,
  }));
  const placeHolder = l10n.t('Select a problem to see its goals');
  return (await vscode.window.showQuickPick(items, { title: l10n.t('Goal Check'), placeHolder }, token))?.rule;
};

const goalItems = (store: GoalCheckDeps['store'], findings: readonly Finding[]): readonly GoalItem[] =>
  findings.slice(0, mostListed).flatMap((finding): readonly GoalItem[] => {
    const goal = store.goal(finding.goalId);
    if (goal === undefined) return [];
    const company = plainLabel(store.company(goal.CompanyId)?.name ?? goal.CompanyId);
    const detail = findingText(finding);
    const item = { label: plainLabel(goal.Name), description: company, goalId: goal.Gsid };
    return [detail === '' ? item : { ...item, detail }];
  });

const pickGoal = async (
  store: GoalCheckDeps['store'],
  findings: readonly Finding[],
  canFix: boolean,
  token: vscode.CancellationToken,
): Promise<Goal | 'fix' | undefined> => {
  const [first] = findings;
  if (first === undefined) return undefined;
  const fix = {
    label: l10n.t('Fix Several…'),
    iconPath: new vscode.ThemeIcon('wand'),
    alwaysShow: true,
    goalId: undefined,
  };
  const items = [...goalItems(store, findings), ...(canFix ? [fix] : [])];
  const options = {
    title: ruleText(first.rule),
    placeHolder: l10n.t('Select a goal to open it'),
    matchOnDescription: true,
  };
  const chosen = await vscode.window.showQuickPick<vscode.QuickPickItem & { readonly goalId: string | undefined }>(
    items,
    options,
    token,
  );
  if (chosen === undefined) return undefined;
  return chosen.goalId === undefined ? 'fix' : store.goal(chosen.goalId);
};
