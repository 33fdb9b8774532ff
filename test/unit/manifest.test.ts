import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

type MenuItem = { readonly command: string; readonly when?: string };
type SubmenuItem = { readonly submenu: string; readonly when?: string };
type Manifest = {
  readonly icon: string;
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category: string;
      readonly icon?: string;
    }[];
    readonly menus: Readonly<Record<string, readonly (MenuItem | SubmenuItem)[]>>;
    readonly submenus: readonly { readonly id: string; readonly label: string }[];
    readonly keybindings: readonly (MenuItem & {
      readonly key: string;
      readonly mac?: string;
      readonly args?: unknown;
    })[];
    readonly viewsWelcome: readonly { readonly contents: string; readonly when: string }[];
    readonly views: Readonly<
      Record<string, readonly { readonly id: string; readonly icon: string; readonly when?: string }[]>
    >;
    readonly viewsContainers: { readonly activitybar: readonly { readonly id: string; readonly icon: string }[] };
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly scope?: string }>> };
    readonly customEditors: readonly { readonly viewType: string }[];
  };
};

const texts: Readonly<Record<string, string>> = JSON.parse(read('package.nls.json'));
/** As VS Code shows it where there is no translation. */
const manifest: Manifest = JSON.parse(read('package.json'), (_, value: unknown) =>
  typeof value === 'string' ? value.replace(/^%([^%]+)%$/, (key, name: string) => texts[name] ?? key) : value,
);
const { contributes } = manifest;
const source = [
  'extension',
  'commands/commandTable',
  'connection/connections',
  'connection/connection',
  'tree/goalView',
  'drafts/draftView',
  'plannedChanges/planScreen',
  'form/goalForms',
  'connection/statusBar',
  'views/filterBox',
  'views/viewsFeature',
  'folderFile/folderFileFeature',
]
  .map((name) => `src/${name}.ts`)
  .filter((file) => existsSync(path.join(root, file)))
  .map(read)
  .join('\n');
const declared = contributes.commands.map(({ command }) => command);

/** The names in the command table, read from its source: the table itself needs `vscode`. */
const handled = [
  ...(/commandNames = \[([^\]]*)\]/.exec(read('src/commands/commandTable.ts'))?.[1] ?? '').matchAll(/'(\w+)'/g),
].map(([, name]) => `customerGoals.${name}`);

const allItems = Object.values(contributes.menus).flat();
const menuItems = allItems.filter((item) => 'command' in item);

describe('the manifest', () => {
  it('declares every command that is handled, and no other', () => {
    expect(declared.toSorted()).toEqual(handled.toSorted());
  });

  it('has all commands under one category, each with a title', () => {
    expect(new Set(contributes.commands.map(({ category }) => category))).toEqual(new Set(['Customer Goals']));
    expect(contributes.commands.filter(({ title }) => title.trim() === '')).toEqual([]);
  });

  it('names only declared commands in menus, keys and welcome texts', () => {
    const links = contributes.viewsWelcome.flatMap(({ contents }) =>
      [...contents.matchAll(/command:([\w.]+)/g)].map(([, id]) => id ?? ''),
    );
    const named = [...menuItems, ...contributes.keybindings].map(({ command }) => command);
    expect([...links, ...named].filter((id) => !declared.includes(id))).toEqual([]);
    expect(links.length).toBeGreaterThan(0);
  });

  it('declares every submenu that a menu names, and fills it', () => {
    const ids = contributes.submenus.map(({ id }) => id);
    const named = allItems.flatMap((item) => ('submenu' in item ? [item.submenu] : []));
    expect(new Set(named)).toEqual(new Set(ids));
    expect(ids.filter((id) => (contributes.menus[id] ?? []).length === 0)).toEqual([]);
  });

  it('has a key for Find Goal and New Goal on each system, and no key twice where both may be', () => {
    const keys = contributes.keybindings.map(({ key, mac, when = '' }) => [`${key} ${when}`, `${mac ?? key} ${when}`]);
    for (const of of [0, 1]) expect(new Set(keys.map((each) => each[of])).size).toBe(keys.length);
    const keyed = contributes.keybindings.map(({ command }) => command);
    expect(keyed).toEqual(expect.arrayContaining(['customerGoals.findGoal', 'customerGoals.newGoal']));
  });

  it('tells a command on rows of the goals that it was run by a key, for the row that has the focus', () => {
    const renames = contributes.keybindings.filter(({ command }) => command === 'customerGoals.renameGoal');
    expect(renames.map(({ args }) => args)).toEqual(['focusedRow']);
    expect(read('src/listFocus.ts')).toContain("focusedRow = 'focusedRow'");
  });

  it('uses only context keys that the source sets', () => {
    const declaredViews = Object.values(contributes.views).flat();
    const clauses = [...allItems, ...contributes.keybindings, ...contributes.viewsWelcome, ...declaredViews]
      .map(({ when = '' }) => when)
      .join(' ');
    const keys = new Set([...clauses.matchAll(/customerGoals\.\w+(?=\s*(?:==|!=|=~|&&|\)|$))/g)].map(([key]) => key));
    const views = declaredViews.map(({ id }) => id);
    const editors = contributes.customEditors.map(({ viewType }) => viewType);
    const contexts = [...keys].filter((key) => !views.includes(key) && !editors.includes(key));
    expect(contexts.length).toBeGreaterThan(0);
    expect(contexts.filter((key) => !source.includes(`'${key}'`))).toEqual([]);
  });

  it('has a when for every palette entry that needs a connection', () => {
    const hidden = new Map(
      menuItems
        .filter((item) => contributes.menus['commandPalette']?.includes(item))
        .map(({ command, when }) => [command, when]),
    );
    const everywhere = declared.filter((command) => !hidden.has(command));
    expect(everywhere.toSorted()).toEqual(
      ['connect', 'showLog', 'trySampleData'].map((name) => `customerGoals.${name}`),
    );
  });

  it('keeps every setting out of a workspace’s hands', () => {
    const scopes = Object.entries(contributes.configuration.properties).map(([name, { scope }]) => [name, scope]);
    expect(scopes.filter(([, scope]) => scope !== 'application')).toEqual([]);
    expect(scopes.length).toBeGreaterThan(0);
  });

  it('points at pictures that are there', () => {
    const icons = [
      manifest.icon,
      ...contributes.viewsContainers.activitybar.map(({ icon }) => icon),
      ...Object.values(contributes.views)
        .flat()
        .map(({ icon }) => icon),
    ];
    expect(icons.filter((icon) => !existsSync(path.join(root, icon)))).toEqual([]);
  });

  it('activates for what it contributes, for links, for folders that name a customer and for overviews that come again', () => {
    expect(manifest.activationEvents.filter((event) => !event.startsWith('onLanguage:'))).toEqual([
      'onUri',
      'onWebviewPanel:customerGoals.overview',
      'workspaceContains:.vscode/customer-goals.json',
    ]);
  });

  it('activates for texts in which an ID that no goal has is flagged, and for no others', () => {
    const flagged = /languages[^=]*= new Set\(\[([^\]]*)\]\)/.exec(read('src/mentions/unknownMentions.ts'))?.[1] ?? '';
    const languages = [...flagged.matchAll(/'([\w-]+)'/g)].map(([, language]) => `onLanguage:${language}`);
    expect(languages).toHaveLength(3);
    const events = manifest.activationEvents.filter((event) => event.startsWith('onLanguage:'));
    expect(events.toSorted()).toEqual(languages.toSorted());
  });
});
