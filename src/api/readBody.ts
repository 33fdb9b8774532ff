import type { FetchResponse } from './transport.ts';

/** The body was longer than allowed; the rest was not read. */
export class BodyTooLong extends Error {
  readonly code = 'tooLong';
}

/** @throws BodyTooLong as soon as more than `maxBytes` have arrived */
export const readBody = async ({ body }: FetchResponse, maxBytes: number): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const piece of body ?? []) {
    const chunk = typeof piece === 'string' ? new TextEncoder().encode(piece) : piece;
    size += chunk.byteLength;
    if (size > maxBytes) throw new BodyTooLong(`more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return new TextDecoder().decode(joined(chunks, size));
};

const joined = (chunks: readonly Uint8Array[], size: number): Uint8Array => {
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
};
