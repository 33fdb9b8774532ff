import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type BuildOptions, type Metafile } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadedAtOnce } from '../workbench/loadedAtOnce.ts';

const root = path.resolve(import.meta.dirname, '../..');
const script = (name: string): string => pathToFileURL(path.join(root, 'scripts', name)).href;

const kinds = ['host', 'page', 'overviewPage', 'agent'] as const;
type Builds = Readonly<Record<(typeof kinds)[number], BuildOptions>>;
type Package = {
  readonly name: string;
  readonly license: string;
  readonly folder: string;
  readonly text: string | undefined;
};
type Notices = {
  bundledPackages(metafiles: readonly Metafile[], folder: string): readonly Package[];
  noticesOf(packages: readonly Package[]): string;
};

const metafileOf = async (options: BuildOptions): Promise<Metafile> =>
  (await build({ ...options, absWorkingDir: root, write: false, metafile: true })).metafile;

let metafiles: Readonly<Record<(typeof kinds)[number], Metafile>>;
let notices: Notices;

beforeAll(async () => {
  const { host, page, overviewPage, agent }: Builds = await import(script('esbuild.options.mjs'));
  metafiles = {
    host: await metafileOf(host),
    page: await metafileOf(page),
    overviewPage: await metafileOf(overviewPage),
    agent: await metafileOf(agent),
  };
  notices = await import(script('bundledPackages.mjs'));
});

const packageOf = (input: string): readonly string[] =>
  (/node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(input) ?? []).slice(1);

const packagesIn = (outputs: Iterable<string>): readonly string[] => [
  ...new Set(
    [...outputs].flatMap((name) => Object.keys(metafiles.host.outputs[name]?.inputs ?? {}).flatMap(packageOf)),
  ),
];

const bundled = (): readonly Package[] =>
  notices.bundledPackages(
    kinds.map((kind) => metafiles[kind]),
    root,
  );

/** Whatever else the extension uses, a schema library above all, is loaded on first use or not at all. */
const packagesOfActivation = ['@vscode/l10n'];

it('activation loads only what it must', () => {
  expect(packagesIn(loadedAtOnce(metafiles.host.outputs, 'dist/extension.cjs')).toSorted()).toEqual(
    packagesOfActivation,
  );
  expect(packagesIn(Object.keys(metafiles.host.outputs))).toContain('node-fetch');
});

/** Everything else waits for a person, a tenant or a file: see `src/lazily.ts`. */
const roomsOfActivation = [
  'agent',
  'api',
  'commands',
  'connection',
  'drafts',
  'editing',
  'folderFile',
  'form',
  'goalText',
  'history',
  'mentions',
  'model',
  'overview',
  'plannedChanges',
  'quickActions',
  'report',
  'review',
  'sharing',
  'snapshot',
  'sweep',
  'sync',
  'tree',
  'views',
  'words',
];

/** Of each of these rooms, the entry and no more. */
const entriesOfActivation = [
  'agent/toolNames.ts',
  'agent/vscode/allowedTenants.ts',
  'agent/vscode/languageModelTool.ts',
  'agent/vscode/languageModelTools.ts',
  'agent/vscode/serverDefinition.ts',
  'agent/vscode/serverProvider.ts',
  'commands/commandTable.ts',
  'commands/goalCommands.ts',
  'commands/goneRow.ts',
  'folderFile/folderFileFeature.ts',
  'folderFile/folderFilePath.ts',
  'goalText/vscode/goalTextFeature.ts',
  'goalText/vscode/languageId.ts',
  'mentions/mentionProviders.ts',
  'mentions/mentionsFeature.ts',
  'overview/overviewFeature.ts',
  'plannedChanges/plannedChangesFeature.ts',
  'quickActions/pickedGoals.ts',
  'report/reportFeature.ts',
  'review/markdownPages.ts',
  'review/reviewFeature.ts',
  'sweep/sweepFeature.ts',
];

const filesOfActivation = (): readonly string[] =>
  [...loadedAtOnce(metafiles.host.outputs, 'dist/extension.cjs')]
    .flatMap((name) => Object.entries(metafiles.host.outputs[name]?.inputs ?? {}))
    .flatMap(([file, { bytesInOutput }]) => (file.startsWith('src/') && bytesInOutput > 0 ? [file.slice(4)] : []));

it('activation loads these rooms, and of those that wait for somebody their entries alone', () => {
  const files = filesOfActivation();
  const rooms = new Set(files.flatMap((file) => (file.includes('/') ? [file.slice(0, file.indexOf('/'))] : [])));
  expect([...rooms].toSorted()).toEqual(roomsOfActivation);
  const entered = new Set(entriesOfActivation.map((file) => file.split('/')[0]));
  expect(files.filter((file) => file.includes('/') && entered.has(file.split('/')[0])).toSorted()).toEqual(
    entriesOfActivation,
  );
});

