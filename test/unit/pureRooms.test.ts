import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

/** Types that a project is compiled against, by their packages. One package may bring those of another with it. */
const typesOf = (project: string): readonly string[] => {
  const compiler = createRequire(import.meta.url).resolve('typescript/package.json');
  const files = execFileSync(
    process.execPath,
    [path.join(path.dirname(compiler), 'bin/tsc'), '-p', project, '--listFilesOnly'],
    { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 },
  );
  return [...files.matchAll(/\/node_modules\/@types\/([\w-]+)\//g)].map(([, name]) => name ?? '');
};

it('compiles the pure rooms without the types of Node and of VS Code', () => {
  const types = typesOf('tsconfig.pure.json');
  expect(types).toContain('mdast');
  expect(types).not.toContain('node');
  expect(types).not.toContain('vscode');
});
