import * as vscode from 'vscode';

const scheme = 'customer-goals-review';

/** Shows Markdown that nobody has to save, in VS Code's own preview. */
export class MarkdownPages {
  readonly #texts = new Map<string, string>();
  readonly #changes = new vscode.EventEmitter<vscode.Uri>();
  readonly #registration: vscode.Disposable;

  constructor() {
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: this.#changes.event,
      provideTextDocumentContent: ({ path }) => this.#texts.get(path) ?? '',
    });
  }

  /** @param name of the page: one of the same name is replaced, wherever it is open */
  async show(name: string, markdown: string): Promise<void> {
    const uri = vscode.Uri.from({ scheme, path: `/${name}.md` });
    this.#texts.set(uri.path, markdown);
    this.#changes.fire(uri);
    await vscode.commands.executeCommand('markdown.showPreview', uri);
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changes.dispose();
  }
}
