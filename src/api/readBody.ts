import type { FetchResponse } from './transport.ts';

/** The body was longer than allowed; the rest was not read. */
export class BodyTooLong extends Error {
  readonly code = 'tooLong';
}

/** The bytes are no text in the charset that the answer declares. What was not read exactly could be written back. */
export class NotText extends Error {
  readonly code = 'notText';
}

/**
 * The body in its declared charset, which is UTF-8 where none is, or where a text that is UTF-8 is declared as one of one byte a letter.
 * @throws NotText
 * @throws BodyTooLong as soon as more than `maxBytes` have arrived
 */
export const readBody = async ({ body, headers }: FetchResponse, maxBytes: number): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const piece of body ?? []) {
    const chunk = typeof piece === 'string' ? new TextEncoder().encode(piece) : piece;
    size += chunk.byteLength;
    if (size > maxBytes) throw new BodyTooLong(`more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return decoded(joined(chunks, size), headers.get('content-type') ?? '');
};

const decoded = (bytes: Uint8Array, contentType: string): string => {
  const charset = /;\s*charset\s*=\s*"?([\w.:-]+)/i.exec(contentType)?.[1] ?? 'utf-8';
  try {
    const declared = new TextDecoder(charset, { fatal: true });
    return (hasOneByteLetters(declared) ? asUtf8(bytes) : undefined) ?? declared.decode(bytes);
  } catch (error) {
    throw new NotText(`not ${charset}`, { cause: error });
  }
};

/** A charset that takes any bytes: a proxy that names one by default is not believed where the text is UTF-8, which nothing else is by chance. */
const hasOneByteLetters = ({ encoding }: TextDecoder): boolean =>
  /^(?:ibm|iso-8859|koi8|mac|windows|x-mac)/.test(encoding);

const asUtf8 = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
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
