import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { asPlainText } from '../explain.ts';
import { choiceText } from '../words/lists.ts';
import {
  blockPlaceholders,
  readTemplate,
  textPlaceholders,
  type TemplatePart,
  type TemplateProblem,
} from './template.ts';
import { templateToEdit, usualTemplate } from './usualTemplate.ts';

/** The template that a person made, or the usual one; undefined where theirs has a mistake, which they are told. */
export const readUsersTemplate = async (file: vscode.Uri): Promise<readonly TemplatePart[] | undefined> => {
  const template = readTemplate((await textAt(file)) ?? usualTemplate());
  if (template.kind === 'read') return template.parts;
  void tellProblem(file, template.problems);
  return undefined;
};

const tellProblem = async (file: vscode.Uri, [first]: readonly TemplateProblem[]): Promise<void> => {
  if (first === undefined) return;
  const edit = l10n.t('Edit Template');
  const text = l10n.t('The review template cannot be used. {0}', problemText(first));
  if ((await vscode.window.showWarningMessage(text, edit)) !== edit) return;
  const at = new vscode.Position(first.line - 1, 0);
  await vscode.window.showTextDocument(file, { selection: new vscode.Range(at, at) });
};

const problemText = ({ code, line, placeholder }: TemplateProblem): string => {
  const name = asPlainText(placeholder);
  switch (code) {
    case 'unknown': {
      const known = choiceText([...textPlaceholders, ...blockPlaceholders]);
      return l10n.t('Line {0}: “{1}” is not a placeholder. Use {2}.', line, name, known);
    }
    case 'notAlone':
      return l10n.t('Line {0}: the placeholder “{1}” must be on a line of its own.', line, name);
    case 'notClosed':
      return l10n.t('Line {0}: a placeholder starts and ends with two braces.', line);
    case 'empty':
      return l10n.t('It is empty.');
  }
};

/** Opens the person's template; the usual one, to be changed, where they have none. */
export const editTemplate = async (file: vscode.Uri): Promise<void> => {
  if ((await textAt(file)) === undefined) {
    await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(file, '..'));
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(templateToEdit()));
  }
  await vscode.window.showTextDocument(file);
};

const textAt = async (file: vscode.Uri): Promise<string | undefined> => {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
    throw error;
  }
};
