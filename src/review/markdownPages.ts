import * as vscode from 'vscode';

const scheme = 'customer-goals-review';

/** Of an extension that comes with VS Code, and that a person may turn off: then the text itself is shown. */
const preview = 'markdown.showPreview';

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
    const commands = await vscode.commands.getCommands(true);
    if (commands.includes(preview)) await vscode.commands.executeCommand(preview, uri);
    else await vscode.window.showTextDocument(uri);
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changes.dispose();
  }
}
