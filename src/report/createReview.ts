import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Goal } from '../api/schema.ts';
import { NotConnected, type GoalStore } from '../model/goalStore.ts';
import { inOneTenant, type TenantNow } from '../model/inOneTenant.ts';
import { isFirstLoad, isWhole } from '../model/loadState.ts';
import { plainLabel } from '../model/plainLabel.ts';
import { dayText } from '../words/dates.ts';
import { language } from '../words/language.ts';
import { phrase } from '../words/phrase.ts';
import { today } from '../model/dueDate.ts';
import { gatherGoals, type GatherDeps, type Gathered } from './gatherGoals.ts';
import { mayLackText, reportContents } from './reportContents.ts';
import type { Edition } from './reportData.ts';
import { reportFiles, type ReportFormat } from './reportFiles.ts';
import { saveReport } from './saveReport.ts';
import { filled } from './template.ts';
import { readUsersTemplate } from './usersTemplate.ts';

export type ReviewDeps = TenantNow & {
  readonly store: Pick<GoalStore, 'state' | 'companies' | 'company' | 'goalsOf' | 'goal' | 'fetchGoal' | 'metrics'>;
  readonly history: GatherDeps['history'];
  readonly companyIdOf: (row: unknown) => string | undefined;
  readonly views: () => Promise<readonly { readonly name: string; readonly goalIds: () => readonly string[] }[]>;
  readonly templateFile: vscode.Uri;
};

/** A review of more goals is read by nobody. */
const mostGoals = 500;

type Of = {
  readonly title: string;
  readonly goals: readonly Goal[];
  /** The name of the one company that it is of; undefined where there is none, or none is known. */
  readonly customer: string | undefined;
};
type Asked = { readonly of: Of; readonly since: number; readonly edition: Edition; readonly format: ReportFormat };

/** Asks of what, since when, for whom and in which form, and writes a review to a file that the person names. */
export const createReview = async (deps: ReviewDeps, row: unknown): Promise<void> => {
  const expected = deps.tenant();
  if (expected === undefined || deps.store.state.kind === 'disconnected') throw new NotConnected();
  if (isFirstLoad(deps.store.state)) return tellTooEarly();
  const parts = await readUsersTemplate(deps.templateFile);
  if (parts === undefined) return;
  const made = await inOneTenant(deps, new vscode.CancellationTokenSource(), async (token) => {
    const asked = await ask(deps, row, token);
    return asked && { asked, gathered: await gather(deps, asked) };
  });
  if (made === undefined) return;
  const { asked, gathered } = made;
  const { title } = asked.of;
  const blocks = filled(parts, reportContents(gathered.data));
  const filesFor = (fileName: string) => reportFiles(asked.format, { title, language: language(), blocks, fileName });
  await saveReport({ title, format: asked.format, filesFor, notes: notesOn(gathered, asked) });
};

const tellTooEarly = (): undefined => {
  const text = l10n.t('The goals are still loading. Create the review again when they have loaded.');
  return void vscode.window.showInformationMessage(text);
};

const ask = async (deps: ReviewDeps, row: unknown, token: vscode.CancellationToken): Promise<Asked | undefined> => {
  const of = await askOf(deps, row, token);
  if (of === undefined) return undefined;
  if (of.goals.length > mostGoals) {
    const text = l10n.t('A review can have at most {0} goals. Choose a company or a view with fewer goals.', mostGoals);
    return void vscode.window.showInformationMessage(text);
  }
  const since = await askSince(of, new Date(), token);
  if (since === undefined) return undefined;
  const edition = await askEdition(of, token);
  const format = edition && (await askFormat(of, token));
  return edition === undefined || format === undefined
    ? undefined
    : { of: forEdition(of, edition), since, edition, format };
};

/** A view's name is for colleagues, as ids are: what a customer gets has the company's name. */
const forEdition = (of: Of, edition: Edition): Of =>
  edition === 'customer' && of.customer !== undefined ? { ...of, title: of.customer } : of;

const titleFor = ({ title }: Of): string => l10n.t('Create Review: {0}', plainLabel(title));

const askOf = async (deps: ReviewDeps, row: unknown, token: vscode.CancellationToken): Promise<Of | undefined> => {
  const { store } = deps;
  const nameOf = (companyId: string | undefined): string | undefined =>
    companyId === undefined ? undefined : store.company(companyId)?.name || undefined;
  const ofView = (title: string, goals: readonly Goal[]): Of => {
    const [companyId, ...others] = new Set(goals.map(({ CompanyId }) => CompanyId));
    return { title, goals, customer: others.length === 0 ? nameOf(companyId) : undefined };
  };
  const ofCompany = (companyId: string): Of => ({
    title: nameOf(companyId) ?? companyId,
    goals: store.goalsOf(companyId),
    customer: nameOf(companyId),
  });
  const companyId = deps.companyIdOf(row);
  if (companyId !== undefined) return ofCompany(companyId);
  const views = (await deps.views()).map(({ name, goalIds }) => ({
    label: plainLabel(name),
    of: () =>
      ofView(
        name,
        goalIds().flatMap((id) => store.goal(id) ?? []),
      ),
  }));
  const companies = store.companies().map(({ Gsid, name }) => ({
    label: plainLabel(name),
    description: plainLabel(Gsid),
    of: () => ofCompany(Gsid),
  }));
  const items = [separator(l10n.t('Companies')), ...companies, separator(l10n.t('Views')), ...views];
  const options = { title: l10n.t('Create Review'), placeHolder: l10n.t('Select a company or a view') };
  return (await vscode.window.showQuickPick(items, options, token))?.of?.();
};

