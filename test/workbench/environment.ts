import { join } from 'node:path';

// A terminal inside another VS Code hands these down, and npm adds its own: each changes what a server does.
const foreign =
  /^(VSCODE_|npm_|CODE_SERVER_|CS_|XDG_|ELECTRON_|PORT$|PASSWORD$|HASHED_PASSWORD$|NODE_OPTIONS$|NODE_ENV$)/;

const noGallery = { serviceUrl: '', itemUrl: '', resourceUrlTemplate: '', controlUrl: '', recommendationsUrl: '' };

/** The environment for a VS Code server that keeps to the given folders and asks no gallery. */
export function serverEnvironment(folder: string, runtime = join(folder, 'runtime')): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return {
    ...Object.fromEntries(own),
    EXTENSIONS_GALLERY: JSON.stringify(noGallery),
    XDG_CACHE_HOME: join(folder, 'cache'),
    XDG_CONFIG_HOME: join(folder, 'config'),
    XDG_DATA_HOME: join(folder, 'data'),
    XDG_RUNTIME_DIR: runtime,
    XDG_STATE_HOME: join(folder, 'state'),
  };
}

/**
 * What a test's VS Code finds in the environment. The sample tenant counts its days from UTC's: elsewhere a goal is due a day sooner or
 * later, for some hours of each day. And VS Code runs a person's login shell to ask for its environment, with all that it loads.
 */
export const testEnvironment: NodeJS.ProcessEnv = { TZ: 'UTC', SHELL: '/bin/sh' };
