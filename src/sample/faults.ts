import type { Answer } from './answer.ts';
import { faultKinds, type FaultContext, type FaultKind, type FaultSettings } from './faultTable.ts';
import { operationIds, type OperationId } from './routes.ts';

/**
 * What goes wrong with the next requests. The first fault in the list that matches a request is applied to it, and no
 * other: several in a row happen one after the other.
 */
export type Fault = FaultSettings & {
  readonly kind: FaultKind;
  /** Absent: every operation. */
  readonly operation?: OperationId;
  /** How many matching requests it is applied to; absent: all until it is cleared. */
  readonly times?: number;
  /** How many matching requests pass unharmed before it begins. */
  readonly skip?: number;
  /** Milliseconds before anything else happens; fewer when the faults are cleared. */
  readonly delay?: number;
};

export type Faults = {
  readonly add: (...faults: readonly Fault[]) => void;
  readonly clear: () => void;
  /** Those still to come, in order. */
  readonly list: () => readonly Fault[];
};

export type FaultList = Faults & {
  /** The fault for this request, which it uses up. */
  readonly take: (operation: OperationId) => Fault | undefined;
  /** Is aborted by the next `clear`: what a fault holds up goes on then. */
  readonly cleared: () => AbortSignal;
};

export function faultList(): FaultList {
  let pending: readonly Fault[] = [];
  let clearing = new AbortController();
  return {
    add: (...faults) => {
      pending = [...pending, ...faults];
    },
    clear: () => {
      pending = [];
      clearing.abort();
      clearing = new AbortController();
    },
    cleared: () => clearing.signal,
    list: () => pending,
    take: (operation) => {
      const match = pending.find((fault) => fault.operation === undefined || fault.operation === operation);
      if (match === undefined) return undefined;
      pending = pending.flatMap((fault) => (fault === match ? rest(fault) : [fault]));
      return (match.skip ?? 0) > 0 ? undefined : match;
    },
  };
}

/** What is left of a fault after one matching request. */
function rest(fault: Fault): readonly Fault[] {
  if (fault.skip !== undefined && fault.skip > 0) return [{ ...fault, skip: fault.skip - 1 }];
  if (fault.times === undefined) return [fault];
  return fault.times > 1 ? [{ ...fault, times: fault.times - 1 }] : [];
}

export async function applyFault(fault: Fault, next: () => Answer, context: FaultContext): Promise<Answer> {
  await context.wait(fault.delay ?? 0);
  return faultKinds[fault.kind](fault, next, context);
}

/** For faults that come over HTTP: undefined when the value is one, else what is wrong with it. */
export function faultProblem(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return 'A fault is an object with a kind.';
  const { kind, operation, times = 1, skip = 0, delay = 0 } = value as Partial<Record<keyof Fault, unknown>>;
  if (typeof kind !== 'string' || !Object.hasOwn(faultKinds, kind)) {
    return `kind: must be one of ${Object.keys(faultKinds).join(', ')}.`;
  }
  if (operation !== undefined && !operationIds.some((known) => known === operation)) {
    return `operation: must be one of ${operationIds.join(', ')}.`;
  }
  const wrong = Object.entries({ times, skip, delay }).find(
    ([, count]) => !Number.isSafeInteger(count) || Number(count) < 0,
  );
  return wrong && `${wrong[0]}: must be a whole number.`;
}
