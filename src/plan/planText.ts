import { createHash } from 'node:crypto';
import { isRecord, parseJson } from '../json.ts';
import type { Entry } from './ledger.ts';
import type { Plan, Step } from './plan.ts';
import { isEntry, isPlan, isSteps } from './readPlan.ts';
import { isSettled } from './stepState.ts';

/** A plan as it is on disk. */
export type StoredPlan = {
  readonly plan: Plan;
  /** What is being sent; absent as long as nothing is. */
  readonly begun?: Begun;
  readonly entries: readonly Entry[];
};

/** @param since the tenant's time before anything was sent */
export type Begun = { readonly steps: readonly Step[]; readonly since: string };

/** One line of a journal: a checksum, and JSON. */
export const lineOf = (value: unknown): string => {
  const json = JSON.stringify(value);
  return `${checksum(json)} ${json}\n`;
};

/** The plan, and what was sent of it; undefined where that cannot be known. A line that was never ended says of nothing that it was sent. */
export const readPlanText = (text: string): StoredPlan | undefined => {
  const lines = text.split('\n').slice(0, -1).map(lineIn);
  const plan = lines[0]?.plan;
  const isDamaged = lines.includes(undefined);
  if (plan === undefined) return undefined;
  const begun = lines.find((line) => line?.begun !== undefined)?.begun;
  if (begun === undefined) return isDamaged ? undefined : { plan, entries: [] };
  const entries = lines.flatMap((line) => line?.entry ?? []);
  return { plan, begun, entries: isDamaged ? [...entries, ...doubtsOf(begun, entries)] : entries };
};

/** What one line says. */
type Line = { readonly plan?: Plan; readonly begun?: Begun; readonly entry?: Entry };

/** Undefined for a line that cannot be read. */
const lineIn = (line: string): Line | undefined => {
  const [, sum = '', json = ''] = /^([0-9a-f]{64}) (.*)$/s.exec(line) ?? [];
  const value = checksum(json) === sum ? parseJson(json) : undefined;
  if (isEntry(value)) return { entry: value };
  if (isBegun(value)) return { begun: value };
  return isPlan(value) ? { plan: value } : undefined;
};

const isBegun = (value: unknown): value is Begun =>
  isRecord(value) && typeof value['since'] === 'string' && isSteps(value['steps']);

/** A line that cannot be read may have said of any create that it is on its way. */
const doubtsOf = ({ steps, since }: Begun, entries: readonly Entry[]): readonly Entry[] => {
  const last = new Map(entries.map(({ step, state }) => [step, state]));
  return steps
    .filter(({ kind, key }) => kind !== 'update' && !isSettled(last.get(key)))
    .map(({ key }): Entry => ({ step: key, state: { kind: 'inDoubt', since } }));
};

const checksum = (json: string): string => createHash('sha256').update(json).digest('hex');
