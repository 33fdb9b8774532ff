import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { PaceFiles } from '../../../src/sharing/paceFiles.ts';

const origin = 'https://acme.gainsightcloud.com';

const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'pace-files-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

type More = Partial<ConstructorParameters<typeof PaceFiles>[0]>;

const shareIn = (folder: string, more: More = {}, warnings: string[] = []): PaceFiles =>
  new PaceFiles({
    folder,
    origin,
    limit: 4,
    isAgent: false,
    log: { warn: (line) => void warnings.push(line) },
    ...more,
  });

/** How many requests are let in, of more than there is room for. */
const entered = (share: PaceFiles): number => {
  let count = 0;
  while (count < 200 && share.enter() === undefined) count += 1;
  return count;
};

describe('processes that talk to one tenant', () => {
  it('have one limit together', () => {
    const folder = newFolder();
    const [one, other] = [shareIn(folder), shareIn(folder)];
    expect([one.enter(), other.enter(), one.enter()]).toEqual([undefined, undefined, undefined]);
    expect([one.left, other.left]).toEqual([1, 1]);
    expect([entered(other), entered(one)]).toEqual([1, 0]);
    expect(one.enter()?.reason).toBe('pace');
  });

  it('have one each of every tenant', () => {
    const folder = newFolder();
    expect([entered(shareIn(folder)), entered(shareIn(folder, { origin: 'https://b.example' }))]).toEqual([4, 4]);
  });

  it('leave a quarter to a person, of what that person set', () => {
    const folder = newFolder();
    const agent = shareIn(folder, { limit: 60, isAgent: true });
    const person = shareIn(folder, { limit: 8 });
    expect([entered(agent), entered(person), agent.left]).toEqual([6, 2, 0]);
    const alone = shareIn(newFolder(), { limit: 60, isAgent: true });
    expect(entered(alone)).toBe(45);
  });

  it('all wait where the tenant asked one of them to', () => {
    const folder = newFolder();
    const [one, other] = [shareIn(folder), shareIn(folder)];
    one.close(30_000);
    const hold = other.enter();
    expect([hold?.reason, (hold?.forMs ?? 0) > 29_000]).toEqual(['throttled', true]);
  });

  it('count what a process sent that is over, and what it had under way when it died', () => {
    const folder = newFolder();
    const gone = shareIn(folder);
    gone.enter();
    gone.enter();
    gone.leave();
    // As one that has another number, which is nobody's.
    const [name = ''] = readdirSync(folder);
    const dead = name.replace(`.${process.pid}.`, '.2147483646.');
    writeFileSync(join(folder, dead), readFileSync(join(folder, name)));
    rmSync(join(folder, name));
    const minuteMs = 60_000;
    expect(shareIn(folder, { minuteMs }).left).toBe(2);
    // What was under way ended with it: a minute later it counts no more.
    expect(readFileSync(join(folder, dead), 'utf8')).not.toContain(',0]');
    expect(shareIn(folder, { minuteMs: 0 }).left).toBe(4);
  });

  it.each(['', '{', 'null', '{"sent":5}', '{"sent":[null,[1],"x"]}'])('go on beside a file that says %j', (text) => {
    const folder = newFolder();
    const share = shareIn(folder);
    share.enter();
    const [name = ''] = readdirSync(folder);
    writeFileSync(join(folder, `${name.slice(0, -1)}x`), text);
    expect(entered(share)).toBe(3);
  });

  it('keep a pace of their own where the disk fails, and say so once', () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    const warnings: string[] = [];
    const share = shareIn(file, {}, warnings);
    expect(share.enter()).toBeUndefined();
    share.leave();
    share.dispose();
    expect(warnings).toEqual([expect.stringContaining('could not be shared')]);
  });

  it('tell nothing but times', () => {
    const folder = newFolder();
    shareIn(folder).enter();
    const [name = ''] = readdirSync(folder);
    expect(name).toMatch(/^[\da-f]{16}\.\d+\.[\da-f]{8}$/);
    expect(readFileSync(join(folder, name), 'utf8')).toMatch(/^\{[\w":,[\]\d{}]*\}$/);
  });
});

describe('two processes', () => {
  const minuteMs = 300;
  const limit = 20;

  const open = async () => {
    const arrivals: number[] = [];
    const server = createServer((_, response) => {
      arrivals.push(performance.now());
      response.end('fine');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const address = server.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const folder = newFolder();
    const start = (count: number): ChildProcess => {
      const file = join(import.meta.dirname, 'paceProcess.ts');
      const args = [folder, `http://127.0.0.1:${port}`, count, limit, minuteMs, 'person'].map(String);
      const child = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'inherit', 'inherit'] });
      onTestFinished(() => void child.kill('SIGKILL'));
      return child;
    };
    const mostInAMinute = (): number =>
      Math.max(...arrivals.map((from) => arrivals.filter((at) => at >= from && at < from + minuteMs).length));
    return { arrivals, start, mostInAMinute };
  };

  it('of 100 requests each never exceed the limit', async () => {
    const { arrivals, start, mostInAMinute } = await open();
    const ends = [start(100), start(100)].map((child) => once(child, 'exit'));
    expect(await Promise.all(ends)).toEqual([
      [0, null],
      [0, null],
    ]);
    expect(arrivals).toHaveLength(200);
    expect(mostInAMinute()).toBeLessThanOrEqual(limit);
  });

  it('go on, each, where the other is killed', async () => {
    const { arrivals, start, mostInAMinute } = await open();
    const doomed = start(1000);
    const other = start(60);
    const end = once(other, 'exit');
    await expect.poll(() => arrivals.length, { timeout: 30_000 }).toBeGreaterThan(30);
    doomed.kill('SIGKILL');
    expect(await end).toEqual([0, null]);
    expect(mostInAMinute()).toBeLessThanOrEqual(limit);
  });
});
