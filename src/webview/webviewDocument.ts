import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { language } from '../words/language.ts';
import { asData, dataElement, firstElementId, wordsElementId } from './dataElements.ts';
import { pagePolicy } from './pagePolicy.ts';

/** A page of this extension: its script and style are `dist/<folder>/page.js` and `page.css`, and what it loads later lies beside them. */
export type WebviewPage = {
  readonly folder: string;
  readonly title: string;
  /** What the page may draw before it has said a word. */
  readonly first?: unknown;
};

const folderOf = (extensionUri: vscode.Uri, { folder }: WebviewPage): vscode.Uri =>
  vscode.Uri.joinPath(extensionUri, 'dist', folder);

/** The one folder that a page may read. */
export const webviewRoots = (extensionUri: vscode.Uri, page: WebviewPage): readonly vscode.Uri[] => [
  folderOf(extensionUri, page),
];

/**
 * An empty document with one script and one style sheet, under a policy that allows nothing else; the script draws everything.
 * Both stand in it: VS Code fetches a file for a page by way of the window, which draws the editor meanwhile.
 */
export const webviewDocument = (webview: vscode.Webview, extensionUri: vscode.Uri, page: WebviewPage): string => {
  const nonce = randomBytes(16).toString('base64url');
  const folder = folderOf(extensionUri, page);
  const textOf = (file: string): string => readFileSync(vscode.Uri.joinPath(folder, file).fsPath, 'utf8');
  // What the script imports later. By no relative name: an import map takes its beginning only for `http` and the like, and VS Code on a
  // desktop has a scheme of its own for pages.
  const imports = { 'beside/': `${webview.asWebviewUri(folder).toString()}/` };
  return `<!DOCTYPE html>
<html lang="${language()}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${pagePolicy(nonce)}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${asText(page.title)}</title>
    <style nonce="${nonce}">${textOf('page.css')}</style>
    <script type="importmap" nonce="${nonce}">${asData({ imports })}</script>
  </head>
  <body>${dataElement(wordsElementId, vscode.l10n.bundle)}${dataElement(firstElementId, page.first)}
    <script type="module" nonce="${nonce}">${textOf('page.js')}</script>
  </body>
</html>
`;
};

const asText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
