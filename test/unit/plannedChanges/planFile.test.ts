import { expect, it } from 'vitest';
import type { Intent } from '../../../src/plan/intent.ts';
import { partOf } from '../../../src/plan/plan.ts';
import { never, opened, rename } from './openedSession.ts';

const inFile = (intent: Intent, line: number): Intent => ({ ...intent, source: { file: 'f', line } });

it('what a file plans takes the place of what it planned before, and is added to what others planned', async () => {
  const { session, newSession, goals } = await opened();
  const [a, b, c] = goals.slice(0, 3).map(rename);
  if (a === undefined || b === undefined || c === undefined) throw new Error('too few goals');
  await session.add([a]);
  await session.add([inFile(b, 1), inFile(c, 2)], { file: 'f' });
  await session.change((plan) => ({ ...plan, leftOut: [partOf.row('2')] }));
  await session.add([inFile(c, 7)], { file: 'f' });
  expect(session.rows().map(({ key, source }) => `${key} ${source?.line ?? ''}`)).toEqual(['0 ', '1 7']);
  expect(session.planned?.plan.leftOut).toEqual([partOf.row('1')]);
  const later = newSession();
  await later.load();
  expect(later.planned?.plan).toEqual(session.planned?.plan);
  // What was sent stays: another plan begins.
  await session.apply(session.toApply(), () => {}, never);
  await session.add([inFile(c, 7)], { file: 'f', replaced: session.planned?.plan.id });
  expect(session.planned?.steps).toBeUndefined();
  expect(session.planned?.plan.intents).toHaveLength(1);
}, 20_000);
