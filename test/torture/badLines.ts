import { meaningOf } from '../../src/csv/csvColumns.ts';
import { csvIntents } from '../../src/csv/csvIntents.ts';
import { readCsv } from '../../src/csv/readCsv.ts';
import { rowsOf } from '../../src/plan/makePlan.ts';
import type { PlanRow } from '../../src/plan/plan.ts';

/** Lines of the file below its first. */
export const csvLines = 1000;

/** Every fiftieth line is bad, in one way or the other. */
const isBad = (at: number): boolean => at % 50 === 7;

/** Of the bad ones, counted from 1. */
export const badLines: readonly number[] = Array.from({ length: csvLines }, (_, at) => at)
  .filter(isBad)
  .map((at) => at + 2);

/** Where the good ones are told by. */
export const csvDate = '2031-01-01';

export const csvFor = (companyId: string): string =>
  [
    'Name,CompanyId,Status,TargetDate',
    ...Array.from({ length: csvLines }, (_, at) => {
      const name = `Row ${at}`;
      if (!isBad(at)) return `${name},${companyId},Missed,${csvDate}`;
      return at % 100 === 7 ? `${name},${companyId},Missed,soon` : `${'x'.repeat(300)},${companyId},Missed,`;
    }),
  ].join('\r\n');

/** What the file comes to where nothing is known of the tenant. */
export const rowsFrom = (csv: string): readonly PlanRow[] => {
  const file = readCsv(csv, meaningOf);
  const none = (): undefined => undefined;
  const context = { file: 'f', dateOf: none, goal: none, nameOf: none, mismatch: () => '' };
  const known = {
    goal: none,
    goalsOf: () => [],
    companies: () => [],
    owners: () => [],
    templates: () => [],
  };
  return rowsOf({ intents: csvIntents(file, context), answers: {} }, known);
};
