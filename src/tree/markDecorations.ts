import * as vscode from 'vscode';
import { markAt, markPath, type DueMark } from './dueMark.ts';

const scheme = 'customer-goals-mark';

/** What a row names as its resource, so that it is drawn with this mark. */
export const markUri = (mark: DueMark): vscode.Uri => vscode.Uri.from({ scheme, path: markPath(mark) });

/** Draws the marks; those of late goals in the colour that lists have for warnings, their labels with them. */
export const registerMarks = (): vscode.Disposable =>
  vscode.window.registerFileDecorationProvider({
    provideFileDecoration: (uri) => {
      const mark = uri.scheme === scheme ? markAt(uri.path) : undefined;
      return mark && decorationOf(mark);
    },
  });

const decorationOf = ({ kind, text }: DueMark): vscode.FileDecoration =>
  kind === 'late'
    ? new vscode.FileDecoration(text, undefined, new vscode.ThemeColor('list.warningForeground'))
    : new vscode.FileDecoration(text);
