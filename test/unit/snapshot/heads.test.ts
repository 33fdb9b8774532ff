import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { framed, framesOf, withMark } from '../../../src/snapshot/frames.ts';
import { readSnapshot } from '../../../src/snapshot/snapshotFile.ts';
import { openSnapshots } from './openSnapshots.ts';
import { goalsOfVersion, headOfVersion } from './versions.ts';

describe('a broken snapshot', () => {
  const head = { tenant: 'https://acme.example', at: 1, since: '2031-01-01T00:00:00.000Z', readAt: 0 };
  const wrongHeads = Object.keys(head).flatMap((field) => [
    [`without ${field}`, Object.fromEntries(Object.entries(head).filter(([name]) => name !== field))] as const,
    ...[null, {}, true, field === 'at' || field === 'readAt' ? '1' : 1].map(
      (value) => [`whose ${field} is ${JSON.stringify(value)}`, { ...head, [field]: value }] as const,
    ),
  ]);

  it.each<readonly [string, unknown]>([...wrongHeads, ['that is null', null], ['that is a list', [head]]])(
    'includes one with a head %s',
    async (_, wrong) => {
      const { read, write, file } = await openSnapshots();
      await write(headOfVersion(1), goalsOfVersion(1));
      const [, ...rest] = framesOf(await readFile(await file()));
      const rewrite = async (first: unknown): Promise<void> => {
        const frames = [Buffer.from(JSON.stringify(first)), ...rest].map((frame) => framed(frame));
        await writeFile(await file(), withMark(Buffer.concat(frames)));
      };
      await rewrite(head);
      expect((await read()).head).toEqual(headOfVersion(1));
      await rewrite(wrong);
      await expect(readSnapshot(await file())).rejects.toThrow('its head is not understood');
      expect(await read()).toEqual({ head: undefined, goals: [] });
    },
  );
});
