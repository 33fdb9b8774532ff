import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { setTimeout as timer } from 'node:timers/promises';
import { isRecord } from '../json.ts';
import { failure, success, type Answer } from './answer.ts';
import { control, controlPath } from './control.ts';
import { applyFault, faultList, type FaultList } from './faults.ts';
import { changeBehind, inputOf, operations, type Call } from './operations.ts';
import { rateLimit } from './rateLimit.ts';
import { Refusal } from './refusal.ts';
import { checkHost, checkKey, readJson } from './request.ts';
import { requestLog, type Entry, type RequestLog } from './requestLog.ts';
import { allowedMethods, operationTakesBody, routeOf, type OperationId } from './routes.ts';
import { openTenantData, type TenantData } from './tenantData.ts';

/** Everything that answers a request, without the socket. */
export type Tenant = {
  readonly accessKey: string;
  readonly data: TenantData;
  readonly log: RequestLog;
  readonly faults: FaultList;
  readonly now: () => Date;
  readonly withinLimit: () => boolean;
  readonly control: boolean;
};

export type TenantOptions = {
  /** Absent: a random one. */
  readonly accessKey?: string;
  /** Where edits are kept, for this server and any other that is given the same; absent: in memory. */
  readonly folder?: string;
  readonly goals?: number;
  readonly now?: () => Date;
  /** Infinity turns the limit off. */
  readonly requestsPerMinute?: number;
  /** Serves `/__sample/…` to who has the access key. */
  readonly control?: boolean;
};

const defaultGoals = 240;
const serviceLimit = 100;

export function openTenant(options: TenantOptions): Tenant {
  const { folder, goals = defaultGoals, now = () => new Date() } = options;
  return {
    accessKey: options.accessKey ?? randomBytes(24).toString('base64url'),
    data: openTenantData({ goals, now, ...(folder === undefined ? {} : { folder }) }),
    log: requestLog(),
    faults: faultList(),
    now,
    withinLimit: rateLimit(options.requestsPerMinute ?? serviceLimit, now),
    control: options.control ?? false,
  };
}

/** Rejects with a Refusal. The entry of the log is filled in as the request is understood. */
export async function answerTo(
  tenant: Tenant,
  request: IncomingMessage,
  entry: Entry,
  stop: AbortSignal,
): Promise<Answer> {
  const path = entry.path.split('?', 1)[0]!;
  checkHost(request);
  if (tenant.control && path.startsWith(controlPath)) return controlled(tenant, request, path);
  if (entry.method === 'OPTIONS') return { status: 204, headers: { allow: allowedMethods(path) }, body: '' };
  const { operationId, goalId } = routeOf(entry.method, path);
  entry.operationId = operationId;
  admit(tenant, request);
  const body = operationTakesBody(operationId) ? await readJson(request) : undefined;
  if (body !== undefined) entry.body = body;
  return carryOut(tenant, operationId, { data: tenant.data, now: tenant.now, goalId, body }, stop);
}

function controlled(tenant: Tenant, request: IncomingMessage, path: string): Promise<Answer> {
  checkKey(request, tenant.accessKey);
  return control(request, path, { faults: tenant.faults, requests: tenant.log.requests });
}

function admit({ accessKey, withinLimit }: Tenant, request: IncomingMessage): void {
  checkKey(request, accessKey);
  if (!withinLimit()) throw new Refusal(429, 'throttled', 'More requests in this minute than the tenant allows.');
}

async function carryOut(
  { faults, data }: Tenant,
  operationId: OperationId,
  call: Call,
  stop: AbortSignal,
): Promise<Answer> {
  let asHandled = call;
  const handle = (): Answer => handled(() => operations[operationId](asHandled), data);
  const fault = faults.take(operationId);
  if (fault === undefined) return handle();
  return applyFault(fault, handle, {
    wait: (milliseconds) => waitUntil(milliseconds, AbortSignal.any([stop, faults.cleared()])),
    changeGoal: (changes) => changeBehind(call, changes),
    rewrite: (change) => {
      const before = data.goal(call.goalId);
      const body = change(isRecord(call.body) ? call.body : {}, before === undefined ? {} : inputOf(before));
      asHandled = { ...call, body };
    },
  });
}

function handled(operate: () => unknown, data: TenantData): Answer {
  try {
    data.catchUp();
    return success(operate());
  } catch (error) {
    return failure(error);
  }
}

async function waitUntil(milliseconds: number, stop: AbortSignal): Promise<void> {
  // Whoever ends the wait wants what comes next, or has nobody left to tell.
  if (milliseconds > 0) await timer(milliseconds, undefined, { signal: stop }).catch(() => {});
}
