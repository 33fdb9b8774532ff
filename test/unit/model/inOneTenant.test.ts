import { expect, it } from 'vitest';
import { createEmitter } from '../../../src/model/emitter.ts';
import { inOneTenant } from '../../../src/model/inOneTenant.ts';

/** A person who is asked in this tenant, and answers once the window was connected to these one after another. */
const answered = async (asked: string | undefined, ...then: readonly (string | undefined)[]) => {
  let tenant = asked;
  const changes = createEmitter<undefined>();
  const token = { isCancelled: false };
  const source = { token, cancel: () => void (token.isCancelled = true), dispose: () => {} };
  const answer = Promise.withResolvers<string | undefined>();
  const outcome = inOneTenant({ tenant: () => tenant, onDidChangeTenant: changes.event }, source, () => answer.promise);
  for (const next of then) {
    tenant = next;
    changes.fire(undefined);
  }
  answer.resolve('answer');
  return { answer: await outcome, isCancelled: token.isCancelled };
};

it.each([
  ['the same tenant', 'a.example', []],
  ['the same tenant, told again', 'a.example', ['a.example']],
  ['the first tenant', undefined, [undefined, 'a.example']],
] as const)('an answer in %s counts', async (_, asked, then) => {
  expect(await answered(asked, ...then)).toEqual({ answer: 'answer', isCancelled: false });
});

it.each([
  ['another tenant', 'a.example', ['b.example']],
  ['no tenant', 'a.example', [undefined]],
  ['the same tenant after another', 'a.example', [undefined, 'b.example', 'a.example']],
  ['the second tenant', undefined, ['a.example', 'b.example']],
] as const)('an answer in %s counts for nothing, and the question is taken back', async (_, asked, then) => {
  expect(await answered(asked, ...then)).toEqual({ answer: undefined, isCancelled: true });
});