const separator = (label: string) => ({ label, kind: vscode.QuickPickItemKind.Separator, of: undefined });

const periodItem = (label: string, since: number) => ({
  label,
  description: dayText(today(new Date(since))),
  since,
});

const askSince = async (of: Of, now: Date, token: vscode.CancellationToken): Promise<number | undefined> => {
  const daysBack = (days: number): number =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() - days).getTime();
  const quarter = new Date(now.getFullYear(), Math.floor(now.getMonth() / 3) * 3, 1).getTime();
  const items = [
    periodItem(l10n.t('Last 90 Days'), daysBack(90)),
    periodItem(l10n.t('This Quarter'), quarter),
    periodItem(l10n.t('Last 30 Days'), daysBack(30)),
    periodItem(l10n.t('Last 12 Months'), new Date(now.getFullYear() - 1, now.getMonth(), now.getDate()).getTime()),
  ];
  const options = { title: titleFor(of), placeHolder: l10n.t('Select the period that the review covers') };
  return (await vscode.window.showQuickPick(items, options, token))?.since;
};

/** What one customer may see says nothing of another: only a review of one company, under its name, is for a customer. */
const askEdition = async (of: Of, token: vscode.CancellationToken): Promise<Edition | undefined> => {
  if (of.customer === undefined) return 'team';
  const items = [
    {
      label: l10n.t('For the Customer'),
      detail: l10n.t('Without owners, updates, and IDs, and without goals and metrics that are marked [internal]'),
      edition: 'customer' as const,
    },
    {
      label: l10n.t('For Your Team'),
      detail: l10n.t('With owners and the latest update of each goal'),
      edition: 'team' as const,
    },
  ];
  const options = { title: titleFor(of), placeHolder: l10n.t('Select who the review is for') };
  return (await vscode.window.showQuickPick(items, options, token))?.edition;
};

const askFormat = async (of: Of, token: vscode.CancellationToken): Promise<ReportFormat | undefined> => {
  const items = [
    { label: 'HTML', detail: l10n.t('One file with pictures, to print or send'), format: 'html' as const },
    { label: 'Markdown', detail: l10n.t('With pictures in separate files'), format: 'markdown' as const },
    {
      label: l10n.t('Slides'),
      detail: l10n.t('Markdown for Marp, with pictures in separate files'),
      format: 'slides' as const,
    },
  ];
  const options = { title: titleFor(of), placeHolder: l10n.t('Select a format') };
  return (await vscode.window.showQuickPick(items, options, token))?.format;
};

const gather = (deps: ReviewDeps, { of, since, edition }: Asked): Thenable<Gathered> => {
  const expected = deps.tenant();
  const check = (): void => {
    if (deps.tenant() !== expected) throw new NotConnected();
  };
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: l10n.t('Reading the goals for the review…'),
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (progress, token) => {
    const end = new AbortController();
    token.onCancellationRequested(() => end.abort());
    const onProgress = (done: number, all: number): void =>
      progress.report({ message: l10n.t('{0} of {1}', done, all), increment: 100 / all });
    const { store, history } = deps;
    const mayLack = !isWhole(store.state);
    const scope = { title: of.title, since, now: new Date(), edition, mayLack };
    return gatherGoals(of.goals, scope, { store, history, check, onProgress }, end.signal);
  });
};

/** What a person should know of the review, and does not stand in it. */
const notesOn = ({ data, isPart }: Gathered, { edition, since }: Asked): readonly string[] => [
  ...(edition === 'customer'
    ? [
        phrase(
          l10n.t(
            '{0, plural, =0 {Owners, updates, and IDs were left out.} one {Owners, updates, IDs, and # internal goal were left out.} other {Owners, updates, IDs, and # internal goals were left out.}}',
          ),
          data.leftOut,
        ),
      ]
    : []),
  ...(data.recordedFrom === undefined || data.recordedFrom > since
    ? [l10n.t('Changes were recorded for only part of this period, so some may be missing.')]
    : []),
  ...(data.mayLack ? [mayLackText()] : []),
  ...(isPart ? [l10n.t('Outcomes and updates are incomplete.')] : []),
];
