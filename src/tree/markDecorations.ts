import * as l10n from '@vscode/l10n';
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

const decorationOf = ({ kind, text }: DueMark): vscode.FileDecoration => {
  const color = colors[kind];
  return new vscode.FileDecoration(
    wordedMark(text),
    undefined,
    color === undefined ? undefined : new vscode.ThemeColor(color),
  );
};

const colors: Readonly<Partial<Record<DueMark['kind'], string>>> = {
  late: 'list.warningForeground',
  soon: 'editorInfo.foreground',
  changed: 'charts.purple',
};

/** The span of a mark in the person's language; the number of a company's overdue goals stays as it is. */
const wordedMark = (text: string): string => {
  const count = text.slice(0, -1);
  switch (text.slice(-1)) {
    case 'd':
      return l10n.t({
        message: '{0}d',
        args: [count],
        comment: ['Days, in at most two characters: a digit and a letter.'],
      });
    case 'w':
      return l10n.t({
        message: '{0}w',
        args: [count],
        comment: ['Weeks, in at most two characters: a digit and a letter.'],
      });
    case 'M':
      return l10n.t({
        message: '{0}M',
        args: [count],
        comment: ['Months, in at most two characters: a digit and a letter.'],
      });
    case 'y':
      return l10n.t({
        message: '{0}y',
        args: [count],
        comment: ['Years, in at most two characters: a digit and a letter.'],
      });
    default:
      return text;
  }
};
