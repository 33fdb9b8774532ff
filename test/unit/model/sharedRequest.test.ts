import { expect, it } from 'vitest';
import { SharedRequest } from '../../../src/model/sharedRequest.ts';

const opened = () => {
  const { promise, resolve } = Promise.withResolvers<string>();
  const ended = new AbortController();
  let sent: AbortSignal | undefined;
  const request = new SharedRequest(
    'listGoalMetrics',
    (signal) => {
      sent = signal;
      return promise;
    },
    ended.signal,
  );
  return { request, answer: resolve, ended, isCancelled: () => sent?.aborted };
};

const aborted = { kind: 'aborted' };

it('is cancelled when the last who waits leaves, and not before', async () => {
  const { request, isCancelled } = opened();
  const [first, second] = [new AbortController(), new AbortController()];
  const waits = [request.wait(first.signal), request.wait(second.signal)];
  first.abort();
  await expect(waits[0]).rejects.toMatchObject(aborted);
  expect([isCancelled(), request.isAbandoned]).toEqual([false, false]);
  second.abort();
  await expect(waits[1]).rejects.toMatchObject(aborted);
  expect([isCancelled(), request.isAbandoned]).toEqual([true, true]);
});

it('answers those who stay', async () => {
  const { request, answer } = opened();
  const leaving = new AbortController();
  const waits = [request.wait(leaving.signal), request.wait(new AbortController().signal), request.wait()];
  leaving.abort();
  answer('metrics');
  expect(await Promise.allSettled(waits)).toMatchObject([
    { reason: aborted },
    { value: 'metrics' },
    { value: 'metrics' },
  ]);
});

it('goes on for one who cannot leave', async () => {
  const { request, answer, isCancelled } = opened();
  const leaving = new AbortController();
  const [left, stays] = [request.wait(leaving.signal), request.wait()];
  leaving.abort();
  await expect(left).rejects.toMatchObject(aborted);
  expect(isCancelled()).toBe(false);
  answer('metrics');
  expect(await stays).toBe('metrics');
});

it('is not begun for one who has left already', async () => {
  const { request, isCancelled } = opened();
  await expect(request.wait(AbortSignal.abort())).rejects.toMatchObject(aborted);
  expect(isCancelled()).toBe(true);
});

it('ends with the connection, whoever waits', () => {
  const { ended, isCancelled } = opened();
  ended.abort();
  expect(isCancelled()).toBe(true);
});
