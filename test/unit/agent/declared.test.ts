import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { declaredTools } from '../../../scripts/agentTools.ts';
import { projectFolder } from '../../../scripts/folders.ts';
import { toolNames } from '../../../src/agent/toolNames.ts';
import { tools } from '../../../src/agent/toolTable.ts';

const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const read = (file: string): Record<string, unknown> => JSON.parse(readFileSync(join(projectFolder, file), 'utf8'));

it('package.json declares the tools of the table: node scripts/agentTools.ts', () => {
  expect(read('package.json')['contributes']).toMatchObject({ languageModelTools: json(declaredTools()) });
});

it('each tool has a name and a description for people', () => {
  const texts = read('package.nls.json');
  const keys = tools.flatMap(({ name }) => [`tool.${name}.displayName`, `tool.${name}.userDescription`]);
  expect(keys.filter((key) => typeof texts[key] !== 'string')).toEqual([]);
});

it('the names that are registered are those of the table', () => {
  expect(toolNames).toEqual(tools.map(({ name }) => name));
});
