import { packPeer } from './packPeer.ts';

export const emptyFormsName = 'Empty Forms';

const view = 'emptyForms';

export const emptyFormRow = (index: number): string => `Form ${index}`;

const page = '<!DOCTYPE html><html><body><input id="goal-Name" value="A name"></body></html>';

const script = (count: number): string => `
const vscode = require('vscode');
const uriOf = (name) => vscode.Uri.from({ scheme: 'empty-form', path: '/' + name + '.nothing' });
exports.activate = () => {
  vscode.window.registerTreeDataProvider('${view}.view', {
    getChildren: (row) => (row === undefined ? ${JSON.stringify(Array.from({ length: count }, (_, index) => emptyFormRow(index)))} : []),
    getTreeItem: (name) => ({ label: name, collapsibleState: 1, command: { title: '', command: '${view}.open', arguments: [name] } }),
  });
  vscode.commands.registerCommand('${view}.open', (name) =>
    vscode.commands.executeCommand('vscode.openWith', uriOf(name), '${view}.form', { preview: false }));
  vscode.window.registerCustomEditorProvider('${view}.form', {
    onDidChangeCustomDocument: new vscode.EventEmitter().event,
    openCustomDocument: (uri) => ({ uri, dispose() {} }),
    resolveCustomEditor: (document, panel) => {
      panel.webview.options = { enableScripts: true };
      panel.webview.html = ${JSON.stringify(page)};
    },
  });
};
`;

/** An extension with rows that open a custom editor with one field and no script: what opening any form takes. */
export const packEmptyForms = (folder: string, count: number): Promise<string> =>
  packPeer(folder, {
    name: 'empty-forms',
    displayName: emptyFormsName,
    contributes: {
      viewsContainers: { activitybar: [{ id: view, title: emptyFormsName, icon: 'icon.svg' }] },
      views: { [view]: [{ id: `${view}.view`, name: emptyFormsName }] },
      customEditors: [
        {
          viewType: `${view}.form`,
          displayName: emptyFormsName,
          selector: [{ filenamePattern: '*.nothing' }],
          priority: 'option',
        },
      ],
    },
    script: script(count),
  });
