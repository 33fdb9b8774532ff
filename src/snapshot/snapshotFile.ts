import { open, readFile, rename, rm } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { writeAll } from '../editing/fileWrite.ts';
import type { GoalSlice } from '../model/goalSlice.ts';
import { BrokenSnapshot, formatOf, framed, framesOf, withMark } from './frames.ts';
import { bytesOf, sliceOf } from './sliceCodec.ts';

/** What a snapshot is of. */
export type SnapshotHead = {
  readonly tenant: string;
  /** When the goals were like this, in milliseconds since 1970. */
  readonly at: number;
  /** The tenant's time from which a refresh has to ask for changes, ISO 8601. */
  readonly since: string;
  /** When every goal was last read, in milliseconds since 1970. */
  readonly readAt: number;
};

/**
 * Writes beside the file and then puts it in its place: whenever this is ended, the file is the old one or the new one. Other
 * work goes on in between. When it rejects or is aborted, the file is the old one.
 * @param part where it is written, a path that nobody else writes to
 */
export const writeSnapshot = async (
  path: string,
  part: string,
  head: SnapshotHead,
  slices: Iterable<GoalSlice>,
  signal?: AbortSignal,
): Promise<void> => {
  try {
    await writePart(part, head, slices, signal);
    signal?.throwIfAborted();
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
};

const writePart = async (
  part: string,
  head: SnapshotHead,
  slices: Iterable<GoalSlice>,
  signal: AbortSignal | undefined,
): Promise<void> => {
  const file = await open(part, 'w', 0o600);
  try {
    await writeAll(file, withMark(framed(jsonBytes(head))));
    let count = 0;
    for (const slice of slices) {
      signal?.throwIfAborted();
      await writeAll(file, framed(bytesOf(slice)));
      count += slice.Gsid.length;
      await nextTurn();
    }
    await writeAll(file, framed(jsonBytes({ count })));
    // Without it a computer that loses its power may keep the new name and not what it names.
    await file.sync();
  } finally {
    await file.close();
  }
};

/**
 * The head, and the goals some at a time; each is checked before it is handed out.
 * @throws BrokenSnapshot, at the latest after the last goals
 */
export const readSnapshot = async (
  path: string,
): Promise<{ readonly head: SnapshotHead; readonly slices: AsyncIterable<GoalSlice> }> => {
  const file = await readFile(path);
  const frames = framesOf(file);
  const first = frames.next();
  if (first.done === true) throw new BrokenSnapshot('it ends too early');
  const head = headOf(parsed(first.value));
  return {
    head: formatOf(file) === 1 ? { ...head, readAt: Math.min(head.readAt, longAgo) } : head,
    slices: slicesIn(frames),
  };
};

/** What an old format leaves out, the next refresh reads: so long ago every goal was last read. */
const longAgo = 1;

async function* slicesIn(frames: Iterator<Buffer, void>): AsyncGenerator<GoalSlice, void, undefined> {
  let count = 0;
  for (let frame = frames.next(); frame.done !== true;) {
    const next = frames.next();
    if (next.done === true) return checkEnd(frame.value, count);
    const slice = readSlice(frame.value);
    count += slice.Gsid.length;
    yield slice;
    await nextTurn();
    frame = next;
  }
  throw new BrokenSnapshot('it ends too early');
}

/** What is whole and cannot be read all the same was written by something else. */
const readSlice = (frame: Buffer): GoalSlice => {
  try {
    return sliceOf(frame);
  } catch {
    throw new BrokenSnapshot('a part is not understood');
  }
};

/** The last frame counts the goals: a file that was cut between two frames has another last one. */
const checkEnd = (frame: Buffer, count: number): void => {
  if (Object(parsed(frame)).count !== count) throw new BrokenSnapshot('it ends too early');
};

const headOf = (value: unknown): SnapshotHead => {
  const { tenant, at, since, readAt } = Object(value);
  if (typeof tenant === 'string' && typeof at === 'number' && typeof since === 'string' && typeof readAt === 'number')
    return { tenant, at, since, readAt };
  throw new BrokenSnapshot('its head is not understood');
};

const jsonBytes = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));

const parsed = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    throw new BrokenSnapshot('a part is not understood');
  }
};
