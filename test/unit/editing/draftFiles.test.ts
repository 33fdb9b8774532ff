import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { DraftFiles } from '../../../src/editing/draftFiles.ts';
import { Locked } from '../../../src/editing/fileLock.ts';

it.each([
  ['its text', 0, ['a.json']],
  ['the text after a long one', 1, ['a.json', `a.json.${'c'.repeat(24)}.text`]],
])('a window whose lock went to another one by %s replaces no draft', (_, writes, left) => {
  const folder = mkdtempSync(join(tmpdir(), 'draft-files-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'a.json');
  writeFileSync(path, 'what the other window wrote');
  const files = new DraftFiles(folder, { warn: () => undefined });
  let asked = 0;
  const mayPut = (): boolean => (asked += 1) <= writes;
  const texts = new Map(writes === 0 ? [] : [['c'.repeat(64), 'Long.']]);
  expect(() => files.put(path, { text: 'mine', version: 'v', texts }, mayPut)).toThrow(Locked);
  expect(readFileSync(path, 'utf8')).toBe('what the other window wrote');
  expect(readdirSync(folder).toSorted()).toEqual(left);
});
