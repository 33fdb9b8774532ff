import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** The folders that a form's page may read. */
export const formRoots = (extensionUri: vscode.Uri): readonly vscode.Uri[] => [
  vscode.Uri.joinPath(extensionUri, 'dist', 'form'),
];

/** The tab's icon. */
export const formIcon = (extensionUri: vscode.Uri): { readonly light: vscode.Uri; readonly dark: vscode.Uri } => ({
  light: vscode.Uri.joinPath(extensionUri, 'media', 'goal-light.svg'),
  dark: vscode.Uri.joinPath(extensionUri, 'media', 'goal-dark.svg'),
});

/** An empty page with one script and one style sheet; the script draws everything. */
export const formHtml = (webview: vscode.Webview, extensionUri: vscode.Uri): string => {
  const nonce = randomBytes(16).toString('base64url');
  const script = webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', 'form', 'page.js')).toString();
  const style = webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', 'form', 'page.css')).toString();
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Customer Goal</title>
    <link rel="stylesheet" href="${style}">
  </head>
  <body>
    <script type="module" nonce="${nonce}" src="${script}"></script>
  </body>
</html>
`;
};
