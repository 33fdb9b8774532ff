import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { plainLabel } from '../model/plainLabel.ts';
import type { PlanRow } from '../plan/plan.ts';
import { diffFileName } from './diffFileName.ts';
import { changeIn } from './planItems.ts';

const scheme = 'customer-goals-planned';

/** Shows long texts of a plan side by side. */
export class PlanDiff implements vscode.TextDocumentContentProvider {
  readonly #registration: vscode.Disposable;
  readonly #texts = new Map<string, string>();

  constructor() {
    this.#registration = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#texts.delete(uri.toString())),
    );
  }

  dispose(): void {
    this.#registration.dispose();
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? '';
  }

  async show(row: PlanRow): Promise<void> {
    const { before = '', after } = changeIn(row, 'Description');
    const [left, right] = [this.#put(row, 'before', before), this.#put(row, 'after', after)];
    await vscode.commands.executeCommand(
      'vscode.diff',
      left,
      right,
      l10n.t('{0}: planned description', plainLabel(row.name)),
    );
  }

  #put({ key, name }: PlanRow, side: 'before' | 'after', html: string): vscode.Uri {
    const path = `/${side}/${crypto.randomUUID()}/${key}/${diffFileName(name)}`;
    const uri = vscode.Uri.from({ scheme, path });
    this.#texts.set(uri.toString(), lines(html));
    return uri;
  }
}

/** A line for each block: a description is one long line. */
const lines = (html: string): string =>
  html.replaceAll(/(<\/(?:p|li|ul|ol|h[1-6]|tr|table|div|blockquote)>|<br\s*\/?>)\n?/gi, '$1\n');
