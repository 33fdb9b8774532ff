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
/** What is known, what is being edited, and words for failures: whatever stands on them may import it. */
const ground =
  /^((model|editing|words)\/.*|explain|failure|lazily|listFocus|pickRows|signalOf|tell|log|api\/(schema|errors|client|loopback))(\.ts)?$/;

/** The first room that a file fits is its own. */
const rooms: Readonly<Record<string, Room>> = {
  words: { files: /^words\//, may: nothing, packages: nothing },
  api: { files: /^api\//, may: nothing, packages: /^p-queue$/ },
  model: {
    files: /^model\//,
    may: /^(api\/(schema|errors|client|query|paging|isoMoment|sleep|stampClock|textTable)|failure)\.ts$/,
    packages: /^quick-lru$/,
  },
  description: {
    files: /^description\//,
    may: nothing,
    packages: /^(hast|mdast|diff|(hast-util|mdast-util|micromark-(extension|core|util))-[a-z-]+)$/,
  },
  pictures: { files: /^pictures\//, may: nothing, packages: /^d3-(scale|shape)$/ },
  snapshot: {
    files: /^snapshot\//,
    may: /^(api\/schema|editing\/fileWrite|model\/(goalSlice|emitter|tenant|turns)|failure|log)\.ts$/,
    packages: /^node:/,
  },
  sharing: {
    files: /^sharing\//,
    may: /^(api\/paceShare|editing\/(draftName|fileError|fileLock)|model\/tenant|log)\.ts$/,
    packages: /^node:/,
  },
  sample: { files: /^sample\//, may: /^api\/schema\.ts$/, packages: /^node:/ },
  editingDisk: {
    files: /^editing\/(drafts|draftFiles?|draftName|file\w+)\.ts$/,
    may: /^(editing\/draft|model\/emitter)\.ts$/,
    packages: /^node:/,
  },
  editing: {
    files: /^editing\//,
    may: /^(model\/.*|failure|log|api\/(schema|errors|client)|description\/statusNotes)(\.ts)?$/,
    packages: nothing,
  },
  historyDisk: {
    files: /^history\/(generation|histories|history(Folder|Lines|Texts|Writer)|(read|tidy)History)\.ts$/,
    may: /^(history\/(chain|changeRow|historyLimits|recordedChange)|api\/textTable|editing\/(draftName|fileError|fileLock)|model\/tenant|failure|log)\.ts$/,
    packages: /^node:/,
  },
  history: {
    files: /^history\//,
    may: /^(model\/.*|api\/(schema|errors|textTable)\.ts|description\/statusNotes\.ts|log\.ts)$/,
    packages: nothing,
  },
  planDisk: {
    files: /^plan\/(openPlan|plan(Files|Lock|Text))\.ts$/,
    may: /^(plan\/(ledger|plan|readPlan|stepState)|editing\/(draftName|fileError|fileLock|fileSync|fileWrite)|model\/tenant)\.ts$/,
    packages: /^node:/,
  },
  plan: {
    files: /^plan\//,
    may: /^(model\/.*|api\/(schema|errors|client|query))(\.ts)?$/,
    packages: nothing,
  },
  goalTextVsCode: {
    files: /^goalText\/vscode\//,
    may: new RegExp(
      `${ground.source}|^(goalText\\/\\w+|goalTextWords|description\\/richText|plan\\/(intent|knownTenant))\\.ts$`,
    ),
    packages: /^(vscode|node:.*)$/,
  },
  goalText: {
    files: /^goalText\/\w+\.ts$/,
    may: /^(model\/.*|api\/schema|description\/richText|plan\/(intent|knownTenant))\.ts$/,
    packages: /^yaml$/,
  },
  agentVsCode: {
    files: /^agent\/vscode\//,
    may: new RegExp(`${ground.source}|^(agent\\/.*|history\\/recordedChange|plan\\/(intent|planFiles|undo))\\.ts$`),
    packages: /^vscode$/,
  },
  agentNode: { files: /^agent\/mcp\//, may: /./, packages: /^(node:.*|@modelcontextprotocol\/server.*)$/ },
  agent: {
    files: /^agent\//,
    may: new RegExp(
      `${ground.source}|^(refusalWords|api\\/query|description\\/richText|history\\/(goalNews|recentNotes|recordedChange|whatChanged)|plan\\/.*)(\\.ts)?$`,
    ),
    packages: nothing,
  },
  webviewPage: {
    files: /^webview\/(page\/.*|(choice|eachShape|loadStatus|messageShape|sparkShape|dataElements)\.ts)$/,
    may: /^(failure|model\/fold|pictures\/\w+|words\/\w+)\.ts$/,
    packages: /^@github\/combobox-nav$/,
  },
  webview: { files: /^webview\//, may: /^words\/language\.ts$/, packages: /^(vscode|node:.*)$/ },
  page: {
    files: /^\w+\/(page\/.*|protocol\.ts)$/,
    may: /^(model\/(fold|dueDate|goalFields|goalRules|merge|progress)|editing\/conflictChoices|description\/(richText|typing)|api\/schema|failure|form\/protocol|overview\/protocol|pictures\/\w+|words\/.*|webview\/(page\/.*|(choice|dataElements|eachShape|loadStatus|messageShape|sparkShape)\.ts))(\.ts)?$/,
    packages: /^(@github\/combobox-nav|hast)$/,
  },
  drafts: { files: /^drafts\//, may: ground, packages: /^(vscode|node:.*)$/ },
  connection: {
    files: /^connection\//,
    may: new RegExp(`${ground.source}|^api\\/envelope\\.ts$`),
    packages: /^(vscode|node:.*)$/,
  },
  tree: { files: /^tree\//, may: ground, packages: /^vscode$/ },
  form: {
    files: /^form\//,
    may: new RegExp(`${ground.source}|^(description/richText|webview/.*)(\\.ts)?$`),
    packages: /^(vscode|node:.*)$/,
  },
  overview: {
    files: /^overview\//,
    may: new RegExp(`${ground.source}|^(pictures\\/\\w+|webview\\/.*)\\.ts$`),
    packages: /^vscode$/,
  },
  review: {
    files: /^review\//,
    may: new RegExp(
      `${ground.source}|^(description/(seenNote|statusNotes)|plan/intent|history/(goalNews|recentNotes|recordedChange|whatChanged))\\.ts$`,
    ),
    packages: /^vscode$/,
  },
  sweep: {
    files: /^sweep\//,
    may: new RegExp(`${ground.source}|^(description/(seenNote|statusNotes)|plan/intent)\\.ts$`),
    packages: /^(vscode|node:.*)$/,
  },
  report: {
    files: /^report\//,
    may: new RegExp(
      `${ground.source}|^(description/statusNotes|history/(goalNews|recordedChange|whatChanged)|pictures/\\w+)\\.ts$`,
    ),
    packages: /^vscode$/,
  },
  plannedChanges: {
    files: /^plannedChanges\//,
    may: new RegExp(`${ground.source}|^(plan/\\w+|refusalWords)\\.ts$`),
    packages: /^vscode$/,
  },
  mentions: { files: /^mentions\//, may: ground, packages: /^vscode$/ },
  sync: { files: /^sync\//, may: ground, packages: /^vscode$/ },
  views: { files: /^views\//, may: ground, packages: /^vscode$/ },
  csv: { files: /^csv\//, may: /^(model\/.*|api\/schema|plan\/intent)(\.ts)?$/, packages: /^papaparse$/ },
  goalFiles: {
    files: /^goalFiles\//,
    may: new RegExp(
      `${ground.source}|^(plan/(intent|knownTenant)|csv/\\w+|goalText/(textBase|writeGoalText)|description/(richText|statusNotes))\\.ts$`,
    ),
    packages: /^vscode$/,
  },
  quickActions: {
    files: /^quickActions\//,
    may: new RegExp(`${ground.source}|^plan/intent\\.ts$`),
    packages: /^(vscode|chrono-node(\/.*)?)$/,
  },
  folderFile: { files: /^folderFile\//, may: ground, packages: /^(vscode|yaml)$/ },
  commands: {
    files: /^commands\//,
    may: new RegExp(`${ground.source}|^(plan/intent|(goalFiles|quickActions)/\\w+)\\.ts$`),
    packages: /^vscode$/,
  },
  refusals: {
    files: /^refusalWords\.ts$/,
    may: /^(model\/goalFields|plan\/intent|words\/\w+)\.ts$/,
    packages: nothing,
  },
  goalTextWords: {
    files: /^goalTextWords\.ts$/,
    may: /^(goalText\/textProblem|words\/\w+)\.ts$/,
    packages: nothing,
  },
  tell: { files: /^tell\.ts$/, may: /^explain\.ts$/, packages: /^vscode$/ },
  lazily: { files: /^lazily\.ts$/, may: nothing, packages: nothing },
  listFocus: { files: /^(listFocus|pickRows|signalOf)\.ts$/, may: nothing, packages: /^vscode$/ },
  failures: { files: /^(explain|failure|failureWords|queryWords|json|log)\.ts$/, may: ground, packages: nothing },
  root: {
    files: /^(elsewhere|extension|clients|goalTools|kept|reviews|saver|settings|tenantClient)\.ts$/,
    may: /./,
    packages: /./,
  },
};

/** Rooms without a screen return codes and values, and rooms with one word them. */
const wordless =
  /^((api|csv|model|description|pictures|snapshot|sharing|sample|editing|plan|history)\/|goalText\/\w+\.ts$)/;

const roomOf = (file: string): string | undefined => Object.keys(rooms).find((name) => rooms[name]?.files.test(file));

/** The longest way of imports from this file that stays in its folder. */
const chainFrom = (file: string): readonly string[] => {
  const inside = (graph.get(file) ?? []).filter(
    (imported) => path.posix.dirname(imported) === path.posix.dirname(file),
  );
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

  it('has no chain of more than 8 files inside a folder', () => {
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
    const stateful = files.filter((file) =>
      /^(export )?(let|var)\b/m.test(readFileSync(path.join(root, 'src', file), 'utf8')),
    );
    expect(stateful).toEqual([]);
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
