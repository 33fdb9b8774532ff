import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Event } from '../model/emitter.ts';
import type { Query } from '../model/query/query.ts';
import type { TenantId } from '../model/tenant.ts';
import type { Memory } from '../model/views/keptValue.ts';
import { tenantLabel } from '../words/tenantLabel.ts';
import { folderFilePath } from './folderFilePath.ts';
import { longestFile, readFolderFile, type FolderFile, type FolderFileReading } from './folderFile.ts';
import { offerText, problemText, unknownTenantText } from './folderFileText.ts';
import { askedKey, offerOf, type Offer } from './offer.ts';

export type FolderFilesDeps = {
  readonly connections: {
    readonly connected: { readonly tenant: TenantId } | undefined;
    readonly onDidChange: Event<{ readonly kind: string }>;
    readonly tenants: {
      readonly kept: { readonly tenants: ReadonlyMap<TenantId, unknown> };
      labelOf(tenant: TenantId): string;
    };
    whenIdle(): Promise<void>;
    switchTo(tenant: TenantId): Promise<void>;
  };
  readonly views: { showQuery(query: Query): Promise<void> };
  /** Of this workspace: what was asked already. */
  readonly memory: Memory;
};

/** In milliseconds: one save is told of twice. */
const quietMs = 300;

/** The files that the folders of this window have. */
export class FolderFiles implements vscode.Disposable {
  readonly #deps: FolderFilesDeps;
  readonly #problems = vscode.languages.createDiagnosticCollection('customerGoals.folderFile');
  readonly #subscriptions: readonly { dispose(): void }[];
  /** By the folder's address. */
  readonly #files = new Map<string, FolderFile>();
  readonly #asking = new Set<string>();
  /** What a person has just said yes to. */
  #accepted: { readonly file: FolderFile; readonly offer: Offer & { readonly kind: 'show' } } | undefined;
  #checkDue: ReturnType<typeof setTimeout> | undefined;
  #isDisposed = false;

  constructor(deps: FolderFilesDeps) {
    this.#deps = deps;
    const watcher = vscode.workspace.createFileSystemWatcher(`**/${folderFilePath}`);
    const checkSoon = (): void => {
      clearTimeout(this.#checkDue);
      this.#checkDue = setTimeout(() => void this.#check(), quietMs);
    };
    this.#subscriptions = [
      this.#problems,
      watcher,
      watcher.onDidCreate(checkSoon),
      watcher.onDidChange(checkSoon),
      watcher.onDidDelete(checkSoon),
      vscode.workspace.onDidChangeWorkspaceFolders(checkSoon),
      vscode.workspace.onDidGrantWorkspaceTrust(checkSoon),
      deps.connections.onDidChange(({ kind }) => {
        if (kind === 'connected') void this.#offerAll();
      }),
    ];
    void this.#check();
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#checkDue);
    for (const each of this.#subscriptions) each.dispose();
  }

  /** As a person asked: without the question where it would be about the tenant that is connected. */
  async showAgain(): Promise<void> {
    const accepted = this.#accepted;
    this.#accepted = undefined;
    if (accepted !== undefined) return this.#show(accepted.file, accepted.offer);
    const [file] = this.#files.values();
    const offer = file && this.#offerOf(file);
    if (file === undefined || offer === undefined || offer.kind === 'none') return undefined;
    return offer.kind === 'show' && !offer.isSwitch ? this.#show(file, offer) : this.#ask(file, offer);
  }

  async #check(): Promise<void> {
    if (!vscode.workspace.isTrusted) return;
    const found = new Map<string, FolderFile>();
    this.#problems.clear();
    for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
      const file = await this.#read(vscode.Uri.joinPath(uri, folderFilePath));
      if (file !== undefined) found.set(uri.toString(), file);
    }
    if (this.#isDisposed) return;
    this.#files.clear();
    for (const [folder, file] of found) this.#files.set(folder, file);
    void vscode.commands.executeCommand('setContext', 'customerGoals.hasFolderFile', found.size > 0);
    if (found.size === 0) return;
    await this.#deps.connections.whenIdle();
    await this.#offerAll();
  }

