export type ReleaseName = 'latest' | 'oldest';

/** A VS Code that this extension is tested in, as npm has it: the package `code-server`. */
export type Release = {
  readonly name: ReleaseName;
  readonly vscode: string;
  readonly codeServer: string;
  /** The Node it runs on where that is not the Node of these scripts. */
  readonly node?: string;
};

export const releases: Readonly<Record<ReleaseName, Release>> = {
  latest: { name: 'latest', vscode: '1.139.1', codeServer: '4.139.1' },
  oldest: { name: 'oldest', vscode: '1.103.2', codeServer: '4.103.2', node: '22.23.3' },
};
