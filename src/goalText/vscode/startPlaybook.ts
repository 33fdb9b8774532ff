import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { NotConnected } from '../../model/goalStore.ts';
import type { TenantId } from '../../model/tenant.ts';
import type { Intent } from '../../plan/intent.ts';
import { isPlaybook, planOfPlaybook, variablesOf, type Named } from '../playbook.ts';
import type { GoalText } from '../goalText.ts';
import { fileEnding, languageId } from './languageId.ts';
import type { TextChecks } from './textChecks.ts';
import type { TextKnown } from './textKnown.ts';

/** How a person is asked; undefined where they leave. */
export type Ask = {
  companies(title: string): Promise<readonly Named[] | undefined>;
  owner(title: string): Promise<Named | undefined>;
  date(before: string, title: string): Promise<string | undefined>;
};

export type StartPlaybookDeps = {
  readonly tenant: () => TenantId | undefined;
  readonly known: TextKnown;
  readonly checks: TextChecks;
  readonly ask: Ask;
  readonly plans: { plan(intents: readonly Intent[]): Promise<unknown> };
};

/** Plans the goals of a playbook for companies that the person picks. @param uri of the playbook, where it is known */
export const startPlaybook = async (uri: vscode.Uri | undefined, deps: StartPlaybookDeps): Promise<void> => {
  const { tenant, known, checks, plans } = deps;
  const of = tenant();
  if (of === undefined) throw new NotConnected();
  const document = await documentOf(uri);
  if (document === undefined) return;
  const { text, plan } = await checks.check(document);
  if (!isPlaybook(text)) {
    const words = l10n.t('This is not a playbook: it has no “{0}”.', 'variables:');
    void vscode.window.showWarningMessage(words);
    return;
  }
  if (plan.problems.length > 0) {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.actions.view.problems');
    return;
  }
  const start = await askStart(text, titleOf(document), deps);
  if (start === undefined) return;
  if (tenant() !== of) throw new NotConnected();
  const context = { file: document.uri.toString(), known: known.tenant, isComplete: known.isComplete };
  const { intents } = planOfPlaybook(text, context, start);
  if (intents.length > 0) await plans.plan(intents);
  else void vscode.window.showInformationMessage(l10n.t('The playbook plans no goals.'));
};

const askStart = async (text: GoalText, title: string, { ask, known }: StartPlaybookDeps) => {
  const used = variablesOf(text);
  const tenant = known.tenant;
  const { variables = {} } = text;
  const fixed = tenant?.companies().find(({ name, Gsid }) => [name, Gsid].includes(variables.company?.text ?? ''));
  const companies = fixed === undefined ? await ask.companies(title) : [{ id: fixed.Gsid, name: fixed.name }];
  if (companies === undefined || companies.length === 0) return undefined;
  const own = tenant?.owners().find(({ name, id }) => [name, id].includes(variables.owner?.text ?? ''));
  const owner = own ?? (used.has('owner') ? await ask.owner(title) : { id: '', name: '' });
  if (owner === undefined) return undefined;
  const given = variables.start?.text.trim() ?? '';
  const start = used.has('start') ? await ask.date(given, title) : given;
  return start === undefined || (start === '' && used.has('start')) ? undefined : { companies, owner, start };
};

const titleOf = ({ uri }: vscode.TextDocument): string => {
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1).replace(fileEnding, '');
  return l10n.t('Start Playbook: {0}', name);
};

const documentOf = async (uri: vscode.Uri | undefined): Promise<vscode.TextDocument | undefined> => {
  if (uri !== undefined) return vscode.workspace.openTextDocument(uri);
  const active = vscode.window.activeTextEditor?.document;
  if (active?.languageId === languageId && /^variables:/m.test(active.getText())) return active;
  const files = await vscode.workspace.findFiles(`**/*${fileEnding}`, undefined, 200);
  const items = files
    .map((file) => ({ label: vscode.workspace.asRelativePath(file), file }))
    .toSorted((a, b) => (a.label < b.label ? -1 : 1));
  const other = { label: l10n.t('Select a File…'), file: undefined };
  const picked =
    items.length === 0
      ? other
      : await vscode.window.showQuickPick([...items, other], {
          title: l10n.t('Start Playbook'),
          placeHolder: l10n.t('Select a playbook'),
        });
  if (picked === undefined) return undefined;
  if (picked.file !== undefined) return vscode.workspace.openTextDocument(picked.file);
  const [chosen] =
    (await vscode.window.showOpenDialog({
      title: l10n.t('Start Playbook'),
      openLabel: l10n.t('Start'),
      filters: { YAML: ['yaml', 'yml'] },
    })) ?? [];
  return chosen && vscode.workspace.openTextDocument(chosen);
};
