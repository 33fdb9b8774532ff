import { expect, it } from 'vitest';
import { formStateOf } from '../../../src/form/formState.ts';
import type { Waiting } from '../../../src/words/waitingText.ts';
import { openHost } from './openHost.ts';

const until = new Date().setHours(23, 59, 58, 0);

const lineWhile = async (waiting: Waiting | undefined) => {
  const { parts, session, saver } = await openHost();
  const before = formStateOf({ ...parts, waiting }).line;
  session.edit('Name', 'Typed');
  const saving = saver.save();
  const { line } = formStateOf({ ...parts, waiting });
  await saving;
  return { before, line, after: formStateOf({ ...parts, waiting }).line };
};

it.each([
  ['throttled', /^Not saved yet\. .* allows no more requests for now\. Requests continue at 11:59:58\sPM\.$/],
  ['pace', /^Not saved yet\. The limit on requests to .* has been reached\. Requests continue at 11:59:58\sPM\.$/],
] as const)('a save that waits says for what, until when, and can be given up: %s', async (reason, text) => {
  const { before, line, after } = await lineWhile({ reason, until });
  expect(line).toMatchObject({ kind: 'sending', text: expect.stringMatching(text), canCancel: true });
  expect([before.text, after.text].join()).not.toContain('continues');
  expect([before.canCancel, after.canCancel]).toEqual([undefined, undefined]);
});

it('a save that does not wait says nothing of it', async () => {
  const { line } = await lineWhile(undefined);
  expect(line).toMatchObject({ kind: 'sending', text: expect.stringMatching(/^Saving to /) });
  expect(line.canCancel).toBeUndefined();
});

it('a page gives up what waits', async () => {
  const { host, actions } = await openHost();
  host.receive({ type: 'ready' });
  host.receive({ type: 'cancelWait' });
  expect(actions.cancelWait).toHaveBeenCalledOnce();
});
