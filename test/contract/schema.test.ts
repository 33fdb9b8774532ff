import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, expectTypeOf, it, onTestFinished } from 'vitest';
import type { Client } from '../../src/api/client.ts';
import type {
  GoalRecord,
  GoalInput,
  GoalMetricRecord,
  GoalMetricInput,
  GoalPageRecord,
  goalStatuses,
  GoalTemplate,
  SearchRequest,
} from '../../src/api/schema.ts';
import type { components, operations } from './contractTypes.ts';
import { generateTypes, typesFile } from './generateTypes.ts';

type Schemas = components['schemas'];

/** What the contract says with what is known of real tenants: a status may be one that the tenant's admin defined. */
type Real<T> = { [K in keyof T]: T[K] extends Schemas['GoalStatus'] | undefined ? string : T[K] };

/** An answer as it is parsed: the contract demands no field of it, and without these it would be of no use. */
type Parsed<T, There extends keyof T> = Real<Required<Pick<T, There>> & Omit<T, There>>;

type DataOf<Operation extends keyof operations> = NonNullable<
  operations[Operation]['responses'][200]['content']['application/json']['data']
>;

describe('the types of the contract', () => {
  it('are those that the contract makes; npm run contract:types writes them', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'contract-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, 'types.ts');
    await generateTypes(file);
    expect(await readFile(typesFile, 'utf8')).toBe(await readFile(file, 'utf8'));
  });
});

/** Held by the type checker: an expectation that is not met does not compile. */
describe('our types', () => {
  it('say what the contract says of what is answered', () => {
    expectTypeOf<GoalRecord>().toEqualTypeOf<Parsed<Schemas['Goal'], 'Gsid' | 'Name' | 'CompanyId'>>();
    expectTypeOf<GoalTemplate>().toEqualTypeOf<Parsed<Schemas['GoalTemplate'], 'id' | 'name' | 'isActive'>>();
    expectTypeOf<GoalMetricRecord>().toEqualTypeOf<Parsed<Schemas['GoalMetric'], 'Gsid' | 'Name' | 'GoalId'>>();
    expectTypeOf<keyof GoalPageRecord>().toEqualTypeOf<keyof DataOf<'searchGoals'>>();
    expectTypeOf<(typeof goalStatuses)[number]>().toEqualTypeOf<Schemas['GoalStatus']>();
  });

  it('say what the contract says of what is sent', () => {
    expectTypeOf<GoalInput>().toEqualTypeOf<Real<Schemas['GoalInput']>>();
    expectTypeOf<GoalMetricInput>().toEqualTypeOf<Real<Schemas['GoalMetricInput']>>();
    expectTypeOf<SearchRequest>().toExtend<Schemas['SearchRequest']>();
    expectTypeOf<keyof SearchRequest>().toEqualTypeOf<keyof Schemas['SearchRequest']>();
  });

  it('have a method for each operation', () => {
    expectTypeOf<keyof operations>().toExtend<keyof Client>();
  });
});
