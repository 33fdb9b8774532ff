import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { asPlainText } from '../../explain.ts';
import { goalTextProblem } from '../../goalTextWords.ts';
import type { GoalText } from '../goalText.ts';
import { isPlaybook, playbookProblems } from '../playbook.ts';
import { planOfText, type TextPlan } from '../textPlan.ts';
import type { TextProblem } from '../textProblem.ts';
import { languageId } from './languageId.ts';
import type { ReadTexts } from './readTexts.ts';
import type { TextKnown } from './textKnown.ts';
import type { TextStates } from './textStates.ts';

/** So long after the last key a text is read, in milliseconds. */
const restMs = 250;

export type CheckedText = { readonly text: GoalText; readonly plan: TextPlan };

/** Shows what is wrong with the texts that are open, at its line. */
export class TextChecks {
  readonly #states: TextStates;
  readonly #known: TextKnown;
  readonly #texts: ReadTexts;
  readonly #problems = vscode.languages.createDiagnosticCollection(languageId);
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(states: TextStates, known: TextKnown, texts: ReadTexts) {
    this.#texts = texts;
    this.#states = states;
    this.#known = known;
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#problems.dispose();
  }

  /** Soon, once however often that is asked. */
  checkSoon(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.#timers.get(key));
    this.#timers.set(
      key,
      setTimeout(() => {
        this.#timers.delete(key);
        this.check(document).catch(() => undefined);
      }, restMs),
    );
  }

  forget({ uri }: vscode.TextDocument): void {
    clearTimeout(this.#timers.get(uri.toString()));
    this.#problems.delete(uri);
  }

  /** Reads the text as it is now, and shows what is wrong with it. */
  async check(document: vscode.TextDocument): Promise<CheckedText> {
    const { version } = document;
    const text = this.#texts.of(document);
    let plan = await this.#plan(document, text);
    if (plan.problems.some(({ code, key }) => code === 'unknownName' && key === 'status')) {
      await this.#known.findStatuses();
      plan = await this.#plan(document, text);
    }
    if (document.version === version && !document.isClosed) this.#show(document, text, plan);
    return { text, plan };
  }

  async #plan(document: vscode.TextDocument, text: GoalText): Promise<TextPlan> {
    const context = await this.#states.context(document, text);
    if (!isPlaybook(text)) return planOfText(text, context);
    const problems = playbookProblems(text, context);
    return { intents: [], problems, removed: [], toRead: [], metricsToRead: [] };
  }

  #show(document: vscode.TextDocument, text: GoalText, { problems, removed }: TextPlan): void {
    const shown = problems.map((problem) => diagnosticOf(document, problem));
    const gone = removed.slice(0, mostRemoved).map(({ shown: { name = '' } }) => {
      const words = l10n.t(
        '“{0}” was removed from this text. The goal stays as it is in Gainsight.',
        asPlainText(name),
      );
      return diagnostic(document, text.goals, words, vscode.DiagnosticSeverity.Information);
    });
    this.#problems.set(document.uri, [...shown, ...gone]);
  }
}

/** So many goals that were removed are named. */
const mostRemoved = 20;

const diagnosticOf = (document: vscode.TextDocument, problem: TextProblem): vscode.Diagnostic =>
  diagnostic(document, problem.span, asPlainText(goalTextProblem(problem)), vscode.DiagnosticSeverity.Error);

const diagnostic = (
  document: vscode.TextDocument,
  { start, end }: TextProblem['span'],
  words: string,
  severity: vscode.DiagnosticSeverity,
): vscode.Diagnostic => {
  const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
  const shown = new vscode.Diagnostic(range, words, severity);
  shown.source = l10n.t('Customer Goals');
  return shown;
};