  async #read(uri: vscode.Uri): Promise<FolderFile | undefined> {
    const text = await textOf(uri);
    if (text === undefined) return undefined;
    const reading: FolderFileReading =
      text === null ? { problem: { code: 'tooLong', key: undefined } } : readFolderFile(text);
    if ('file' in reading) return reading.file;
    const { problemPlace } = await import('./problemPlace.ts');
    const { start, end } = problemPlace(text ?? '', reading.problem.key);
    const range = new vscode.Range(positionAt(text ?? '', start), positionAt(text ?? '', end));
    const problem = new vscode.Diagnostic(range, problemText(reading.problem), vscode.DiagnosticSeverity.Warning);
    problem.source = l10n.t('Customer Goals');
    if (!this.#isDisposed) this.#problems.set(uri, [problem]);
    return undefined;
  }

  async #offerAll(): Promise<void> {
    for (const [folder, file] of this.#files) {
      const offer = this.#offerOf(file);
      const asked = askedKey(offer, file);
      const memoryKey = `customerGoals.folderFile/${folder}`;
      const before = this.#deps.memory.get(memoryKey);
      if (offer.kind === 'none' || before === asked || this.#asking.has(asked)) continue;
      this.#asking.add(asked);
      // One that is left open comes again with the next window.
      void this.#ask(file, offer).finally(() => {
        this.#asking.delete(asked);
        void this.#deps.memory.update(memoryKey, asked);
      });
    }
  }

  #offerOf(file: FolderFile): Offer {
    const { connected, tenants } = this.#deps.connections;
    const kept = [...tenants.kept.tenants.keys()];
    return offerOf(file, { connected: connected?.tenant, kept, shortName: tenantLabel });
  }

  async #ask(file: FolderFile, offer: Exclude<Offer, { kind: 'none' }>): Promise<void> {
    if (offer.kind === 'unknown') {
      const connect = l10n.t('Connect to a Tenant…');
      const chosen = await vscode.window.showInformationMessage(unknownTenantText(offer.tenant), connect);
      // Without the host that the file names: whoever wrote it would choose where a key is sent.
      if (chosen === connect) await vscode.commands.executeCommand('customerGoals.connect');
      return;
    }
    const yes = offer.isSwitch ? l10n.t('Switch Tenant') : l10n.t('Show Goals');
    const question = offerText(file, this.#deps.connections.tenants.labelOf(offer.tenant), offer.isSwitch);
    if ((await vscode.window.showInformationMessage(question, yes)) !== yes) return;
    this.#accepted = { file, offer };
    // By a command: what fails is told as of any other.
    await vscode.commands.executeCommand('customerGoals.showFolderGoals');
  }

  async #show({ query }: FolderFile, { tenant, isSwitch }: Offer & { readonly kind: 'show' }): Promise<void> {
    const { connections, views } = this.#deps;
    if (isSwitch && connections.connected?.tenant !== tenant) await connections.switchTo(tenant);
    // Another tenant may have been connected while the question was open.
    if (connections.connected?.tenant !== tenant) return;
    if (query.length > 0) await views.showQuery(query);
    await vscode.commands.executeCommand('customerGoals.goals.focus');
  }
}

/** Null for one that is too long, undefined where there is none. */
const textOf = async (uri: vscode.Uri): Promise<string | null | undefined> => {
  try {
    if ((await vscode.workspace.fs.stat(uri)).size > longestFile) return null;
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    // There is none, or it cannot be read: a folder need not say what it is about.
    return undefined;
  }
};

const positionAt = (text: string, offset: number): vscode.Position => {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  return new vscode.Position(lines.length - 1, lines.at(-1)?.length ?? 0);
};
