import { once } from 'node:events';
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { extensionHostOf } from './processes.ts';
import type { Workbench } from './workbench.ts';

export const resourceNames = [
  'sockets',
  'openFiles',
  'files',
  'logBytes',
  'heap',
  'pageHeap',
  'nodes',
  'frames',
] as const;

/**
 * What a workbench holds on to, after it has thrown away what nobody uses. Of the extension host: connections to the tenant's port; open
 * files, without sockets and pipes; files that the extension has written; bytes in the extension's log and in what VS Code logs of it;
 * MB of its heap. Of the page, VS Code's own part included: MB of its heap, nodes and frames.
 */
export type Resources = Readonly<Record<(typeof resourceNames)[number], number>>;

const megabyte = 1 << 20;

export async function measureResources(page: Page, workbench: Workbench, port: number): Promise<Resources> {
  const host = extensionHostOf(workbench.folder);
  const inUserData = (...path: readonly string[]): Promise<readonly string[]> =>
    filesBelow(join(workbench.folder, 'user-data', ...path));
  return {
    sockets: socketsOf(host).filter(({ remotePort }) => remotePort === port).length,
    openFiles: targetsOf(host).filter((target) => target.startsWith('/') && !target.startsWith('/dev/')).length,
    files: (await inUserData('User', 'globalStorage')).length,
    logBytes: await bytesOf((await inUserData('logs')).filter((file) => /Customer Goals|remoteexthost/.test(file))),
    heap: await heapOf(host),
    ...(await measurePage(page)),
  };
}

type Socket = {
  readonly inode: string;
  readonly localPort: number;
  readonly remotePort: number;
  readonly listens: boolean;
};

const portOf = (address = ''): number => Number.parseInt(address.split(':')[1] ?? '', 16);

/** Those of the whole machine. */
const allSockets = (): readonly Socket[] =>
  ['tcp', 'tcp6']
    .flatMap((kind) => readFileSync(`/proc/net/${kind}`, 'utf8').split('\n').slice(1, -1))
    .map((line) => line.trim().split(/\s+/))
    .map((columns) => ({
      inode: columns[9] ?? '',
      localPort: portOf(columns[1]),
      remotePort: portOf(columns[2]),
      listens: columns[3] === '0A',
    }));

function targetOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    // Closed since the folder was listed.
    return '';
  }
}

const targetsOf = (id: number): readonly string[] =>
  readdirSync(`/proc/${id}/fd`).map((name) => targetOf(`/proc/${id}/fd/${name}`));

const socketsOf = (id: number): readonly Socket[] => {
  const inodes = new Set(targetsOf(id).map((target) => /^socket:\[(\d+)\]$/.exec(target)?.[1]));
  return allSockets().filter(({ inode }) => inodes.has(inode));
};

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}

async function bytesOf(files: readonly string[]): Promise<number> {
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

type Ask = (method: string) => Promise<Readonly<Record<string, number>>>;

/** Node's inspector, which SIGUSR1 opens on the port that `NODE_OPTIONS` names: 0, a free one. */
async function withInspector<T>(id: number, use: (ask: Ask) => Promise<T>): Promise<T> {
  process.kill(id, 'SIGUSR1');
  const listening = (): Socket | undefined => socketsOf(id).find(({ listens }) => listens);
  await expect.poll(listening, { message: 'the inspector of the extension host' }).toBeDefined();
  const [target] = await (await fetch(`http://127.0.0.1:${listening()?.localPort}/json/list`)).json();
  const socket = new WebSocket(target.webSocketDebuggerUrl);
  await once(socket, 'open');
  let last = 0;
  try {
    return await use(async (method) => {
      last += 1;
      socket.send(JSON.stringify({ id: last, method }));
      for (;;) {
        const [{ data }] = await once(socket, 'message');
        const answer = JSON.parse(data);
        if (answer.id === last) return answer.result;
      }
    });
  } finally {
    socket.close();
  }
}

const heapOf = (id: number): Promise<number> =>
  withInspector(id, async (ask) => {
    // Once for what is not used, and once more for what that had held by a finaliser.
    await ask('HeapProfiler.collectGarbage');
    await ask('HeapProfiler.collectGarbage');
    return ((await ask('Runtime.getHeapUsage'))['usedSize'] ?? Number.NaN) / megabyte;
  });

async function measurePage(page: Page): Promise<Pick<Resources, 'pageHeap' | 'nodes' | 'frames'>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  await session.detach();
  const metric = (wanted: string): number => metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN;
  return { pageHeap: metric('JSHeapUsedSize') / megabyte, nodes: metric('Nodes'), frames: metric('Frames') };
}
