import * as vscode from 'vscode';
import { atEnd } from './sampleWindow.ts';

/** A webview in sight, with a page that says what it is told to say, and tells what it heard when it is asked. */
export type EchoPage = {
  readonly panel: vscode.WebviewPanel;
  /** Shows the page, in the place of what the webview shows. */
  readonly load: () => Promise<void>;
  /** Has the page send this to the extension. */
  readonly say: (message: unknown) => Promise<void>;
  /** What the page has got since the last call. */
  readonly heard: () => Promise<readonly unknown[]>;
};

const page = `<!DOCTYPE html><script>
  const host = acquireVsCodeApi();
  let heard = [];
  addEventListener('message', ({ data }) => {
    if (data.say !== undefined) host.postMessage(data.say);
    else if (data.tell !== undefined) host.postMessage({ told: data.tell, heard: heard.splice(0) });
    else heard.push(data);
  });
  host.postMessage({ told: 0, heard: [] });
</script>`;

type Told = { readonly told: number; readonly heard: readonly unknown[] };

const isTold = (message: unknown): message is Told =>
  typeof message === 'object' && message !== null && 'told' in message;

export const openEchoPage = (): EchoPage => {
  const panel = vscode.window.createWebviewPanel('tests.echo', 'Echo', vscode.ViewColumn.One, { enableScripts: true });
  atEnd(() => panel.dispose());
  const waiting = new Map<number, (heard: readonly unknown[]) => void>();
  panel.webview.onDidReceiveMessage((message: unknown) => {
    if (isTold(message)) waiting.get(message.told)?.(message.heard);
  });
  const answerTo = (number: number): Promise<readonly unknown[]> =>
    new Promise((resolve) => void waiting.set(number, resolve));
  let asked = 0;
  // A webview is one page: its `postMessage` takes no origin.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  const post = async (message: unknown): Promise<void> => void (await panel.webview.postMessage(message));
  const ask = async (): Promise<readonly unknown[]> => {
    asked += 1;
    const answer = answerTo(asked);
    await post({ tell: asked });
    return answer;
  };
  return {
    panel,
    load: async () => {
      const loaded = answerTo(0);
      panel.webview.html = page;
      await loaded;
    },
    say: (message) => post({ say: message }),
    // What the page said before the first answer has come to the extension, and what that answered to the page before the second.
    heard: async () => [...(await ask()), ...(await ask())],
  };
};
