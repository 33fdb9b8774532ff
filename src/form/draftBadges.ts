import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

/** Marks the tabs of goals that VS Code may take for saved though they are not: with auto save on, it has no dot for them. */
export class DraftBadges {
  readonly #changes = new vscode.EventEmitter<vscode.Uri>();
  readonly #marked = new Set<string>();
  readonly #registration = vscode.window.registerFileDecorationProvider({
    onDidChangeFileDecorations: this.#changes.event,
    provideFileDecoration: (uri) =>
      this.#marked.has(uri.toString()) ? new vscode.FileDecoration('D', l10n.t('Not saved to Gainsight')) : undefined,
  });

  dispose(): void {
    this.#registration.dispose();
    this.#changes.dispose();
  }

  mark(uri: vscode.Uri, isMarked: boolean): void {
    const key = uri.toString();
    if (this.#marked.has(key) === isMarked) return;
    if (isMarked) this.#marked.add(key);
    else this.#marked.delete(key);
    this.#changes.fire(uri);
  }
}
