import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Goal } from '../api/schema.ts';
import { explainInOne } from '../explain.ts';
import { NotConnected, type GoalStore } from '../model/goalStore.ts';
import { inOneTenant, type TenantNow } from '../model/inOneTenant.ts';
import { isFinished, isFirstLoad } from '../model/loadState.ts';
import type { GoalRows } from '../model/query/goalRows.ts';
import type { RiskThresholds } from '../model/risk/riskThresholds.ts';
import type { TenantId } from '../model/tenant.ts';
import type { Intent } from '../plan/intent.ts';
import { phrase } from '../words/phrase.ts';
import { goalsToSweep } from './goalsToSweep.ts';
import { changeCount, isUntouched, type Sweep } from './sweep.ts';
import { SweepBox, type Left } from './sweepBox.ts';
import type { SweepFiles } from './sweepFiles.ts';
import { intentsOf } from './sweepIntents.ts';

export type SweepDeps = TenantNow & {
  readonly store: Pick<GoalStore, 'state' | 'goal' | 'owners' | 'fetchGoal'>;
  readonly files: () => Promise<SweepFiles>;
  /** Who the person is, and the goals as rows; undefined where that is not known. */
  readonly me: () => readonly string[] | undefined;
  readonly askMe: () => Promise<void>;
  readonly rows: () => Promise<GoalRows | undefined>;
  /** As it stands in updates; undefined where the person leaves. */
  readonly nameOf: () => Promise<string | undefined>;
  readonly readDate: () => Promise<(text: string) => string | undefined>;
  readonly staleDays: () => number;
  readonly risk: () => RiskThresholds;
  readonly openGoal: (goal: Goal) => Promise<void>;
  /** Whether the changes are planned now. */
  readonly plan: (intents: readonly Intent[]) => Promise<boolean>;
};

/** Goes through the goals of a person that need a look. What was decided becomes one plan. */
export const weeklySweep = async (deps: SweepDeps): Promise<void> => {
  const tenant = deps.tenant();
  if (tenant === undefined) throw new NotConnected();
  const files = await deps.files();
  const next = await inOneTenant(deps, new vscode.CancellationTokenSource(), async (token) => {
    const kept = files.read(tenant);
    const answer = kept === undefined || isUntouched(kept) ? 'begin' : await askToGoOn(kept, token);
    if (answer === 'begin') return begun(deps, tenant, files, kept);
    return answer === undefined || kept === undefined ? undefined : { sweep: kept, answer };
  });
  if (next === undefined) return undefined;
  return next.answer === 'review' ? review(deps, tenant, files) : goOn(deps, tenant, files, next.sweep);
};

type Next = { readonly sweep: Sweep; readonly answer: 'goOn' | 'review' };

const askToGoOn = async (
  kept: Sweep,
  token: vscode.CancellationToken,
): Promise<'goOn' | 'review' | 'begin' | undefined> => {
  const changes = phrase(l10n.t('{0, plural, one {# change} other {# changes}}'), changeCount(kept));
  const place = l10n.t('{0} of {1}', Math.min(kept.at + 1, kept.goalIds.length), kept.goalIds.length);
  const items = [
    { label: l10n.t('Continue'), description: `${place}, ${changes}`, answer: 'goOn' as const },
    ...(changeCount(kept) === 0
      ? []
      : [{ label: l10n.t('Review Changes'), description: changes, answer: 'review' as const }]),
    {
      label: l10n.t('Start Over…'),
      description: l10n.t('Discards the changes that were not reviewed'),
      answer: 'begin' as const,
    },
  ];
  const title = l10n.t('Weekly Sweep');
  const answer = (await vscode.window.showQuickPick(items, { title, ignoreFocusOut: true }, token))?.answer;
  return answer !== 'begin' || (await isSure(changes)) ? answer : undefined;
};

const isSure = async (changes: string): Promise<boolean> => {
  const yes = l10n.t('Start Over');
  const question = l10n.t('Discard the weekly sweep that you started?');
  const detail = l10n.t('{0} and anything you typed will be lost.', changes);
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, yes)) === yes;
};

const reasonsOf = async (deps: SweepDeps) => {
  const rows = await deps.rows();
  const me = deps.me();
  if (rows === undefined || me === undefined) return [];
  return goalsToSweep(rows, { now: new Date(), me, staleDays: deps.staleDays(), risk: deps.risk() });
};

/** @param discarded what the person saw of an earlier sweep, and gave up */
const begun = async (
  deps: SweepDeps,
  tenant: TenantId,
  files: SweepFiles,
  discarded: Sweep | undefined,
): Promise<Next | undefined> => {
  if (deps.me() === undefined) await deps.askMe();
  if (deps.me() === undefined || isTooEarly(deps)) return undefined;
  const goals = await reasonsOf(deps);
  if (deps.tenant() !== tenant) return undefined;
  const goalIds = goals.map(({ goalId }) => goalId);
  const sweep = files.begin(tenant, goalIds, discarded?.decisions ?? new Map());
  return sweep.goalIds.length === 0 ? sayNothing(isFinished(deps.store.state)) : { sweep, answer: 'goOn' };
};

