import type * as vscode from 'vscode';
import type { GoalText } from '../goalText.ts';
import { readGoalText } from '../readGoalText.ts';

/** Texts as they were read, once for each version: what is known of a tenant changes more often than a text. */
export class ReadTexts {
  readonly #read = new WeakMap<vscode.TextDocument, { readonly version: number; readonly text: GoalText }>();

  of(document: vscode.TextDocument): GoalText {
    const { version } = document;
    const before = this.#read.get(document);
    if (before?.version === version) return before.text;
    const text = readGoalText(document.getText());
    this.#read.set(document, { version, text });
    return text;
  }
}
