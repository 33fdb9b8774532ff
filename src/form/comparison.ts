import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { GoalField } from '../model/goalFields.ts';
import { goalFieldLabel } from '../words/fieldLabels.ts';

const scheme = 'customer-goal-side';

/** Both texts of a field in VS Code's diff editor, as documents that nobody can write to. */
export class Comparison {
  readonly #texts = new Map<string, string>();
  readonly #changes = new vscode.EventEmitter<vscode.Uri>();
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    onDidChange: this.#changes.event,
    provideTextDocumentContent: (uri) =>
      this.#texts.get(uri.toString()) ?? l10n.t('This comparison has ended. Open the goal to compare again.'),
  });

  readonly #closing = vscode.workspace.onDidCloseTextDocument(({ uri }) => {
    if (uri.scheme === scheme) this.#texts.delete(uri.toString());
  });

  dispose(): void {
    this.#texts.clear();
    this.#closing.dispose();
    this.#registration.dispose();
    this.#changes.dispose();
  }

  /** `goal` is the address of the goal's form. */
  async show(goal: vscode.Uri, field: GoalField, theirs: string, mine: string): Promise<void> {
    const left = this.#document(goal, l10n.t('{0} (theirs).txt', goalFieldLabel(field)), theirs);
    const right = this.#document(goal, l10n.t('{0} (mine).txt', goalFieldLabel(field)), mine);
    const title = l10n.t('{0}: Theirs ↔ Mine', goalFieldLabel(field));
    await vscode.commands.executeCommand('vscode.diff', left, right, title, { preview: true });
  }

  #document(goal: vscode.Uri, name: string, text: string): vscode.Uri {
    const path = `${goal.path.slice(0, goal.path.lastIndexOf('/'))}/${name.replaceAll('/', '-')}`;
    const uri = vscode.Uri.from({ scheme, path });
    this.#texts.set(uri.toString(), text);
    this.#changes.fire(uri);
    return uri;
  }
}
