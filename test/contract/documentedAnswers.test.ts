import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { startSampleTenant, type SampleTenant } from '../../src/sample/server.ts';
import { startPrismProxy, type PrismProxy } from './prismProxy.ts';

type Operation = { readonly operationId: string; readonly responses: Readonly<Record<string, unknown>> };
type Contract = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, { readonly properties: object }>> };
};

const contract: Contract = parse(readFileSync(join(import.meta.dirname, 'openapi.yaml'), 'utf8'));

let tenant: SampleTenant;
let prism: PrismProxy;
let goal: { readonly Gsid: string; readonly CompanyId: string };

beforeAll(async () => {
  tenant = await startSampleTenant({ requestsPerMinute: Infinity });
  prism = await startPrismProxy(tenant.url);
  goal = JSON.parse(await ask('searchGoals', { limit: 1 }).then(({ text }) => text)).data.records[0];
});

afterAll(async () => {
  await prism.close();
  await tenant.close();
});

/** Where an operation is, found in the contract. */
function placeOf(operationId: string): readonly [method: string, path: string] {
  for (const [path, methods] of Object.entries(contract.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      if (operation.operationId === operationId) return [method.toUpperCase(), path];
    }
  }
  throw new Error(`The contract has no ${operationId}.`);
}

type Sent = { readonly goalId?: string; readonly accessKey?: string };

async function ask(operationId: string, body?: unknown, sent: Sent = {}): Promise<{ status: number; text: string }> {
  const { goalId = goal?.Gsid, accessKey = tenant.accessKey } = sent;
  const [method, path] = placeOf(operationId);
  const headers = { accessKey, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
  const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  const response = await fetch(`${prism.url}/v1${path.replace('{goalId}', goalId)}`, init);
  return { status: response.status, text: await response.text() };
}

const nobody = 'Z'.repeat(36);
const bodies: Readonly<Record<string, () => object>> = {
  createGoal: () => ({ Name: 'Judged', CompanyId: goal.CompanyId }),
  searchGoals: () => ({ limit: 2 }),
  updateGoal: () => ({ Name: 'Judged', CompanyId: goal.CompanyId }),
  addGoalMetric: () => ({ Name: 'Seats', TargetValue: 5 }),
};
/** Right by the contract, and wrong all the same. */
const refusedBodies: Readonly<Record<string, () => object>> = {
  createGoal: () => ({ Name: 'Judged', CompanyId: nobody }),
  searchGoals: () => ({ select: ['Colour'] }),
  updateGoal: () => ({ Name: 'x'.repeat(256), CompanyId: goal.CompanyId }),
  addGoalMetric: () => ({ Name: 'Seats', TargetValue: 5, Unit: 'x'.repeat(51) }),
};

const provoke: Readonly<Record<string, (operationId: string) => Promise<{ status: number; text: string }>>> = {
  '200': (operationId) => ask(operationId, bodies[operationId]?.()),
  '400': (operationId) => ask(operationId, refusedBodies[operationId]?.()),
  '401': (operationId) => ask(operationId, bodies[operationId]?.(), { accessKey: 'another' }),
  '404': (operationId) => ask(operationId, bodies[operationId]?.(), { goalId: nobody }),
};

const documented = Object.values(contract.paths)
  .flatMap((methods) => Object.values(methods).filter((operation) => 'operationId' in operation))
  .flatMap(({ operationId, responses }) => Object.keys(responses).map((status) => [operationId, status] as const));

describe('each answer that the contract documents', () => {
  it('is one of 21, of seven operations', () => {
    expect([documented.length, new Set(documented.map(([operationId]) => operationId)).size]).toEqual([21, 7]);
  });

  it.each(documented)('%s %s is given, and Prism lets it pass', async (operationId, status) => {
    const { status: given, text } = await provoke[status]!(operationId);
    expect([given, JSON.parse(text).result]).toEqual([Number(status), status === '200']);
    expect(tenant.requests.at(-1)).toMatchObject({ operationId, status: Number(status) });
    expect(await prism.violations()).toEqual([]);
  });
});

/** Prism lets pass what the contract does not name; a client of ours would never see it. */
describe('the fields of', () => {
  const schemaFields = (name: string): readonly string[] =>
    Object.keys(contract.components.schemas[name]!.properties).toSorted();
  const fieldsOf = (records: readonly object[]): readonly string[] =>
    [...new Set(records.flatMap((record) => Object.keys(record)))].toSorted();
  const recordsOf = async (operationId: string): Promise<readonly object[]> => {
    const { data } = JSON.parse(
      (await ask(operationId, operationId === 'searchGoals' ? { limit: 5000 } : undefined)).text,
    );
    return data.records ?? data;
  };

  it.each([
    ['Goal', 'searchGoals'],
    ['GoalTemplate', 'listGoalTemplates'],
    ['GoalMetric', 'listGoalMetrics'],
  ])('%s are those of the contract, all of them and no other', async (schema, operationId) => {
    expect(fieldsOf(await recordsOf(operationId))).toEqual(schemaFields(schema));
  });
});
