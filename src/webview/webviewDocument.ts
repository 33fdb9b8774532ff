import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { language } from '../words/language.ts';
import { wordsElementId } from './wordsElement.ts';

/** A page of this extension: its script and style are `dist/<folder>/page.js` and `page.css`. */
export type WebviewPage = { readonly folder: string; readonly title: string };

/** The one folder that a page may read. */
export const webviewRoots = (extensionUri: vscode.Uri, { folder }: WebviewPage): readonly vscode.Uri[] => [
  vscode.Uri.joinPath(extensionUri, 'dist', folder),
];

/** An empty document with one script and one style sheet, under a policy that allows nothing else; the script draws everything. */
export const webviewDocument = (
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  { folder, title }: WebviewPage,
): string => {
  const nonce = randomBytes(16).toString('base64url');
  const uriOf = (file: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', folder, file)).toString();
  return `<!DOCTYPE html>
<html lang="${language()}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${asText(title)}</title>
    <link rel="stylesheet" href="${uriOf('page.css')}">
  </head>
  <body>${wordsElement(vscode.l10n.bundle)}
    <script type="module" nonce="${nonce}" src="${uriOf('page.js')}"></script>
  </body>
</html>
`;
};

const asText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** What stands in it is data, which a browser does not run, and which cannot end the element. */
const wordsElement = (words: Readonly<Record<string, string>> | undefined): string =>
  words === undefined
    ? ''
    : `<script type="application/json" id="${wordsElementId}">${JSON.stringify(words).replaceAll('<', String.raw`\u003c`)}</script>`;
