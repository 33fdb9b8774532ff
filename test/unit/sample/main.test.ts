import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from 'vitest';

const main = join(import.meta.dirname, '../../../src/sample/main.ts');
const running = new Set<ChildProcess>();

afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
});

function start(args: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  return child;
}

async function ready(child: ChildProcess): Promise<{ readonly url: string; readonly accessKey: string }> {
  const [line] = await once(child.stdout!, 'data');
  return JSON.parse(String(line));
}

/** Exit code, and the first line of what it complains about. */
async function complaint(args: readonly string[]): Promise<string> {
  const child = start(args);
  const [errors, out, [code]] = await Promise.all([text(child.stderr!), text(child.stdout!), once(child, 'close')]);
  return `${code}${out} ${errors.split('\n', 1)[0]}`;
}

describe('npm run sample', () => {
  test('prints one line, serves with what it was given, and stops when told', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sample-'));
    const child = start(['--key', 'k1', '--goals', '5', '--folder', folder, '--faults', '--no-rate-limit']);
    const rest = text(child.stdout!);
    const { url, accessKey } = await ready(child);
    const ask = async (path: string, init: RequestInit = {}): Promise<unknown> => {
      const headers = { accessKey, 'content-type': 'application/json' };
      const response = await fetch(`${url}${path}`, { headers, ...init });
      return JSON.parse(await response.text()).data;
    };
    expect(accessKey).toBe('k1');
    expect(await ask('/v1/goals/search', { method: 'POST', body: '{"select":["Name"],"limit":1}' })).toMatchObject({
      totalCount: 5,
    });
    expect(await ask('/__sample/requests')).toMatchObject([
      { operationId: 'searchGoals' },
      { path: '/__sample/requests' },
    ]);
    for (let sent = 0; sent < 101; sent++) expect(await ask('/v1/goals/templates')).toHaveLength(12);
    child.kill('SIGTERM');
    expect(await once(child, 'close')).toEqual([0, null]);
    expect((await rest).split('\n')).toHaveLength(2);
    expect(readdirSync(folder)).toEqual(['edits.jsonl']);
    rmSync(folder, { recursive: true });
  });

  test('has no control without --faults', async () => {
    const { url, accessKey } = await ready(start([]));
    expect((await fetch(`${url}/__sample/requests`, { headers: { accessKey } })).status).toBe(404);
  });

  const taken = join(mkdtempSync(join(tmpdir(), 'sample-')), 'file');
  writeFileSync(taken, '');

  test.each([
    [['--port', 'x'], "1 --port takes a whole number from 0 to 65535, not 'x'."],
    [['--port', '65536'], "1 --port takes a whole number from 0 to 65535, not '65536'."],
    [['--port', '-1'], /^1 .*--port/],
    [['--goals', '1.5'], "1 --goals takes a whole number from 0 to 1000000, not '1.5'."],
    [['--key', 'a b'], '1 --key takes printable characters without spaces, at least one.'],
    [['--key', ''], '1 --key takes printable characters without spaces, at least one.'],
    [['--folder', taken], /^1 .*EEXIST/],
    [['--colour'], /^1 Unknown option '--colour'/],
    [['extra'], /^1 Unexpected argument 'extra'/],
  ])('%j is an error in one sentence', async (args, expected) => {
    expect(await complaint(args)).toMatch(expected);
  });
});
