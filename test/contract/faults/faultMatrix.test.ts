import { inspect } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { ApiError } from '../../../src/api/errors.ts';
import { connect } from '../../unit/api/connectedClient.ts';
import { expectations, type Expectation } from './expectations.ts';
import { operations, type Operation, type Subject } from './operations.ts';

const table: string[] = [];

const outcomeOf = async (operation: Operation, subject: Subject): Promise<{ ends: string; error?: ApiError }> => {
  try {
    await operation.run(subject);
    return { ends: 'ok' };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { ends: error.kind, error };
  }
};

const expectedOf = (row: (typeof expectations)[number], operation: Operation): Expectation =>
  row.fault.kind === 'nothingMatches' && operation.isList
    ? { ends: 'ok', requests: 1, stored: false }
    : row[operation.nature];

const accessKey = 'key-that-no-error-may-hold';

describe.each(operations)('$name', (operation) => {
  it.each(expectations)('$fault', async (row) => {
    const expected = expectedOf(row, operation);
    const connected = await connect({ tenant: { accessKey }, client: { timeoutMs: 250, maxBodyBytes: 300_000 } });
    const [goal] = (await connected.client.searchGoals({ limit: 1 })).records;
    const subject = { client: connected.client, goal: goal! };
    connected.newRequests();

    connected.tenant.faults.add({ ...row.fault, operation: operation.name });
    const { ends, error } = await outcomeOf(operation, subject);
    const requests = connected.newRequests();
    const sent = requests.filter((request) => request.startsWith(`${operation.name} `)).length;
    connected.tenant.faults.clear();
    const stored = await operation.stored(subject);

    const fault = Object.values(row.fault).map(String).join(' ');
    const outcome = error?.outcome === undefined ? '' : ` (${error.outcome})`;
    table.push(
      `| ${operation.name} | ${fault} | ${ends}${outcome} | ${sent} | ${requests.length - sent} | ${stored} |`,
    );
    expect({ ends, requests: sent, stored }).toEqual({ ...expected, stored: expected.stored ? 1 : 0 });
    // A create that failed says whether trying again is safe: not while the tenant may still be at it.
    const isSafe = error?.kind !== 'timeout';
    expect(operation.nature === 'create' ? error?.outcome : undefined).toBe(
      operation.nature === 'create' && error !== undefined ? (isSafe ? 'notStored' : 'unknown') : undefined,
    );
    expect(`${inspect(error, { depth: 10, showHidden: true })} ${error?.stack}`).not.toContain(accessKey);
  });
});

afterAll(() => {
  const head = '| operation | fault | ends as | sent | looks | stored |\n|---|---|---|---|---|---|';
  process.stdout.write(
    `\n${head}\n${table.join('\n')}\n\n${table.length} cases: ${operations.length} operations x ${expectations.length} faults\n`,
  );
});
