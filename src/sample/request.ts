import { parseJson } from '../json.ts';
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { badField, Refusal } from './refusal.ts';

export const largestBody = 1024 * 1024;
const ownHosts = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i;

/** A page in a browser can point a name of its own at this computer, but it cannot send another name than that. */
export function checkHost({ headers }: IncomingMessage): void {
  if (ownHosts.test(headers.host ?? '')) return;
  throw new Refusal(421, 'noRoute', 'The sample tenant is called 127.0.0.1 or localhost, and nothing else.');
}

export function checkKey({ headers }: IncomingMessage, accessKey: string): void {
  const sent = headers['accesskey'];
  if (typeof sent === 'string' && sameText(sent, accessKey)) return;
  const what = sent === undefined ? 'The header accessKey is missing.' : 'The access key is not accepted.';
  throw new Refusal(401, 'badKey', what);
}

/** How long it takes tells nothing of how much is right. */
function sameText(left: string, right: string): boolean {
  return timingSafeEqual(digest(left), digest(right));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** Throws a Refusal unless the request carries JSON of a bearable size. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw badField('wrongType', 'Body', `content type '${type}' is not application/json`);
  }
  return bodyOf(await readText(request));
}

/** Reads to the end what is too long, without keeping it: a client that is cut off while it sends never sees why. */
async function readText(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length <= largestBody) parts.push(part);
  }
  if (length > largestBody) throw new Refusal(413, 'tooLong', `Body: is longer than ${largestBody} bytes.`);
  return Buffer.concat(parts).toString('utf8');
}

function bodyOf(text: string): unknown {
  const body = parseJson(text);
  if (body === undefined) throw badField('wrongType', 'Body', 'is not JSON');
  return body;
}
