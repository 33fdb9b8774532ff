import { crc32 } from 'node:zlib';

/** What the file says is not what was written to it, or was written by something else. */
export class BrokenSnapshot extends Error {
  override readonly name = 'BrokenSnapshot';
  /** Fit for the log. */
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** 1 does not say which fields of a goal could not be read. */
export type Format = 1 | 2;

/** The first bytes of every snapshot. Another number is another format. */
const markOf = (format: Format): Buffer => Buffer.from(`customer-goals snapshot ${format}\n`);

const current: Format = 2;

/** Length and checksum of what follows. */
const headBytes = 8;

/** A part of the file: 4 bytes of its length and 4 of its CRC-32, both little-endian, then the content. */
export const framed = (content: Uint8Array): Buffer => {
  const head = Buffer.alloc(headBytes);
  head.writeUInt32LE(content.byteLength, 0);
  head.writeUInt32LE(crc32(content), 4);
  return Buffer.concat([head, content]);
};

/** The first frame of a file, with the first bytes of the file before it. */
export const withMark = (frame: Buffer, format: Format = current): Buffer => Buffer.concat([markOf(format), frame]);

/** @throws BrokenSnapshot */
export const formatOf = (file: Buffer): Format => {
  const format = ([current, 1] as const).find((each) => file.subarray(0, markOf(each).length).equals(markOf(each)));
  if (format === undefined) throw new BrokenSnapshot('it is no snapshot of this version');
  return format;
};

/**
 * The frames of a whole file, each checked when it is asked for.
 * @throws BrokenSnapshot
 */
export function* framesOf(file: Buffer): Generator<Buffer, void, undefined> {
  for (let at = markOf(formatOf(file)).byteLength; at < file.length;) {
    if (at + headBytes > file.length) throw new BrokenSnapshot('it ends too early');
    const start = at + headBytes;
    const end = start + file.readUInt32LE(at);
    const content = file.subarray(start, end);
    if (end > file.length || crc32(content) !== file.readUInt32LE(at + 4))
      throw new BrokenSnapshot('a part is damaged');
    yield content;
    at = end;
  }
}
