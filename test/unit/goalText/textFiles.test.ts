import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { TextFiles } from '../../../src/goalText/vscode/textFiles.ts';
import { openedText } from './textTenant.ts';

const opened = async () => {
  const folder = path.join(await mkdtemp(path.join(tmpdir(), 'texts-')), 'texts');
  onTestFinished(() => rm(path.dirname(folder), { recursive: true, force: true }));
  return { folder, files: new TextFiles(folder) };
};

const { base, text } = openedText();
const day = 86_400;

it('keeps a text beside what it was made of, for its owner alone', async () => {
  const { files } = await opened();
  const file = await files.create('Acme / North: *all*', text, base);
  expect(path.basename(file)).toBe('Acme North all.goals.yaml');
  expect(await readFile(file, 'utf8')).toBe(text);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await stat(path.dirname(file))).mode & 0o777).toBe(0o700);
  expect(await files.base(file)).toEqual(base);
  await files.keepBase(file, { ...base, goals: [] });
  expect(await new TextFiles(path.dirname(path.dirname(file))).base(file)).toEqual({ ...base, goals: [] });
});

it('knows nothing of other files, and of a base that is damaged', async () => {
  const { files, folder } = await opened();
  const file = await files.create('Acme', text, base);
  await writeFile(path.join(path.dirname(file), 'base.json'), '{"tenant":');
  expect(await files.base(file)).toBeUndefined();
  expect(await files.base(path.join(folder, 'other.goals.yaml'))).toBeUndefined();
  await files.keepBase(path.join(folder, 'other.goals.yaml'), base);
  expect(await readdir(folder)).toEqual([path.basename(path.dirname(file))]);
});

it('removes what was not saved for long, and nothing that it cannot look into', async () => {
  const { files, folder } = await opened();
  const [old, young] = [await files.create('Old', text, base), await files.create('Young', text, base)];
  const then = Date.now() / 1000 - 31 * day;
  for (const name of await readdir(path.dirname(old))) await utimes(path.join(path.dirname(old), name), then, then);
  await utimes(path.join(path.dirname(young), 'base.json'), then, then);
  await mkdir(path.join(folder, 'empty'));
  await writeFile(path.join(folder, 'file'), '');
  const now = await files.create('Now', text, base);
  const expected = [young, now].map((file) => path.basename(path.dirname(file)));
  expect((await readdir(folder)).toSorted()).toEqual([...expected, 'empty', 'file'].toSorted());
});

it('opens a text though an old one cannot be removed', async () => {
  const { files, folder } = await opened();
  const old = path.dirname(await files.create('Old', text, base));
  // Two folders, one in the other, whose names together are longer than a path may be.
  const deep = Array.from({ length: 12 }, () => 'x'.repeat(200)).join('/');
  for (const top of [old, path.join(path.dirname(folder), 'aside')])
    await mkdir(path.join(top, deep), { recursive: true });
  await rename(path.join(path.dirname(folder), 'aside'), path.join(old, deep, 'y'));
  onTestFinished(() => rename(path.join(old, deep, 'y'), path.join(path.dirname(folder), 'aside')));
  const then = Date.now() / 1000 - 31 * day;
  for (const name of await readdir(old)) await utimes(path.join(old, name), then, then);
  expect(await readFile(await files.create('New', text, base), 'utf8')).toBe(text);
});