describe('as it is packed', () => {
  let folder: string;
  let entry: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'bundle-'));
    const { host }: Builds = await import(script('esbuild.options.mjs'));
    await build({ ...host, absWorkingDir: root, outdir: folder });
    entry = await readFile(path.join(folder, 'extension.cjs'), 'utf8');
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('activation reads one file of no more than 145 KB', () => {
    const requiredAtOnce = [...entry.matchAll(/(?<!then\(\(\)=>\w*\(?)\brequire\("([^"]+)"\)/g)].map(
      ([, name]) => name,
    );
    expect(requiredAtOnce.filter((name) => name?.startsWith('.'))).toEqual([]);
    expect(requiredAtOnce).toContain('vscode');
    expect(
      entry.length,
      'VS Code reads too much at its start. What waits for somebody is loaded with its first use, by `await import(…)` or `src/lazily.ts`: see docs/decisions/0028-loaded-on-first-use.md.',
    ).toBeLessThan(145_000);
  });

  it('every file finds those that it needs, and what it needs of the entry', async () => {
    const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.cjs'));
    expect(names.length).toBeGreaterThan(50);
    const faults: string[] = [];
    for (const name of names) {
      const text = await readFile(path.join(folder, name), 'utf8');
      for (const [, needed = '', part] of text.matchAll(/\brequire\("(\.[^"]+)"\)(?:\.(\w+))?/g)) {
        const file = path.join(path.dirname(name), needed);
        if (!names.includes(file)) faults.push(`${name} needs ${file}`);
        if (file === 'extension.cjs' && !entry.includes(`${part}:()=>`)) faults.push(`${name} needs ${part}`);
      }
    }
    expect(faults).toEqual([]);
  });
});

it('built to be debugged, the entry leads back to its sources', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'debug-'));
  const { host }: Builds = await import(script('esbuild.options.mjs'));
  await build({ ...host, absWorkingDir: root, outdir: folder, minify: false, sourcemap: true });
  const entry = await readFile(path.join(folder, 'extension.cjs'), 'utf8');
  const map: { readonly sources: readonly string[] } = JSON.parse(
    Buffer.from(entry.slice(entry.lastIndexOf('base64,') + 7), 'base64').toString(),
  );
  await rm(folder, { recursive: true });
  const ofOurs = map.sources.filter((name) => /\bsrc\//.test(name)).map((name) => path.resolve(folder, name));
  expect(ofOurs).toContain(path.join(root, 'src/tree/goalView.ts'));
  expect(ofOurs.filter((name) => !existsSync(name))).toEqual([]);
});

const pages = ['page', 'overviewPage'] as const;
const folderOfPage = { page: 'dist/form', overviewPage: 'dist/overview' } as const;

it.each(pages)('of %s, the first file needs no other, and those that it loads later lie beside it', (kind) => {
  const { outputs } = metafiles[kind];
  const main = `${folderOfPage[kind]}/page.js`;
  expect([...loadedAtOnce(outputs, main)]).toEqual([main]);
  const later = (outputs[main]?.imports ?? []).map((each) => each.path.replace(/^beside\//, `${folderOfPage[kind]}/`));
  expect(later.filter((name) => outputs[name] === undefined)).toEqual([]);
});

it.each(pages)('of %s, script and style may stand in a document: nothing in them ends their element', async (kind) => {
  const builds: Builds = await import(script('esbuild.options.mjs'));
  const { outputFiles } = await build({ ...builds[kind], absWorkingDir: root, write: false });
  const texts = outputFiles.filter((file) => /page\.(?:js|css)$/.test(file.path)).map((file) => file.text);
  expect(texts).toHaveLength(2);
  expect(texts.flatMap((text) => text.match(/<!--|<\/?(?:script|style)/gi) ?? [])).toEqual([]);
});

it('names every package that is packed, with a licence that allows it', () => {
  const text = notices.noticesOf(bundled());
  expect(bundled().filter(({ name }) => !text.includes(`\n${name} `))).toEqual([]);
  expect(bundled().length).toBeGreaterThan(50);
});

it.each([
  ['a licence that does not allow it', { license: 'GPL-3.0', text: 'GNU' }],
  ['no licence', { license: 'MIT', text: undefined }],
])('refuses a package with %s', (_, part) => {
  const odd = { name: 'odd', version: '1.0.0', folder: 'node_modules/odd', ...part };
  expect(() => notices.noticesOf([odd])).toThrow('odd');
});

it('has every packed package among the dependencies that `npm audit --omit=dev` looks at', () => {
  const lock: { readonly packages: Readonly<Record<string, { readonly dev?: boolean }>> } = JSON.parse(
    readFileSync(path.join(root, 'package-lock.json'), 'utf8'),
  );
  const unseen = bundled().filter(
    ({ folder }) => lock.packages[folder]?.dev !== undefined || !(folder in lock.packages),
  );
  expect(unseen.map(({ name }) => name)).toEqual([]);
});
