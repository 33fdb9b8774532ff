import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { Drafts } from '../../../src/editing/drafts.ts';
import { noFields } from '../../../src/model/goalFields.ts';

const openWindow = (): ChildProcess => {
  const child = fork(join(import.meta.dirname, 'draftWindow.ts'), {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  onTestFinished(() => void child.kill());
  return child;
};

const tell = async (window: ChildProcess, told: object): Promise<void> => {
  const answer = once(window, 'message');
  window.send(told);
  expect(await answer).toEqual(['done', undefined]);
};

const rounds = 150;

it('what two windows type into the same goal at the same moment is kept, by both, in 150 rounds', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'draft-windows-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const windows = [openWindow(), openWindow()];
  const drafts = new Drafts(folder, (warning) => expect.fail(warning));
  for (let round = 0; round < rounds; round += 1) {
    const id = `g${round}`;
    // Every other round the goal has a draft already, which both windows go on from.
    if (round % 2 === 0) drafts.write({ tenant: 'acme', id }, { base: noFields, mine: noFields, at: '' });
    await Promise.all(windows.map((window) => tell(window, { type: 'open', folder, id })));
    const at = Date.now() + 5;
    const texts = windows.map((_, index) =>
      Array.from({ length: 1 + (round % 4) }, (__, count) => `${round} in ${index}: ${count}`),
    );
    await Promise.all(windows.map((window, index) => tell(window, { type: 'type', texts: texts[index], at })));
    const names = drafts.list().map(({ draft }) => draft.mine.Name);
    expect(new Set(names)).toEqual(new Set(texts.map((each) => each.at(-1))));
    expect(names).toHaveLength(2);
    for (const kept of drafts.list()) drafts.remove(kept);
  }
});
