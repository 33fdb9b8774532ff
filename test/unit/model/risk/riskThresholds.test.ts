import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  parsedThresholds,
  readThresholds,
  riskCodes,
  thresholdLimits,
  unusualThresholds,
  usualThresholds,
} from '../../../../src/model/risk/riskThresholds.ts';

const read = (values: Readonly<Record<string, unknown>>) => readThresholds((name) => values[name]);

it.each<readonly [string, Readonly<Record<string, unknown>>, object]>([
  ['nothing', {}, {}],
  ['one', { staleDays: 40 }, { staleDays: 40 }],
  ['parts of a day', { overdueDays: 2.6 }, { overdueDays: 3 }],
  ['too little', { overdueDays: -3, behindPercent: 0 }, { overdueDays: 1, behindPercent: 1 }],
  ['too much', { dueSoonPercent: 1e9, dueSoonDays: 400 }, { dueSoonPercent: 100, dueSoonDays: 365 }],
  ['what is no number', { staleDays: '3', overdueDays: null, dueSoonDays: Number.NaN }, {}],
  ['reasons that are off', { reasons: { noOwner: false, stale: true, else: false } }, { off: new Set(['noOwner']) }],
  ['reasons that are none', { reasons: [false] }, {}],
])('reads %s', (_, values, expected) => {
  expect(read(values)).toEqual({ ...usualThresholds, ...expected });
});

it.each<readonly [string, unknown]>([
  ['a list', []],
  ['no object', 3],
  ['an unknown name', { stale: 3 }],
  ['a number out of bounds', { staleDays: 0 }],
  ['a text', { staleDays: '30' }],
  ['an unknown reason', { reasons: { late: false } }],
  ['a reason that is no flag', { reasons: { stale: 0 } }],
])('does not take %s in an argument', (_, value) => {
  expect(parsedThresholds(value)).toBeUndefined();
});

const chosen = fc.record({
  ...Object.fromEntries(
    Object.entries(thresholdLimits).map(([name, { least, most }]) => [name, fc.integer({ min: least, max: most })]),
  ),
  reasons: fc.dictionary(fc.constantFrom(...riskCodes), fc.boolean()),
});

it('writes what is not as usual such that it is read again', () => {
  expect(unusualThresholds(usualThresholds)).toEqual({});
  fc.assert(
    fc.property(chosen, (values) => {
      const thresholds = read(values);
      expect(parsedThresholds(JSON.parse(JSON.stringify(unusualThresholds(thresholds))))).toEqual(thresholds);
    }),
  );
});

it('has the settings’ names, bounds and defaults', () => {
  const manifest: {
    readonly contributes: { readonly configuration: { readonly properties: Record<string, unknown> } };
  } = JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../../../package.json'), 'utf8'));
  const { properties } = manifest.contributes.configuration;
  const declared = Object.keys(properties).filter((name) => name.startsWith('customerGoals.risk.'));
  const numbers = Object.entries(thresholdLimits);
  expect(declared.toSorted()).toEqual(
    [...numbers.map(([name]) => name), 'reasons'].map((name) => `customerGoals.risk.${name}`).toSorted(),
  );
  const usual = new Map<string, unknown>(Object.entries(usualThresholds));
  for (const [name, { least, most }] of numbers)
    expect(properties[`customerGoals.risk.${name}`]).toMatchObject({
      type: 'integer',
      default: usual.get(name),
      minimum: least,
      maximum: most,
    });
  expect(properties['customerGoals.risk.reasons']).toMatchObject({
    default: Object.fromEntries(riskCodes.map((code) => [code, true])),
  });
});