/** Of a goal that was not loaded yet nobody knows whether it is gone: it would be passed over. */
const isTooEarly = ({ store }: SweepDeps): boolean => {
  if (!isFirstLoad(store.state)) return false;
  void vscode.window.showInformationMessage(
    l10n.t('The goals are still loading. Start the weekly sweep again when they have loaded.'),
  );
  return true;
};

/** While goals are being loaded, that none needs a look is not known. */
const sayNothing = (isComplete: boolean): undefined => {
  const text = isComplete
    ? l10n.t('None of your goals is stale, due, or at risk.')
    : l10n.t('None of your goals that are loaded is stale, due, or at risk.');
  void vscode.window.showInformationMessage(text);
};

const goOn = async (deps: SweepDeps, tenant: TenantId, files: SweepFiles, sweep: Sweep): Promise<void> => {
  const left = await inOneTenant(
    deps,
    new vscode.CancellationTokenSource(),
    async (token): Promise<Left | undefined> => {
      const reasons = new Map((await reasonsOf(deps)).map((goal) => [goal.goalId, goal.reasons]));
      const box = new SweepBox(sweep, {
        goal: (id) => deps.store.goal(id),
        owners: () => deps.store.owners(),
        reasons,
        readDate: await deps.readDate(),
        keep: (now, decide) => files.keep(tenant, now, decide),
      });
      if (token.isCancellationRequested || deps.tenant() !== tenant || isTooEarly(deps)) return undefined;
      return box.ask(token);
    },
  );
  if (left === undefined) return undefined;
  if (left.how === 'failed') throw left.error;
  if (left.how === 'review') return review(deps, tenant, files);
  if (left.open !== undefined) await deps.openGoal(left.open);
  void tellKept(deps, tenant, files);
  return undefined;
};

/** Who left may go on where they were. */
const tellKept = async (deps: SweepDeps, tenant: TenantId, files: SweepFiles): Promise<void> => {
  const kept = files.read(tenant);
  if (kept === undefined) return;
  const [more, see] = [l10n.t('Continue'), l10n.t('Review Changes')];
  const count = changeCount(kept);
  const text = phrase(
    l10n.t(
      '{0, plural, =0 {The weekly sweep is kept.} one {The weekly sweep is kept with # change.} other {The weekly sweep is kept with # changes.}}',
    ),
    count,
  );
  const chosen = await vscode.window.showInformationMessage(text, more, ...(count === 0 ? [] : [see]));
  const now = chosen === undefined || deps.tenant() !== tenant ? undefined : files.read(tenant);
  if (now === undefined) return;
  await (chosen === see ? review(deps, tenant, files) : goOn(deps, tenant, files, now)).catch(tell);
};

/** A button of a message is no command: nobody else tells of its failure. */
const tell = (error: unknown): void => void vscode.window.showErrorMessage(explainInOne(error));

/** What was decided becomes a plan, which keeps it from then on. */
const review = async (deps: SweepDeps, tenant: TenantId, files: SweepFiles): Promise<void> => {
  const sweep = files.read(tenant);
  if (sweep === undefined) return undefined;
  if (changeCount(sweep) === 0) return files.forgetDecisions(tenant, new Map());
  if (isTooEarly(deps)) return undefined;
  const hasNotes = [...sweep.decisions.values()].some(({ notes }) => notes.length > 0);
  const name = hasNotes ? await deps.nameOf() : '';
  if (name === undefined) return undefined;
  const mustBe = (): void => {
    if (deps.tenant() !== tenant) throw new NotConnected();
  };
  const fetchGoal = async (goalId: string): Promise<Goal> => {
    mustBe();
    return deps.store.fetchGoal(goalId);
  };
  const isThere = (goalId: string): boolean => deps.store.goal(goalId) !== undefined;
  const location = { viewId: 'customerGoals.goals' };
  const made = await vscode.window.withProgress({ location }, () => intentsOf(sweep, { fetchGoal, isThere, name }));
  mustBe();
  if (made.intents.length > 0 && !(await deps.plan(made.intents))) return undefined;
  files.forgetDecisions(tenant, made.planned);
  const left = phrase(
    l10n.t(
      '{0, plural, one {The changes to # goal are kept in the weekly sweep, because the goal is gone or its description would not show the update.} other {The changes to # goals are kept in the weekly sweep, because the goals are gone or their descriptions would not show the updates.}}',
    ),
    made.left.length,
  );
  if (made.left.length > 0) void vscode.window.showWarningMessage(left);
  return undefined;
};
