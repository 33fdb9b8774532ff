import { expect, it } from 'vitest';
import { FormPasts } from '../../../src/form/formPasts.ts';
import { formStateOf, metricStateOf } from '../../../src/form/formState.ts';
import type { Past } from '../../../src/words/sparkText.ts';
import { openLoaded } from '../editing/openSession.ts';

const day = 86_400;
const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
const grown = (...values: readonly number[]): Past => ({
  points: (_, metricId) =>
    values.map((value, at) => ({ at: at * 7 * day, value: metricId === undefined ? value : value * 1000 })),
});

const opened = () => {
  const reads: PromiseWithResolvers<Past>[] = [];
  const told: string[] = [];
  const read = (): Promise<Past> => {
    const next = Promise.withResolvers<Past>();
    reads.push(next);
    return next.promise;
  };
  const pasts = new FormPasts({
    past: read,
    onDidRead: (goalId) => told.push(goalId),
  });
  return { pasts, reads, told, change: () => pasts.changed(['g', 'another']) };
};

it('tells a form once that a past was read, and reads it again when something changed', async () => {
  const { pasts, reads, told, change } = opened();
  const [first, second] = [grown(1, 2), grown(1, 2, 3)];
  expect([pasts.of('g'), pasts.of('g')]).toEqual([undefined, undefined]);
  reads[0]?.resolve(first);
  await settled();
  expect([told, pasts.of('g')]).toEqual([['g'], first]);
  change();
  // What was drawn stays until there is more.
  expect(pasts.of('g')).toBe(first);
  reads[1]?.resolve(second);
  await settled();
  expect([told, pasts.of('g'), reads.length]).toEqual([['g', 'g'], second, 2]);
});

it('hears nothing of a read that a later one overtook, or whose form is closed', async () => {
  const { pasts, reads, told, change } = opened();
  pasts.of('g');
  change();
  pasts.of('g');
  reads[0]?.resolve(grown(1, 2));
  await settled();
  expect(told).toEqual([]);
  pasts.forget('g');
  reads[1]?.resolve(grown(1, 2));
  await settled();
  expect(told).toEqual([]);
});

it('reads each of very many once, however often their forms are told', async () => {
  const ids = Array.from({ length: 200 }, (_, at) => `goal-${at}`);
  let reads = 0;
  const pasts: FormPasts = new FormPasts({
    past: () => {
      reads += 1;
      return Promise.resolve(grown(1, 2));
    },
    // As forms of which one has something new may all be told.
    onDidRead: () => ids.forEach((id) => pasts.of(id)),
  });
  ids.forEach((id) => pasts.of(id));
  await settled();
  expect(reads).toBe(200);
});

it('draws nothing of another tenant’s goal of the same id', async () => {
  const { pasts, reads, told } = opened();
  pasts.of('g');
  reads[0]?.resolve(grown(1, 2));
  await settled();
  pasts.changed('all');
  expect([pasts.of('g'), reads.length]).toEqual([undefined, 2]);
  pasts.changed('all');
  reads[1]?.resolve(grown(1, 2));
  await settled();
  expect(told).toEqual(['g']);
});

it('draws the completion and the metrics once there are two points', async () => {
  const { parts, session } = await openLoaded();
  const words = (past: Past | undefined) => [
    formStateOf(parts, past).facts?.spark?.words,
    ...metricStateOf(session.metric, [], past && ((metricId) => past.points('g', metricId))).rows.map(
      ({ spark }) => spark?.words,
    ),
  ];
  const metrics = session.metric.list.value?.length ?? 0;
  expect(metrics).toBeGreaterThan(0);
  const none = Array.from({ length: metrics + 1 }, () => undefined);
  expect([words(undefined), words(grown()), words(grown(40))]).toEqual([none, none, none]);
  expect(words(grown(40, 60, 65))).toEqual([
    '40% → 65% in 2 weeks',
    ...Array.from({ length: metrics }, () => '40,000 → 65,000 in 2 weeks'),
  ]);
});
