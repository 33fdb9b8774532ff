import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { rooms } from './rooms.ts';

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

/** Rooms without a screen return codes and values, and rooms with one word them. */
const wordless =
  /^((api|csv|model|description|pictures|snapshot|sharing|sample|editing|plan|history)\/|goalText\/\w+\.ts$)/;

const roomOf = (file: string): string | undefined => Object.keys(rooms).find((name) => rooms[name]?.files.test(file));

/** The longest way of imports from this file that stays in its room. */
const chainFrom = (file: string): readonly string[] => {
  const inside = (graph.get(file) ?? []).filter((imported) => roomOf(imported) === roomOf(file));
  const chains = inside.map((imported) => chainFrom(imported));
  return [file, ...(chains.toSorted((a, b) => b.length - a.length)[0] ?? [])];
};

const isAllowed = (file: string, imported: string): boolean => {
  const room = rooms[roomOf(file) ?? ''];
  if (room === undefined) return false;
  const isOurs = imported.endsWith('.ts');
  if (!isOurs) return room.packages.test(imported) || (imported === '@vscode/l10n' && !wordless.test(file));
  return room.files.test(imported) || room.may.test(imported) || imported === 'json.ts';
};

/** Names outside of functions and classes whose value changes: variables, and collections that are written to. */
const stateIn = (text: string): readonly string[] => {
  const namesOf = (pattern: RegExp): readonly string[] => [...text.matchAll(pattern)].map(([, name]) => name ?? '');
  const collections = namesOf(/^(?:export )?const (\w+)\b[^;=]*=\s*new (?:Map|Set|WeakMap|WeakSet)\b/gm);
  const isWritten = (name: string): boolean =>
    new RegExp(`(?<![\\w.#])${name}\\.(?:set|add|delete|clear)\\(`).test(text);
  return [...namesOf(/^(?:export )?(?:let|var)\b\s*(\w*)/gm), ...collections.filter(isWritten)];
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

  it('has no chain of more than 8 files inside a room', () => {
    const long = files.map((file) => chainFrom(file)).filter(({ length }) => length > 8);
    expect(long).toEqual([]);
  });

  it('keeps the form below a fifth of the source', () => {
    const linesOf = (file: string): number => readFileSync(path.join(root, 'src', file), 'utf8').split('\n').length;
    const linesIn = (some: readonly string[]): number => some.reduce((lines, file) => lines + linesOf(file), 0);
    expect(linesIn(files.filter((file) => file.startsWith('form/'))) / linesIn(files)).toBeLessThan(0.2);
  });

  it('has a table of contents for an entry', () => {
    expect(readFileSync(path.join(root, 'src/extension.ts'), 'utf8').split('\n').length).toBeLessThan(90);
  });

  it('holds no state outside of objects', () => {
    const stateful = files.flatMap((file) =>
      stateIn(readFileSync(path.join(root, 'src', file), 'utf8')).map((name) => `${file}: ${name}`),
    );
    expect(stateful).toEqual([]);
  });

  it.each([
    ['let count = 0;', ['count']],
    ['export let count = 0;', ['count']],
    ['var [first] = all;', ['']],
    ['const seen = new Set<string>();\nconst see = (id: string) => seen.add(id);', ['seen']],
    ['export const made = new WeakMap<object, number>();\nmade.set(of, 1);', ['made']],
    ['const made: Map<string, number> =\n  new Map();\nconst forget = () => made.clear();', ['made']],
    ["const known: ReadonlySet<string> = new Set(['a']);\nconst isKnown = (id: string) => known.has(id);", []],
    ['const make = () => {\n  const made = new Map();\n  made.set(1, 1);\n};', []],
    ['const made = new Map([[1, 2]]);\nthis.made.set(1, 1);\nremade.set(1, 1);', []],
  ])('sees in %j what is state', (text, expected) => {
    expect(stateIn(text)).toEqual(expected);
  });

  it('shows documents of each room under a scheme of its own: two providers of one would take each other’s place', () => {
    const schemes = files.flatMap(
      (file) => /^const scheme = '([^']+)'/m.exec(readFileSync(path.join(root, 'src', file), 'utf8'))?.[1] ?? [],
    );
    expect(schemes.length).toBeGreaterThan(3);
    expect(schemes).toEqual([...new Set(schemes)]);
  });

  it('lets nobody but the root have the sender', () => {
    const senders = [...graph].filter(([, imports]) => imports.includes('node-fetch')).map(([file]) => file);
    expect(senders).toEqual(['tenantClient.ts']);
  });

  it('sees every import', () => {
    expect(graph.get('extension.ts')).toContain('vscode');
    expect(graph.get('model/goalStore.ts')).toContain('api/client.ts');
  });
});
