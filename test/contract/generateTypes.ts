import { join } from 'node:path';
import { runQuietly, tool } from '../../scripts/command.ts';

export const typesFile = join(import.meta.dirname, 'contractTypes.ts');
const contract = join(import.meta.dirname, 'openapi.yaml');

/** Writes the contract as types into this file. */
export const generateTypes = async (file: string): Promise<void> => {
  await runQuietly(
    // In the package `generator`, with the TypeScript 5 that it needs.
    tool('contract-types/node_modules/openapi-typescript/bin/cli.js', contract, '--immutable', '--output', file),
    'The types of the contract could not be generated.',
    'What openapi-typescript said is above.',
  );
};
