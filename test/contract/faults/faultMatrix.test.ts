import { inspect } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { ApiError } from '../../../src/api/errors.ts';
import { explainInOne } from '../../../src/explain.ts';
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

const expectedOf = (row: (typeof expectations)[number], { name, nature, isList }: Operation): Expectation =>
  (name === 'searchGoals' ? row.search : undefined) ?? (isList ? row.list : undefined) ?? row[nature];

const accessKey = 'key-that-no-error-may-hold';

/** On a busy machine any other answer may take longer than one cares to wait for these, and would be asked for twice. */
const timesOut: ReadonlySet<string> = new Set(['silent', 'stalledBody']);

describe.each(operations)('$name', (operation) => {
  it.each(expectations)('$fault', async (row) => {
    const expected = expectedOf(row, operation);
    const connected = await connect({
      tenant: { accessKey },
      client: { timeoutMs: timesOut.has(row.fault.kind) ? 500 : 30_000, maxBodyBytes: 300_000 },
    });
    const [goal] = (await connected.client.searchGoals({ limit: 1 })).records;
    const subject = { client: connected.client, goal: goal! };
    connected.newRequests();

    connected.tenant.faults.add({ ...row.fault, operation: operation.name });
    const { ends, error } = await outcomeOf(operation, subject);
    const requests = connected.newRequests();
    const sent = requests.filter((request) => request.startsWith(`${operation.name} `)).length;
    connected.tenant.faults.clear();
    const stored = await operation.stored(subject);

    const fault = Object.values(row.fault)
      .map((value) => (typeof value === 'object' ? JSON.stringify(value) : String(value)))
      .join(' ');
    const outcome = error?.outcome === undefined ? '' : ` (${error.outcome})`;
    const looks = requests.length - sent;
    const told = error === undefined ? '' : explainInOne(error);
    table.push(`| ${operation.name} | ${fault} | ${ends}${outcome} | ${sent} | ${looks} | ${stored} | ${told} |`);
    const { outcome: expectedOutcome, ...expectedEnd } = expected;
    expect({ ends, requests: sent, stored }).toEqual({ ...expectedEnd, stored: expected.stored ? 1 : 0 });
    expect(operation.nature === 'create' ? error?.outcome : undefined).toBe(expectedOutcome);
    // A person is sent for another key where the tenant itself refused this one, and nowhere else.
    expect(/regenerated/.test(told)).toBe(error?.kind === 'unauthorized' && error.answeredBy === 'tenant');
    expect(`${inspect(error, { depth: 10, showHidden: true })} ${error?.stack}`).not.toContain(accessKey);
  });
});

afterAll(() => {
  const head =
    '| operation | fault | ends as | sent | looks | stored | what the person is told |\n|---|---|---|---|---|---|---|';
  process.stdout.write(
    `\n${head}\n${table.join('\n')}\n\n${table.length} cases: ${operations.length} operations x ${expectations.length} faults\n`,
  );
});
