import { expect, it } from 'vitest';
import { lazily, loadingCommand } from '../../src/lazily.ts';

/** A module that is there when it is told to be. */
const openModule = () => {
  const loads: PromiseWithResolvers<string>[] = [];
  const made: string[] = [];
  const ended: string[] = [];
  const lazy = lazily(
    () => {
      const one = Promise.withResolvers<string>();
      loads.push(one);
      return one.promise;
    },
    (module) => {
      made.push(module);
      return module.toUpperCase();
    },
    (value) => ended.push(value),
  );
  return { lazy, loads, made, ended };
};

it('loads nothing before somebody asks', () => {
  const { lazy, loads } = openModule();
  expect([loads.length, lazy.made]).toEqual([0, undefined]);
});

it('loads and makes once for two who ask at once, and for who asks later', async () => {
  const { lazy, loads, made } = openModule();
  const both = Promise.all([lazy.get(), lazy.get()]);
  expect(lazy.made).toBeUndefined();
  loads[0]?.resolve('a');
  expect([await both, await lazy.get(), lazy.made, loads.length, made]).toEqual([['A', 'A'], 'A', 'A', 1, ['a']]);
});

it('hands a failure on as it is to all who wait, and tries again at the next call', async () => {
  const { lazy, loads } = openModule();
  const failure = new Error('gone');
  const both = Promise.allSettled([lazy.get(), lazy.get()]);
  loads[0]?.reject(failure);
  const status = 'rejected';
  expect(await both).toEqual([
    { status, reason: failure },
    { status, reason: failure },
  ]);
  const again = lazy.get();
  loads[1]?.resolve('b');
  expect([await again, loads.length]).toEqual(['B', 2]);
});

it('tries again what could be loaded and not be made', async () => {
  let tries = 0;
  const lazy = lazily(
    () => Promise.resolve('m'),
    () => {
      tries += 1;
      if (tries === 1) throw new Error('refused');
      return tries;
    },
  );
  await expect(lazy.get()).rejects.toThrow('refused');
  expect(await lazy.get()).toBe(2);
});

it('ends what was made, once', async () => {
  const { lazy, loads, ended } = openModule();
  const asked = lazy.get();
  loads[0]?.resolve('a');
  await asked;
  lazy.dispose();
  lazy.dispose();
  expect(ended).toEqual(['A']);
});

it('ends what nobody asked for by doing nothing', () => {
  const { lazy, loads, ended } = openModule();
  lazy.dispose();
  expect([loads, ended]).toEqual([[], []]);
});

it('makes nothing of what is loaded after the end', async () => {
  const { lazy, loads, made, ended } = openModule();
  const asked = lazy.get();
  lazy.dispose();
  loads[0]?.resolve('a');
  await expect(asked).rejects.toThrow('ended');
  expect([made, ended]).toEqual([[], []]);
});

it('hands a command what it was given, and its failure on', async () => {
  const given: unknown[] = [];
  const commands = {
    good: (...some: readonly unknown[]) => void given.push(some),
    bad: () => Promise.reject(new Error('no')),
  };
  const command = loadingCommand(() => Promise.resolve(commands));
  await command('good')('row', ['row', 'other']);
  expect(given).toEqual([['row', ['row', 'other']]]);
  await expect(command('bad')()).rejects.toThrow('no');
});
