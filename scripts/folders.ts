import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectFolder = fileURLToPath(new URL('..', import.meta.url));

/** Runs a command and ends it with whoever started it: see there. */
export const guardScript = join(projectFolder, 'scripts', 'guard.mjs');

/** Everything that the scripts install or write, git and the packed extension leave out. */
export const scratchFolder = join(projectFolder, '.vscode-test');
