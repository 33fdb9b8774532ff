import { expect, it } from 'vitest';
import { Resource } from '../../../src/editing/resource.ts';

const loader = () => {
  const kinds: string[] = [];
  const loading: Resource<string> = new Resource(() => kinds.push(loading.state.kind));
  return { loading, kinds };
};

it('says how far it is', async () => {
  const { loading, kinds } = loader();
  await loading.load(() => Promise.resolve('x'));
  expect(kinds).toEqual(['loading', 'loaded']);
  expect(loading.state).toEqual({ kind: 'loaded', value: 'x' });
});

it('makes a failure a state, and can try again', async () => {
  const { loading, kinds } = loader();
  const error = new Error('no');
  await loading.load(() => Promise.reject(error));
  expect(loading.state).toEqual({ kind: 'failed', error });
  await loading.load(() => Promise.resolve('x'));
  expect(kinds).toEqual(['loading', 'failed', 'loading', 'loaded']);
});

it('keeps what it has in sight while it is fetched again', async () => {
  const { loading, kinds } = loader();
  await loading.load(() => Promise.resolve('old'));
  await loading.load(() => Promise.resolve('new'));
  expect(kinds).toEqual(['loading', 'loaded', 'loaded']);
});

it('drops an answer that was overtaken', async () => {
  const { loading } = loader();
  const slow = Promise.withResolvers<string>();
  const first = loading.load(() => slow.promise);
  await loading.load(() => Promise.resolve('second'));
  slow.resolve('first');
  await first;
  expect(loading.state).toEqual({ kind: 'loaded', value: 'second' });
  expect(loading.isLoading).toBe(false);
});

it('takes a fetch that throws at once for a failure too', async () => {
  const { loading } = loader();
  await loading.load(() => {
    throw new Error('not connected');
  });
  expect(loading.state.kind).toBe('failed');
});
