import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as timer } from 'node:timers/promises';
import type { GoalInput } from '../api/schema.ts';
import { failure, send, success, type Answer } from './answer.ts';
import { checkGoalInput } from './check.ts';
import { control, controlPath } from './control.ts';
import { applyFault, faultList, type FaultList, type Faults } from './faults.ts';
import { operations, replaced, type Call } from './operations.ts';
import { rateLimit } from './rateLimit.ts';
import { Refusal } from './refusal.ts';
import { checkHost, checkKey, readJson } from './request.ts';
import { requestLog, type Entry, type LoggedRequest, type RequestLog } from './requestLog.ts';
import { allowedMethods, operationTakesBody, routeOf } from './routes.ts';
import { openTenantData, type TenantData } from './tenantData.ts';

export type { Fault, Faults } from './faults.ts';
export type { LoggedRequest } from './requestLog.ts';

export type SampleTenant = {
  /** The origin, `http://127.0.0.1:<port>`; the operations are below `/v1`. */
  readonly url: string;
  readonly accessKey: string;
  /** The last few thousand, oldest first. */
  readonly requests: readonly LoggedRequest[];
  readonly faults: Faults;
  /** Lines of the folder's journal that were skipped because they were not understood. */
  readonly brokenLines: () => number;
  /** Cuts what is open and resolves when the port is free; a second call is the first. */
  readonly close: () => Promise<void>;
};

export type SampleTenantOptions = {
  /** Absent or 0: a free one. */
  readonly port?: number;
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

/** Rejects when the port is taken or the folder cannot be used. Listens on 127.0.0.1 only. */
export async function startSampleTenant(options: SampleTenantOptions = {}): Promise<SampleTenant> {
  const tenant = openTenant(options);
  const stop = new AbortController();
  const server = createServer((request, response) => void serve(tenant, request, response, stop.signal));
  try {
    await listen(server, options.port ?? 0);
  } catch (error) {
    tenant.data.close();
    throw error;
  }
  const { accessKey, faults, data, log } = tenant;
  let closing: Promise<void> | undefined;
  return {
    url: originOf(server),
    accessKey,
    requests: log.requests,
    faults,
    brokenLines: data.brokenLines,
    close: () => (closing ??= close(server, stop).finally(data.close)),
  };
}

type Tenant = {
  readonly accessKey: string;
  readonly data: TenantData;
  readonly log: RequestLog;
  readonly faults: FaultList;
  readonly now: () => Date;
  readonly withinLimit: () => boolean;
  readonly control: boolean;
};

function openTenant(options: SampleTenantOptions): Tenant {
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

async function serve(
  tenant: Tenant,
  request: IncomingMessage,
  response: ServerResponse,
  signal: AbortSignal,
): Promise<void> {
  const { method = '', url: path = '' } = request;
  const entry = tenant.log.begin({ method, path, at: tenant.now() });
  response.on('close', () => {
    if (!response.writableFinished) entry.aborted = true;
  });
  const answer = await answerTo(tenant, request, entry, signal).catch(failure);
  entry.status = answer.status;
  await send(response, answer, signal);
}

/** Rejects with a Refusal. */
async function answerTo(tenant: Tenant, request: IncomingMessage, entry: Entry, signal: AbortSignal): Promise<Answer> {
  const path = entry.path.split('?', 1)[0]!;
  checkHost(request);
  if (tenant.control && path.startsWith(controlPath)) {
    checkKey(request, tenant.accessKey);
    return control(request, path, { faults: tenant.faults, requests: tenant.log.requests });
  }
  if (entry.method === 'OPTIONS') return { status: 204, headers: { allow: allowedMethods(path) }, body: '' };
  const { operationId, goalId } = routeOf(entry.method, path);
  entry.operationId = operationId;
  checkKey(request, tenant.accessKey);
  if (!tenant.withinLimit()) throw new Refusal(429, 'throttled', 'More than the allowed number of requests a minute.');
  const body = operationTakesBody(operationId) ? await readJson(request) : undefined;
  if (body !== undefined) entry.body = body;

  const call: Call = { data: tenant.data, now: tenant.now, goalId, body };
  const handle = (): Answer => handled(() => operations[operationId](call), tenant.data);
  const fault = tenant.faults.take(operationId);
  if (fault === undefined) return handle();
  return applyFault(fault, handle, {
    wait: (milliseconds) => waitUntil(milliseconds, signal),
    changeGoal: (changes) => changeGoal(call, changes),
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

/** As somebody else in the tenant would: by an update of everything, with some of it other than it was. */
function changeGoal({ data, goalId, now }: Call, changes: Partial<GoalInput> | undefined): void {
  const before = data.goal(goalId);
  if (before === undefined) return;
  const input = checkGoalInput(
    inputOf({ ...before, ...(changes ?? { Name: `${before.Name} (revised)` }) }),
    data.directory,
    before,
  );
  data.putGoal(replaced(data, before, input, now));
}

function inputOf({
  Name,
  CompanyId,
  Description,
  TemplateId,
  Status,
  OwnerId,
  TargetDate,
}: Partial<GoalInput>): unknown {
  // Through JSON, as over the wire: what is undefined is absent.
  return JSON.parse(JSON.stringify({ Name, Description, CompanyId, TemplateId, Status, OwnerId, TargetDate }));
}

async function waitUntil(milliseconds: number, signal: AbortSignal): Promise<void> {
  // A server that stops ends the wait; there is nobody left to tell.
  if (milliseconds > 0) await timer(milliseconds, undefined, { signal }).catch(() => {});
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
}

function originOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The sample tenant has no port.');
  return `http://127.0.0.1:${address.port}`;
}

function close(server: Server, stop: AbortController): Promise<void> {
  stop.abort();
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeAllConnections();
  });
}
