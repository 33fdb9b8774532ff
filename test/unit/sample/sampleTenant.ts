import { afterEach } from 'vitest';
import type { Goal, GoalInput, GoalMetric } from '../../../src/api/schema.ts';
import { startSampleTenant, type SampleTenant, type SampleTenantOptions } from '../../../src/sample/server.ts';

export type Reply = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
};

const open = new Set<SampleTenant>();

afterEach(async () => {
  await Promise.all([...open].map((tenant) => tenant.close()));
  open.clear();
});

/** A tenant without a rate limit that is closed after the test. */
export async function startTenant(options: SampleTenantOptions = {}): Promise<SampleTenant> {
  const tenant = await startSampleTenant({ requestsPerMinute: Infinity, ...options });
  open.add(tenant);
  return tenant;
}

/** `POST /goals {…}` with the key; `init` overrides what is sent. */
export async function call(tenant: SampleTenant, line: string, body?: unknown, init: RequestInit = {}): Promise<Reply> {
  const [method = '', path = ''] = line.split(' ');
  const headers = {
    accessKey: tenant.accessKey,
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  };
  const url = path.startsWith('/__') ? `${tenant.url}${path}` : `${tenant.url}/v1${path}`;
  const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
  const response = await fetch(url, { method, headers, redirect: 'manual', ...sent, ...init });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** `data` of an answer that has to be a success. */
export async function ask<T>(tenant: SampleTenant, line: string, body?: unknown): Promise<T> {
  const { status, text } = await call(tenant, line, body);
  const answer = JSON.parse(text);
  if (status !== 200 || answer.result !== true) throw new Error(`${line}: ${status} ${text}`);
  return answer.data;
}

/** `400 GSOBJ_1007 Name: is required.` */
export async function refusal(tenant: SampleTenant, line: string, body?: unknown, init?: RequestInit): Promise<string> {
  const { status, text } = await call(tenant, line, body, init);
  const { result, errorCode, errorDesc } = JSON.parse(text);
  return result === false ? `${status} ${errorCode} ${errorDesc}` : `${status} accepted`;
}

export type Page = { readonly records: readonly Goal[]; readonly totalCount: number };

export function search(tenant: SampleTenant, request: unknown = {}): Promise<Page> {
  return ask(tenant, 'POST /goals/search', request);
}

export async function anyGoal(tenant: SampleTenant): Promise<Goal> {
  return (await search(tenant, { limit: 1 })).records[0]!;
}

export function inputOf({ Name, Description, CompanyId, TemplateId, Status, OwnerId, TargetDate }: Goal): GoalInput {
  return JSON.parse(JSON.stringify({ Name, Description, CompanyId, TemplateId, Status, OwnerId, TargetDate }));
}

export function metricsOf(tenant: SampleTenant, goal: Goal): Promise<readonly GoalMetric[]> {
  return ask(tenant, `GET /goals/${goal.Gsid}/metrics`);
}
