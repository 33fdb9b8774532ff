// A canned tenant in a process of its own: `node goalServer.ts <goals> <page size>`. Writes its addresses as one line
// of JSON: answering at once, zipped, after 50 ms, and with 100 goals that changed at each search that has a filter.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';

const [goals = 100_000, pageSize = 5000] = process.argv.slice(2).map(Number);
const goalsToACompany = 20;
const statuses = ['Not Started', 'In Progress', 'Achieved', 'Missed'];
const idOf = (kind: number, index: number): string => `1P${kind}${String(index).padStart(15, '0')}`;

const goalOf = (index: number) => {
  const company = Math.floor(index / goalsToACompany);
  const time = new Date(Date.UTC(2026, 0, 1) + index * 61_007).toISOString();
  return {
    Gsid: idOf(1, index),
    Name: `Roll out step ${index % 97} of plan ${index} for their teams`,
    CompanyId: idOf(2, company),
    CompanyName: `Company ${(company * 7919) % 5003} Incorporated`,
    TemplateId: idOf(3, index % 12),
    Status: statuses[index % 4],
    OwnerId: idOf(4, index % 40),
    OwnerName: `Owner Number ${index % 40}`,
    TargetDate: time.slice(0, 10),
    CompletionPercentage: (index * 13) % 101,
    CreatedDate: time,
    ModifiedDate: time,
  };
};

type Page = { readonly plain: Buffer; readonly zipped: Buffer };
const pages = new Map<number, Page>();
/** Pages of more goals than these are made when they are asked for, and not zipped. */
const mostKept = 200_000;

const pageAt = (offset: number): Page => {
  const known = pages.get(offset);
  if (known !== undefined) return known;
  const count = Math.max(0, Math.min(pageSize, goals - offset));
  const records = Array.from({ length: count }, (_, i) => goalOf(offset + i));
  const plain = Buffer.from(JSON.stringify({ result: true, data: { records, totalCount: goals } }));
  if (goals > mostKept) return { plain, zipped: plain };
  const page = { plain, zipped: gzipSync(plain, { level: 6 }) };
  pages.set(offset, page);
  return page;
};

const nothing = Buffer.from('{"result":true,"data":{"records":[],"totalCount":0}}');

/** Goals all over the tenant, in another version at each look. */
let looks = 0;
const changedGoals = (): Buffer => {
  looks += 1;
  const count = 100;
  const records = Array.from({ length: count }, (_, i) => {
    const goal = goalOf(Math.floor((i * goals) / count));
    return { ...goal, Name: `Look ${looks} at ${i}`, ModifiedDate: new Date(Date.now() + looks).toISOString() };
  });
  return Buffer.from(JSON.stringify({ result: true, data: { records, totalCount: count } }));
};

type Habits = { readonly latencyMs: number; readonly zips: boolean; readonly changes?: boolean };

const textOf = async (request: IncomingMessage): Promise<string> => {
  request.setEncoding('utf8');
  let text = '';
  for await (const part of request) text += String(part);
  return text;
};

const answer = async (request: IncomingMessage, response: ServerResponse, habits: Habits): Promise<void> => {
  const { offset, where }: { offset: number; where?: unknown } = JSON.parse(await textOf(request));
  if (habits.latencyMs > 0) await wait(habits.latencyMs);
  const found = habits.changes === true ? changedGoals() : nothing;
  const { plain, zipped } = where === undefined ? pageAt(offset) : { plain: found, zipped: found };
  const isZipped = habits.zips && zipped !== plain && /gzip/.test(String(request.headers['accept-encoding']));
  const body = isZipped ? zipped : plain;
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': body.length,
    ...(isZipped ? { 'content-encoding': 'gzip' } : {}),
  });
  response.end(body);
};

const listen = async (habits: Habits): Promise<string> => {
  const server = createServer((request, response) => {
    answer(request, response, habits).catch((error: unknown) => response.destroy(Object(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return `http://127.0.0.1:${address.port}`;
};

const kept = goals <= mostKept ? goals : 0;
for (let offset = 0; offset < kept; offset += pageSize) pageAt(offset);
// Ours overlaps its pages by a row.
for (let offset = pageSize - 1; offset < kept; offset += pageSize - 1) pageAt(offset);
const urls = {
  plain: await listen({ latencyMs: 0, zips: false }),
  zipped: await listen({ latencyMs: 0, zips: true }),
  slow: await listen({ latencyMs: 50, zips: false }),
  changing: await listen({ latencyMs: 0, zips: false, changes: true }),
};
process.stdout.write(`${JSON.stringify(urls)}\n`);
