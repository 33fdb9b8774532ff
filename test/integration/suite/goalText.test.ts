import { deepEqual, equal, ok } from 'node:assert/strict';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { GoalTextSession } from '../../../src/goalText/vscode/goalTextSession.ts';
import { languageId } from '../../../src/goalText/vscode/languageId.ts';
import { noFields } from '../../../src/model/goalFields.ts';
import type { Intent, MadeGoal } from '../../../src/plan/intent.ts';
import { eventually } from './eventually.ts';
import { atEnd, openLoadedWindow } from './sampleWindow.ts';

const company = 'Calder & Finch';

/** A session on a window of its own: a row is a company's id, a selection goals' ids. */
const opened = async () => {
  const window = await openLoadedWindow();
  const { store } = window;
  const folder = await mkdtemp(join(tmpdir(), 'texts-'));
  atEnd(() => rm(folder, { recursive: true, force: true }));
  let tenant: string | undefined = 'sample';
  const planned: (readonly Intent[])[] = [];
  const asked: string[] = [];
  const made: MadeGoal[] = [];
  const applied = new vscode.EventEmitter<unknown>();
  const changes = new vscode.EventEmitter<unknown>();
  const companyId = store.companies().find(({ name }) => name === company)?.Gsid ?? '';
  const session = new GoalTextSession({
    store,
    tenant: () => tenant,
    tenants: { labelOf: String },
    onDidChangeTenant: changes.event,
    storage: (name) => join(folder, name),
    view: {
      companyIdsOf: async (row) => (typeof row === 'string' ? [row] : []),
      goalIdsOf: async (_, selected) => (Array.isArray(selected) ? selected.map(String) : []),
    },
    shown: { isEverything: true, ready: async () => undefined, idsOf: () => [] },
    ask: {
      companies: async (title) => {
        asked.push(title);
        return [{ id: companyId, name: company }];
      },
      owner: async () => ({ id: '', name: '' }),
      date: async () => '2031-01-31',
    },
    plans: {
      plan: async (intents) => void planned.push(intents),
      planFile: async (intents) => planned.push(intents) > 0,
      made: () => made,
      onDidChange: applied.event,
    },
  });
  atEnd(() => {
    session.dispose();
    changes.dispose();
    applied.dispose();
  });
  atEnd(() => vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor'));
  return {
    window,
    session,
    folder,
    planned,
    asked,
    made,
    applied,
    companyId,
    setTenant: (id?: string) => (tenant = id),
  };
};

const activeText = (): vscode.TextDocument => {
  const document = vscode.window.activeTextEditor?.document;
  ok(document !== undefined);
  return document;
};

const replace = async (from: string | RegExp, to: string): Promise<void> => {
  const document = activeText();
  const [found = ''] = document.getText().match(from) ?? [];
  const at = document.getText().indexOf(found);
  ok(found !== '' && at >= 0, String(from));
  const edit = new vscode.WorkspaceEdit();
  const range = new vscode.Range(document.positionAt(at), document.positionAt(at + found.length));
  edit.replace(document.uri, range, to);
  await vscode.workspace.applyEdit(edit);
};

/** Line, and what is said there. */
const problems = ({ uri }: vscode.TextDocument): readonly string[] => [
  ...new Set(vscode.languages.getDiagnostics(uri).map(({ range, message }) => `${range.start.line + 1}: ${message}`)),
];

describe('Edit as Text', () => {
  it('opens a company in a file that only its owner reads, and plans what was changed when it is saved', async () => {
    const { window, session, folder, planned, companyId } = await opened();
    await session.edit(companyId, undefined);
    const document = activeText();
    equal(document.languageId, languageId);
    equal(document.uri.fsPath.split('/').at(-1), 'Calder & Finch.goals.yaml');
    equal((await stat(document.uri.fsPath)).mode & 0o777, 0o600);
    equal((await readdir(join(folder, 'texts'))).length, 1);
    const [goal] = window.store.goalsOf(companyId);
    ok(goal !== undefined && document.getText().includes(`id: ${goal.Gsid}`));

    await replace(/targetDate:.*/, 'targetDate: 2031-02-28');
    await document.save();
    await eventually(() => planned.length, 1);
    const [update] = planned[0] ?? [];
    deepEqual(update?.kind === 'update' && [update.fields, update.base?.TargetDate !== '2031-02-28'], [
      { TargetDate: '2031-02-28' },
      true,
    ]);
    equal(update?.source?.file, document.uri.toString());
  });

  it('plans a metric once, however often the text is saved', async () => {
    const { window, session, planned, companyId } = await opened();
    const [goal] = window.store.goalsOf(companyId);
    ok(goal !== undefined);
    await session.edit(undefined, [goal.Gsid]);
    const document = activeText();
    const head = document.getText().includes('metrics:') ? '' : '    metrics:\n';
    const end = document.positionAt(document.getText().length);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, end, `${head}      - name: Seats in use\n        target: 5\n`);
    await vscode.workspace.applyEdit(edit);
    await document.save();
    await eventually(() => planned[0]?.map(({ kind }) => kind), ['addMetric']);

    const input = { Name: 'Seats in use', CurrentValue: 0, TargetValue: 5 };
    const { metric } = await window.store.addMetric(goal.Gsid, input);
    await replace('target: 5', 'target: 5 # seats');
    await document.save();
    await eventually(() => planned[1], []);
    ok(document.getText().includes(`id: ${metric.Gsid}`));
  });

  it('gives a goal that was made of it its ID at once, and none to one that was there', async () => {
    const { window, session, folder, planned, made, applied, companyId } = await opened();
    const [old] = window.store.goalsOf(companyId);
    ok(old !== undefined);
    const file = join(folder, 'new.goals.yaml');
    const entry = (name: string): string =>
      `  - company: ${JSON.stringify(company)}\n    name: ${JSON.stringify(name)}\n`;
    await writeFile(file, `tenant: sample\ngoals:\n${entry(old.Name)}${entry('Rollout North')}`);
    const document = await vscode.workspace.openTextDocument(file);
    await vscode.window.showTextDocument(document);
    await session.planActive();
    await eventually(() => planned[0]?.map(({ kind }) => kind), ['create', 'create']);

    const fields = { CompanyId: companyId, Name: 'Rollout North', Status: 'Not Started' };
    const { goal } = await window.store.createGoal({ ...noFields, ...fields });
    made.push({ tenant: 'sample', goalId: goal.Gsid, companyId, name: 'Rollout North' });
    applied.fire(undefined);
    await eventually(() => document.getText().includes(`id: ${goal.Gsid}`), true);
    ok(!document.getText().includes(old.Gsid));
    await replace('Rollout North', 'Rollout South');
    await document.save();
    await eventually(
      () => planned[1]?.map((intent) => (intent.kind === 'update' ? intent.fields : intent.kind)),
      ['create', { Name: 'Rollout South' }],
    );
  });

  it('plans nothing of a text with a mistake, which is told at its line', async () => {
    const { session, planned, companyId } = await opened();
    await session.edit(companyId, undefined);
    const document = activeText();
    await replace(/status:.*/, 'statsu: Missed');
    const line =
      document
        .getText()
        .split('\n')
        .findIndex((each) => each.includes('statsu')) + 1;
    await eventually(() => problems(document), [`${line}: “statsu” is not a field here. Did you mean “status”?`]);
    await document.save();
    await session.planActive();
    equal(planned.length, 0);
  });

  it('plans nothing for another tenant than the one that the text is from', async () => {
    const { session, planned, companyId, setTenant } = await opened();
    await session.edit(companyId, undefined);
    const document = activeText();
    setTenant('other.example');
    await replace(/targetDate:.*/, 'targetDate: 2031-02-28');
    await document.save();
    await eventually(() => problems(document).some((each) => each.includes('for the tenant Sample Data')), true);
    equal(planned.length, 0);
  });

  it('opens no more goals than a person looks through', async () => {
    const { window, session } = await opened();
    await session.edit(undefined, [...window.store.goalIds()].slice(0, 201));
    ok(vscode.window.activeTextEditor?.document.languageId !== languageId);
  });

  it('offers fields and names, and says what a goal has now', async () => {
    const { window, session, companyId } = await opened();
    await session.edit(companyId, undefined);
    const document = activeText();
    const [goal] = window.store.goalsOf(companyId);
    const at = document.positionAt(document.getText().indexOf('owner:'));
    const offered = async (position: vscode.Position): Promise<readonly string[]> => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        position,
      );
      return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    };
    const fields = await offered(at.translate(0, 2));
    ok(fields.includes('owner') && !fields.includes('targetDate'), fields.join());
    await replace(/owner:.*/, 'owner: ');
    ok((await offered(at.translate(0, 'owner: '.length))).includes(goal?.OwnerName ?? 'nobody'));
    const hovers = await vscode.commands.executeCommand<readonly vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      at.translate(0, 1),
    );
    const said = hovers.flatMap(({ contents }) =>
      contents.map((each) => (typeof each === 'string' ? each : each.value)),
    );
    const plain = said.map((each) => each.replaceAll('\\', '')).join('\n');
    ok(plain.includes(`In Gainsight: ${goal?.OwnerName}`), plain);
  });
});

describe('a playbook', () => {
  const playbook =
    'variables:\n  company:\n  start:\ngoals:\n  - name: Kick-off\n    owner:\n    targetDate: start + 1 month\n';

  it('plans its goals for the company that was picked, and nothing when it is saved', async () => {
    const { session, folder, planned, asked, companyId } = await opened();
    const file = join(folder, 'onboarding.goals.yaml');
    await writeFile(file, playbook);
    await vscode.window.showTextDocument(vscode.Uri.file(file));
    await session.planActive();
    equal(planned.length, 0);
    await session.startPlaybook(undefined);
    deepEqual(asked, ['Start Playbook: onboarding']);
    deepEqual(
      planned[0]?.map((intent) => intent.kind === 'create' && intent.fields),
      [{ Status: 'Not Started', CompanyId: companyId, Name: 'Kick-off', OwnerId: '', TargetDate: '2031-02-28' }],
    );
  });
});
