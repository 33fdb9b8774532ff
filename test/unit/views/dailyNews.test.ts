import { describe, expect, it } from 'vitest';
import type { LoadState } from '../../../src/model/goalStore.ts';
import { KeptValue } from '../../../src/model/views/keptValue.ts';
import { DailyNews } from '../../../src/views/dailyNews.ts';

const at = (day: number, hour = 9): Date => new Date(2031, 5, day, hour);

const opened = () => {
  const values = new Map<string, unknown>();
  const memory = {
    get: (key: string): unknown => values.get(key),
    update: async (key: string, value: unknown): Promise<void> => void values.set(key, value),
  };
  const world = {
    isOn: true,
    isFocused: true,
    tenant: 'a.example' as string | undefined,
    now: at(2),
    news: 3,
    state: { kind: 'loaded', at: at(2) } as LoadState,
    refreshes: 0,
    told: [] as number[],
  };
  const window = (): DailyNews =>
    new DailyNews({
      store: {
        get state() {
          return world.state;
        },
        refresh: async () => void (world.refreshes += 1),
      },
      isOn: () => world.isOn,
      isFocused: () => world.isFocused,
      tenant: () => world.tenant,
      told: new KeptValue(memory, 'newsToldOn', (value) => (typeof value === 'string' ? value : '')),
      news: () => new Set(Array.from({ length: world.news }, (_, id) => String(id))),
      now: () => world.now,
      tell: (goals) => void world.told.push(goals),
    });
  return { world, window };
};

describe('the news of a day', () => {
  it('is told once, in one of all windows', () => {
    const { world, window } = opened();
    const [one, other] = [window(), window()];
    for (const each of [one, one, other]) each.check();
    world.news = 5;
    one.check();
    expect(world.told).toEqual([3]);
  });

  it.each([
    ['nobody asked for it', { isOn: false }],
    ['there is none', { news: 0 }],
    ['the person is in another window', { isFocused: false }],
    ['no tenant is connected', { tenant: undefined }],
    ['the goals are on their way', { state: { kind: 'loading', loaded: 0, total: 9, asOf: at(2) } }],
    ['nothing could be loaded', { state: { kind: 'disconnected' } }],
  ] as const)('is not told where %s, and told once that is otherwise', (_, changes) => {
    const { world, window } = opened();
    const before = { ...world };
    Object.assign(world, changes);
    const daily = window();
    daily.check();
    expect(world.told).toEqual([]);
    Object.assign(world, before);
    daily.check();
    expect(world.told).toEqual([3]);
  });

  it('is told of goals of that day, which are asked for once', () => {
    const { world, window } = opened();
    const daily = window();
    daily.check();
    world.now = at(3);
    for (let look = 0; look < 3; look += 1) daily.check();
    expect([world.refreshes, world.told]).toEqual([1, [3]]);
    Object.assign(world, { state: { kind: 'loaded', at: at(3) }, news: 4 });
    daily.check();
    expect([world.refreshes, world.told]).toEqual([1, [3, 4]]);
  });

  it('is told of each tenant', () => {
    const { world, window } = opened();
    const daily = window();
    daily.check();
    world.tenant = 'b.example';
    daily.check();
    daily.check();
    expect(world.told).toEqual([3, 3]);
  });
});
