import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const files = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
  .map((file) => file.replaceAll(path.sep, '/'));

/** What a file imports, types included: files of ours relative to `src`, packages by name. */
const importsOf = (file: string): readonly string[] => {
  const text = readFileSync(path.join(root, 'src', file), 'utf8');
  const specifiers = [...text.matchAll(/(?:\bfrom\s+|\bimport\s*\(\s*|^import\s+)'([^']+)'/gm)].map(
    ([, name]) => name ?? '',
  );
  return specifiers.map((name) => (name.startsWith('.') ? path.posix.join(path.posix.dirname(file), name) : name));
};

const graph = new Map(files.map((file) => [file, importsOf(file)]));

type Room = {
  readonly files: RegExp;
  /** Files of ours that it may import, beside those of its own folder. */
  readonly may: RegExp;
  readonly packages: RegExp;
};

const nothing = /^$/;
const pureGoalRules = /^model\/(fold|goalFields|goalRules|merge|progress)\.ts$/;
/** What is known, what is being edited, and words for failures: whatever stands on them may import it. */
const ground = /^(model\/.*|editing\/.*|explain|failure|log|api\/(schema|errors|client))(\.ts)?$/;

/** The first room that a file fits is its own. */
const rooms: Readonly<Record<string, Room>> = {
  api: { files: /^api\//, may: nothing, packages: /^p-queue$/ },
  model: {
    files: /^model\//,
    may: /^(api\/(schema|errors|client|query|paging|isoMoment|textTable)|failure)\.ts$/,
    packages: /^quick-lru$/,
  },
  description: {
    files: /^description\//,
    may: nothing,
    packages: /^(hast|mdast|diff|(hast-util|mdast-util|micromark-(extension|core|util))-[a-z-]+)$/,
  },
  snapshot: {
    files: /^snapshot\//,
    may: /^(api\/schema|model\/(goalSlice|emitter)|failure|log)\.ts$/,
    packages: /^node:/,
  },
  sample: { files: /^sample\//, may: /^api\/schema\.ts$/, packages: /^node:/ },
  editingDisk: { files: /^editing\/drafts\.ts$/, may: /^(editing\/draft|model\/emitter)\.ts$/, packages: /^node:/ },
  editing: {
    files: /^editing\//,
    may: /^(model\/.*|failure|log|api\/(schema|errors|client))(\.ts)?$/,
    packages: nothing,
  },
  webviewPage: { files: /^webview\/(page\/.*|messageShape\.ts)$/, may: nothing, packages: nothing },
  webview: { files: /^webview\//, may: nothing, packages: /^(vscode|node:.*)$/ },
  page: {
    files: /^\w+\/(page\/.*|protocol\.ts)$/,
    may: /^(model\/(fold|goalFields|goalRules|merge|progress)|editing\/conflictChoices|description\/(richText|typing)|api\/schema|failure|form\/protocol|webview\/(page\/.*|messageShape))(\.ts)?$/,
    packages: /^(@github\/combobox-nav|hast)$/,
  },
  drafts: { files: /^drafts\//, may: ground, packages: /^(vscode|node:.*)$/ },
  connection: { files: /^connection\//, may: ground, packages: /^(vscode|node:.*)$/ },
  tree: { files: /^tree\//, may: ground, packages: /^vscode$/ },
  form: {
    files: /^form\//,
    may: new RegExp(`${ground.source}|^(description/richText|webview/.*)(\\.ts)?$`),
    packages: /^(vscode|node:.*)$/,
  },
  sync: { files: /^sync\//, may: ground, packages: /^vscode$/ },
  commands: { files: /^commands\//, may: ground, packages: /^vscode$/ },
  words: { files: /^(explain|failure|log)\.ts$/, may: ground, packages: nothing },
  root: { files: /^(extension|settings|tenantClient)\.ts$/, may: /./, packages: /./ },
};

const roomOf = (file: string): string | undefined => Object.keys(rooms).find((name) => rooms[name]?.files.test(file));

const isAllowed = (file: string, imported: string): boolean => {
  const room = rooms[roomOf(file) ?? ''];
  if (room === undefined) return false;
  const isOurs = imported.endsWith('.ts');
  if (!isOurs) return room.packages.test(imported);
  return room.files.test(imported) || room.may.test(imported);
};

describe('the house', () => {
  it('has a room for every file', () => {
    expect(files.filter((file) => roomOf(file) === undefined)).toEqual([]);
  });

  it('imports only where it may', () => {
    const trespasses = [...graph].flatMap(([file, imports]) =>
      imports.filter((imported) => !isAllowed(file, imported)).map((imported) => `${file} -> ${imported}`),
    );
    expect(trespasses).toEqual([]);
  });

  it('has no cycle', () => {
    const cycles: string[] = [];
    const done = new Set<string>();
    const visit = (file: string, trail: readonly string[]): void => {
      if (trail.includes(file)) cycles.push([...trail.slice(trail.indexOf(file)), file].join(' -> '));
      if (done.has(file) || trail.includes(file)) return;
      for (const imported of graph.get(file) ?? []) visit(imported, [...trail, file]);
      done.add(file);
    };
    for (const file of graph.keys()) visit(file, []);
    expect(cycles).toEqual([]);
  });

  it('lets nobody but the root have the sender', () => {
    const senders = [...graph].filter(([, imports]) => imports.includes('node-fetch')).map(([file]) => file);
    expect(senders).toEqual(['tenantClient.ts']);
  });

  it('sees every import', () => {
    expect(graph.get('extension.ts')).toContain('vscode');
    expect(graph.get('model/goalStore.ts')).toContain('api/client.ts');
    expect(pureGoalRules.test('model/goalStore.ts')).toBe(false);
  });
});
