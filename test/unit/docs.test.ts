import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const isThere = (file: string): boolean => existsSync(path.join(root, file));
const inRoot = (pattern: string): readonly string[] =>
  globSync(pattern, { cwd: root, exclude: ['**/node_modules', '**/.vscode-test', '**/test-results', '**/dist'] });

const pages = inRoot('**/*.md').map((file) => file.replaceAll(path.sep, '/'));
const architecture = read('ARCHITECTURE.md');
const decisions = pages.filter((file) => /^docs\/decisions\/\d{4}-/.test(file)).toSorted();
const index = 'docs/decisions/README.md';

const matches = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([, found]) => found ?? '');
const withoutFences = (text: string): string => text.replaceAll(/^```.*?^```/gms, '');
const section = (text: string, title: string): string =>
  text.split(/^## /m).find((each) => each.startsWith(title)) ?? '';

const rootNames = new Set(readdirSync(root));
const rooms = readdirSync(path.join(root, 'src'));
const endings = /\.(?:ts|mjs|cjs|json|md|yaml|css|svg|png)$/;

/** Whether it means a place of this repository: below its root, or below `src` as the rooms are named. */
const looksLikePath = (text: string): boolean => {
  if (!/^[\w.*-]+(?:\/[\w.*-]+)*\/?$/.test(text)) return false;
  const [first = ''] = text.split('/');
  return text.includes('/') ? rootNames.has(first) || rooms.includes(first) || endings.test(text) : endings.test(text);
};
const exists = (text: string): boolean =>
  [text, `src/${text}`].some((file) => (file.includes('*') ? inRoot(file).length > 0 : isThere(file)));

/** Of a command each word; a place in a file is the file's. */
const wordsOf = (code: string): readonly string[] => code.split(/\s+/).map((word) => word.replace(/(?::\d+|#.*)$/, ''));

/** It is a place in the folders of users. */
const ofUsers = '.vscode/customer-goals.json';

const missingPaths = (text: string): readonly string[] =>
  matches(withoutFences(text), /`([^`\n]+)`/g)
    .flatMap(wordsOf)
    // What is built is not there before a build.
    .filter((word) => looksLikePath(word) && !word.startsWith('dist/') && word !== ofUsers && !exists(word));

const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
const anchorsIn = (file: string): readonly string[] => matches(read(file), /^#+ (.+)$/gm).map(anchorOf);

const brokenLinks = (file: string, text: string): readonly string[] =>
  [/\]\(<?([^)>\s]+)/g, /^\[[^\]]+\]:\s*<?([^>\s]+)/gm]
    .flatMap((link) => matches(withoutFences(text), link))
    .filter((link) => !/^[a-z]+:/.test(link))
    .filter((link) => {
      const [place = '', anchor] = link.split('#');
      const target = place === '' ? file : path.posix.join(path.posix.dirname(file), place);
      return !isThere(target) || (anchor !== undefined && !anchorsIn(target).includes(anchor));
    });

/** The kinds of steps of `npm test`, read from their source: to import it would load what runs them. */
const kinds = matches(/stepKinds = \[([^\]]*)\]/.exec(read('scripts/steps.ts'))?.[1] ?? '', /'(\w+)'/g);
const kindsIn = (text: string): readonly string[] =>
  matches(text, /npm test -- --only ([\w,]+)/g).flatMap((some) => some.split(','));

const scriptsIn = (text: string): readonly string[] => matches(text, /npm run ([\w:-]+)/g);

/** Cells of the rows of the first table, without its head. */
const rowsOf = (text: string): readonly (readonly string[])[] =>
  (/(?:^\|.*\n)+/m.exec(text)?.[0] ?? '')
    .trim()
    .split('\n')
    .slice(2)
    .map((row) => row.split(' | ').map((cell) => cell.replaceAll(/^\| | \|$/g, '')));

describe('ARCHITECTURE.md', () => {
  it('is one page', () => {
    expect(architecture.trimEnd().split('\n').length).toBeLessThanOrEqual(120);
  });

  it('names every room, and no other', () => {
    const tree = /^src\/\n((?: {2}.*\n)+)/m.exec(architecture)?.[1] ?? '';
    const named = tree.split('\n').flatMap((line) => matches(line.slice(2).split(/ {2,}/)[0] ?? '', /([\w.]+)/g));
    expect(named.toSorted()).toEqual(rooms.toSorted());
  });

  it('has every folder of src among those who may import', () => {
    const folders = rooms.filter((name) => !name.includes('.'));
    const named = rowsOf(section(architecture, 'Who may')).flatMap(([room = '']) => matches(room, /`(\w+)/g));
    expect(folders.filter((name) => !named.includes(name))).toEqual([]);
  });

  it('calls those rooms pure that are compiled so', () => {
    const { include }: { include: readonly string[] } = JSON.parse(read('tsconfig.pure.json'));
    const pure = rowsOf(section(architecture, 'Who may')).filter((row) => row.at(-1)?.startsWith('pure'));
    expect(pure.flatMap(([room = '']) => matches(room, /`(\w+)`/g)).map((room) => `src/${room}`)).toEqual(
      expect.arrayContaining(include.filter((file) => !file.endsWith('.d.ts'))),
    );
    expect(pure).toHaveLength(include.filter((file) => !file.endsWith('.d.ts')).length);
  });

  it('says of at least 14 things where they are changed, and what holds them', () => {
    const rows = rowsOf(section(architecture, 'Where do I change'));
    expect(rows.length).toBeGreaterThanOrEqual(14);
    expect(rows.filter((row) => row.length !== 3 || row.some((cell) => cell.trim() === ''))).toEqual([]);
  });
});

