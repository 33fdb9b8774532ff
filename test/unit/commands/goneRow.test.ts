import { expect, it } from 'vitest';
import { isRowGone, titleCommands } from '../../../src/commands/goneRow.ts';
import manifest from '../../../package.json' with { type: 'json' };

const titles = titleCommands(manifest);
const row = { kind: 'goal' };

it.each<[string, string, readonly unknown[], boolean]>([
  ['from the palette', 'logUpdate', [], false],
  ['by a key', 'logUpdate', ['focusedRow'], false],
  ['by a click on a row', 'openPlanned', [row], false],
  ['from the menu of a row', 'logUpdate', [row, undefined], false],
  ['from the menu of a row that is gone', 'logUpdate', [undefined, undefined], true],
  ['as that came over the wire', 'logUpdate', [null, null], true],
  ['from the menu of several', 'logUpdate', [row, [row, row]], false],
  ['from the menu of several, of which one is gone', 'logUpdate', [row, [row, undefined]], true],
  ['as that came over the wire', 'logUpdate', [row, [null, row]], true],
  ['from the menu of several of which this one is gone', 'logUpdate', [undefined, [row, row]], true],
  ['from the title of a view that has no focused row', 'newGoal', [undefined, undefined], false],
  ['from the title of a view, of several of which one is gone', 'exportGoals', [row, [row, undefined]], true],
])('%s', (_, name, handed, expected) => {
  expect(isRowGone(`customerGoals.${name}`, handed, titles)).toBe(expected);
});

it('finds the titles’ commands in the manifest alone', () => {
  const inTitles = manifest.contributes.menus['view/title'].map(({ command }) => command);
  expect([...titles]).toEqual([...new Set(inTitles)]);
  expect(titleCommands(undefined)).toEqual(new Set());
});
