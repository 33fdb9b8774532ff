import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const files = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
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
const words = /^(model\/.*|explain|failure|log|api\/(schema|errors|client))(\.ts)?$/;

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
    packages: /^(hast|mdast|diff|(hast-util|mdast-util|micromark-extension)-[a-z-]+)$/,
  },
  snapshot: {
    files: /^snapshot\//,
    may: /^(api\/schema|model\/(goalSlice|emitter)|failure|log)\.ts$/,
    packages: /^node:/,
  },
  sample: { files: /^sample\//, may: /^api\/schema\.ts$/, packages: /^node:/ },
  page: {
    files: /^\w+\/(page\/.*|protocol\.ts|shape\.ts)$/,
    may: /^(model\/(fold|goalFields|goalRules|merge|progress)|description\/richText|api\/schema|failure|form\/(protocol|shape))\.ts$/,
    packages: /^(@github\/combobox-nav|hast)$/,
  },
  drafts: { files: /^drafts\//, may: words, packages: /^(vscode|node:.*)$/ },
  connection: { files: /^connection\//, may: words, packages: /^(vscode|node:.*)$/ },
  tree: { files: /^tree\//, may: words, packages: /^vscode$/ },
  form: {
    files: /^form\//,
    may: /^(model\/.*|explain|failure|log|api\/(schema|errors|client)|drafts\/.*|description\/richText)(\.ts)?$/,
    packages: /^(vscode|node:.*)$/,
  },
  commands: {
    files: /^(commands|findGoal|findNotes|pickTemplate|explain|failure|log)\.ts$/,
    may: words,
    packages: /^vscode$/,
  },
  root: { files: /^(extension|handlers|settings|tenantClient)\.ts$/, may: /./, packages: /./ },
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