describe('the decisions', () => {
  it('are numbered one after the other', () => {
    const numbers = decisions.map((file) => Number(/(\d{4})-/.exec(file)?.[1]));
    expect(numbers).toEqual(decisions.map((_, at) => at + 1));
  });

  it('are all in the index, by their titles', () => {
    const listed = [...read(index).matchAll(/^\| (\d+) \| \[(.+)\]\((.+)\) \|$/gm)].map(
      ([, number, title, file]) => `docs/decisions/${file}: ${number}. ${title}`,
    );
    const titles = decisions.map((file) => `${file}: ${/^# (.+)/.exec(read(file))?.[1]}`);
    expect(listed).toEqual(titles);
  });

  it.each(decisions)('%s says why, what, and what it costs', (file) => {
    const headings = matches(read(file), /^## (.+)$/gm);
    expect(headings.slice(0, 3)).toEqual(['Context', 'Decision', 'What it costs']);
  });
});

describe.each(pages)('%s', (file) => {
  it('names only paths that exist', () => {
    expect(missingPaths(read(file))).toEqual([]);
  });

  it('has links that lead somewhere', () => {
    expect(brokenLinks(file, read(file))).toEqual([]);
  });

  it('names only scripts of package.json', () => {
    const { scripts }: { scripts: Readonly<Record<string, string>> } = JSON.parse(read('package.json'));
    expect(scriptsIn(read(file)).filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });

  it('names only kinds of steps that npm test has', () => {
    expect(kindsIn(read(file)).filter((kind) => !kinds.includes(kind))).toEqual([]);
  });
});

describe('these tests', () => {
  it.each([
    ['`src/nowhere.ts`', ['src/nowhere.ts']],
    ['`nowhere.md` and `src/api`', ['nowhere.md']],
    ['`api/nowhere.ts`, `model`', ['api/nowhere.ts']],
    ['`src/*/nowhere`, `src/*/page`', ['src/*/nowhere']],
    ['`node scripts/nowhere.mjs --all`', ['scripts/nowhere.mjs']],
    ['`src/nowhere.ts:12`, `src/log.ts:12`', ['src/nowhere.ts']],
    ['`@vscode/test-electron`, `{ commands, dispose }`, `Retry-After`, `application/json`', []],
    ['```\n`src/nowhere.ts`\n```\n', []],
  ])('see in %j which paths are not there', (text, expected) => {
    expect(missingPaths(text)).toEqual(expected);
  });

  it.each([
    ['[a](nowhere.md)', ['nowhere.md']],
    ['[a](nowhere.md "why")', ['nowhere.md']],
    ['![a](<nowhere.png>)', ['nowhere.png']],
    ['[a]: nowhere.md', ['nowhere.md']],
    ['[a](../../README.md), [b](https://x.example), [c](#decisions)', []],
    ['[a](README.md#nowhere)', ['README.md#nowhere']],
  ])('see in %j which links lead nowhere', (text, expected) => {
    expect(brokenLinks(index, text)).toEqual(expected);
  });

  it.each([
    ['npm test -- --only unit,nothing', ['nothing']],
    ['npm test -- --only e2e opening', []],
  ])('see in %j which kinds there are not', (text, expected) => {
    expect(kindsIn(text).filter((kind) => !kinds.includes(kind))).toEqual(expected);
  });
});
