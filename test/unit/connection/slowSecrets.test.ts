import { expect, it } from 'vitest';
import { listSecret, secretOf } from '../../../src/connection/keptTenants.ts';
import { MemorySecrets } from './memory.ts';
import { acme, acmeId, settle, started } from './window.ts';

/** As a VS Code in a browser keeps secrets: all of them at each write, in its own time, and the first write takes long. */
const slowlyKept = (secrets: MemorySecrets): (() => readonly string[]) => {
  let kept: readonly string[] = [];
  let fetched: Promise<void> | undefined;
  secrets.onDidChange(() => {
    const names = Object.keys(secrets.content);
    const ready = fetched === undefined ? (fetched = settle()) : Promise.resolve();
    void ready.then(() => (kept = names));
  });
  return () => kept;
};

it('a tenant that is kept is there after a reload, though the first write of all is the last to end', async () => {
  const secrets = new MemorySecrets();
  const kept = slowlyKept(secrets);
  const window = await started({ secrets });
  await window.connectTo(
    settle()
      .then(settle)
      .then(() => acme),
  );
  await settle();
  expect(kept()).toEqual([listSecret, secretOf(acmeId)]);
});
