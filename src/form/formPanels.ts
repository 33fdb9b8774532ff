import type * as vscode from 'vscode';
import { FormPanel, type FormPanelDeps } from './formPanel.ts';
import type { ToPage, ViewState } from './protocol.ts';

/** The pages of one goal: one in each tab that shows it. */
export class FormPanels {
  /** The one that a person was in last comes first. */
  #panels: readonly FormPanel[] = [];
  /** What the first page is to be told. */
  readonly #atReady: ToPage[] = [];

  get viewState(): ViewState | undefined {
    return this.#panels[0]?.viewState;
  }

  add(panel: vscode.WebviewPanel, deps: FormPanelDeps): void {
    const form = new FormPanel(panel, deps, this.#atReady.splice(0));
    this.#putFirst(form);
    panel.onDidChangeViewState(() => {
      if (panel.active) this.#putFirst(form);
    });
    panel.onDidDispose(() => {
      form.dispose();
      this.#panels = this.#others(form);
    });
  }

  #putFirst(form: FormPanel): void {
    this.#panels = [form, ...this.#others(form)];
  }

  #others(form: FormPanel): readonly FormPanel[] {
    return this.#panels.filter((each) => each !== form);
  }

  dispose(): void {
    this.#panels.forEach((each) => each.dispose());
  }

  /** Tells the page that a person is in, or was last. */
  tell(message: ToPage): void {
    const [first] = this.#panels;
    if (first === undefined) this.#atReady.push(message);
    else first.post(message);
  }

  pushChoices(): void {
    this.#panels.forEach((each) => each.pushChoices());
  }
}
