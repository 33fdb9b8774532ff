import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Goal, GoalMetric } from '../../api/schema.ts';
import { RichText } from '../../description/richText.ts';
import { NotConnected, type GoalStore } from '../../model/goalStore.ts';
import type { TenantId } from '../../model/tenant.ts';
import { Names } from '../../plan/knownTenant.ts';
import { phrase } from '../../words/phrase.ts';
import { GoalShower, type BaseGoal } from '../textBase.ts';
import { writeGoalText } from '../writeGoalText.ts';
import type { TextFiles } from './textFiles.ts';
import type { TextKnown } from './textKnown.ts';

/** More than a person looks through, and more than is read again at each key. */
export const mostGoals = 200;

/** Of so few everything is read without asking: each costs two requests. */
const fewGoals = 10;

type Depth = 'fields' | 'descriptions' | 'all';

/** What a person calls a tenant. */
export type TenantNames = { labelOf(tenant: TenantId): string };

export type OpenGoalsDeps = {
  readonly store: Pick<GoalStore, 'fetchGoal' | 'metrics'>;
  readonly tenant: () => TenantId | undefined;
  readonly tenants: TenantNames;
  readonly known: TextKnown;
  readonly files: TextFiles;
};

/** Opens goals as a text that can be changed. @param name of the tab */
export const openGoals = async (goals: readonly Goal[], name: string, deps: OpenGoalsDeps): Promise<void> => {
  const of = deps.tenant();
  if (of === undefined) throw new NotConnected();
  if (goals.length > mostGoals) {
    const text = phrase(
      l10n.t('{0} goals are too many to open as text. Select or filter up to {1} goals.'),
      goals.length,
      mostGoals,
    );
    void vscode.window.showWarningMessage(text);
    return;
  }
  const depth = goals.length <= fewGoals ? 'all' : await askDepth(goals.length);
  const read = depth && (await readGoals(goals, depth, of, deps));
  if (read === undefined) return;
  const base = { tenant: of, goals: read };
  const path = await deps.files.create(name, writeGoalText(of, read, headOf(deps.tenants.labelOf(of))), base);
  await vscode.window.showTextDocument(vscode.Uri.file(path), { preview: false });
};

const headOf = (label: string): readonly string[] => [
  l10n.t('Goals of {0}', label),
  l10n.t('When you save, your changes are planned. Nothing is saved to Gainsight until you apply them.'),
  l10n.t('An entry without an ID is a new goal.'),
  l10n.t('Removing a goal or a line here does not remove it in Gainsight.'),
];

const askDepth = async (count: number): Promise<Depth | undefined> => {
  const requests = (times: number): string =>
    phrase(l10n.t('{0, plural, one {# request to Gainsight} other {# requests to Gainsight}}'), count * times);
  const items: readonly (vscode.QuickPickItem & { readonly depth: Depth })[] = [
    { label: l10n.t('Without descriptions and metrics'), description: l10n.t('immediately'), depth: 'fields' },
    { label: l10n.t('With descriptions'), description: requests(1), depth: 'descriptions' },
    { label: l10n.t('With descriptions and metrics'), description: requests(2), depth: 'all' },
  ];
  const title = phrase(l10n.t('{0, plural, one {Edit # goal as text} other {Edit # goals as text}}'), count);
  return (await vscode.window.showQuickPick(items, { title, placeHolder: l10n.t('Select what the text contains') }))
    ?.depth;
};

/** Undefined where the person cancels. */
const readGoals = async (
  goals: readonly Goal[],
  depth: Depth,
  of: TenantId,
  { store, tenant, known }: OpenGoalsDeps,
): Promise<readonly BaseGoal[] | undefined> => {
  await known.load();
  const { tenant: there } = known;
  if (there === undefined) throw new NotConnected();
  const shower = new GoalShower(new Names(there), there);
  if (depth === 'fields') return goals.map((goal) => shower.base(goal));
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: l10n.t('Opening goals as text'),
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (progress, token) => {
    const ended = new AbortController();
    token.onCancellationRequested(() => ended.abort());
    const read: BaseGoal[] = [];
    for (const { Gsid } of goals) {
      if (token.isCancellationRequested) return undefined;
      const goal = await store.fetchGoal(Gsid, ended.signal);
      const metrics = depth === 'all' ? await store.metrics(Gsid, ended.signal) : undefined;
      if (tenant() !== of) throw new NotConnected();
      read.push(wholeBase(goal, metrics, shower));
      progress.report({ increment: 100 / goals.length });
    }
    return read;
  });
};

const wholeBase = (goal: Goal, metrics: readonly GoalMetric[] | undefined, shower: GoalShower): BaseGoal => {
  const Description = goal.Description ?? '';
  const { isReadable, markdown } = new RichText(Description, Description);
  return shower.base({ ...goal, Description }, { markdown: isReadable ? markdown : undefined, metrics });
};
