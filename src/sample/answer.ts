import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { ServerResponse } from 'node:http';
import { Refusal } from './refusal.ts';

/** Faults end an answer otherwise than whole: see the table of faults for what they stand for. */
export type Ending = 'whole' | 'cut' | 'half' | 'silent' | 'stalled' | 'endless' | 'switched';

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as it is; anything but a string or bytes goes as JSON. */
  readonly body: unknown;
  readonly ending?: Ending;
};

export function success(data: unknown): Answer {
  return { status: 200, headers: answerHeaders(randomUUID()), body: { result: true, data } };
}

export function withBody(answer: Answer, body: unknown): Answer {
  return { ...answer, body };
}

/** A fault of the tenant's own, such as a full disk, is told as the service tells one. */
export function failure(error: unknown): Answer {
  const { status, errorCode, message: errorDesc, headers } = error instanceof Refusal ? error : unexpected(error);
  const requestId = randomUUID();
  const body = { result: false, errorCode, errorDesc, requestId };
  return { status, headers: { ...answerHeaders(requestId), ...headers }, body };
}

function unexpected(error: unknown): Refusal {
  return new Refusal(
    500,
    'unexpected',
    `The sample tenant failed: ${error instanceof Error ? error.message : String(error)}`,
  );
}

function answerHeaders(requestId: string): Readonly<Record<string, string>> {
  return {
    'content-type': 'application/json;charset=UTF-8',
    'cache-control': 'no-store',
    'x-gs-request-id': requestId,
  };
}

/** Resolves when the answer, or as much of it as its ending allows, was handed over; `signal` ends an endless one. */
export async function send(response: ServerResponse, answer: Answer, signal: AbortSignal): Promise<void> {
  const bytes = bytesOf(answer.body);
  await endings[answer.ending ?? 'whole'](response, answer, bytes, signal);
}

type Send = (response: ServerResponse, answer: Answer, bytes: Buffer, signal: AbortSignal) => void | Promise<void>;

const endings: Readonly<Record<Ending, Send>> = {
  whole: (response, answer, bytes) => {
    writeHead(response, answer, bytes).end(bytes);
  },
  cut: (response) => {
    response.destroy();
  },
  half: (response, answer, bytes) => {
    writeHead(response, answer, bytes).write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => response.destroy());
  },
  silent: () => {},
  switched: (response) => {
    response.socket?.end('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
  },
  stalled: (response, answer, bytes) => {
    writeHead(response, answer, bytes).write(bytes.subarray(0, Math.ceil(bytes.length / 2)));
  },
  endless: async (response, answer, bytes, signal) => {
    response.writeHead(answer.status, answer.headers);
    response.write(bytes.subarray(0, -1));
    const more = Buffer.alloc(64 * 1024, ' ');
    while (!signal.aborted && !response.destroyed) {
      if (!response.write(more)) await wait(1);
    }
  },
};

function writeHead(response: ServerResponse, { status, headers }: Answer, bytes: Buffer): ServerResponse {
  const length = status === 204 ? {} : { 'content-length': bytes.length };
  return response.writeHead(status, { ...headers, ...length });
}

function bytesOf(body: unknown): Buffer {
  if (Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}
