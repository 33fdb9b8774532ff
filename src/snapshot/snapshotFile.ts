import { open, readFile, rename, rm } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Goal } from '../api/schema.ts';
import { BrokenSnapshot, framed, framesOf, withMark } from './frames.ts';
import { GoalReader, GoalWriter, type GoalChunk } from './goalCodec.ts';

/** What a snapshot is of. */
export type SnapshotHead = {
  /** The tenant's origin. */
  readonly tenant: string;
  /** When the goals were like this, in milliseconds since 1970. */
  readonly at: number;
  /** The tenant's time from which a refresh has to ask for changes, ISO 8601. */
  readonly since: string;
};

/** Goals written or read in one turn: a few milliseconds of work. */
const goalsAChunk = 2000;

/**
 * Writes beside the file and then puts it in its place: whenever this is ended, the file is the old one or the new one. Other
 * work goes on in between.
 * @param part where it is written, a path that nobody else writes to
 */
export const writeSnapshot = async (
  path: string,
  part: string,
  head: SnapshotHead,
  goals: Iterable<Goal>,
): Promise<void> => {
  const file = await open(part, 'w', 0o600);
  try {
    await file.write(withMark(framed(jsonBytes(head))));
    const writer = new GoalWriter();
    let count = 0;
    for (const some of inChunks(goals)) {
      await file.write(framed(bytesOf(writer.write(some))));
      count += some.length;
      await nextTurn();
    }
    await file.write(framed(jsonBytes({ count })));
    // Without it a computer that loses its power may keep the new name and not what it names.
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(part, path).catch(async (error: unknown) => {
    await rm(part, { force: true });
    throw error;
  });
};

function* inChunks(goals: Iterable<Goal>): Generator<readonly Goal[], void, undefined> {
  let some: Goal[] = [];
  for (const goal of goals) {
    some.push(goal);
    if (some.length < goalsAChunk) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}

/**
 * The head, and the goals some at a time; each is checked before it is handed out.
 * @throws BrokenSnapshot, at the latest after the last goals
 */
export const readSnapshot = async (
  path: string,
): Promise<{ readonly head: SnapshotHead; readonly goals: AsyncIterable<readonly Goal[]> }> => {
  const frames = framesOf(await readFile(path));
  const first = frames.next();
  if (first.done === true) throw new BrokenSnapshot('it ends too early');
  return { head: headOf(parsed(first.value)), goals: goalsIn(frames) };
};

async function* goalsIn(frames: Iterator<Buffer, void>): AsyncGenerator<readonly Goal[], void, undefined> {
  const reader = new GoalReader();
  let count = 0;
  for (let frame = frames.next(); frame.done !== true;) {
    const next = frames.next();
    if (next.done === true) return checkEnd(frame.value, count);
    const goals = readChunk(reader, frame.value);
    count += goals.length;
    yield goals;
    await nextTurn();
    frame = next;
  }
  throw new BrokenSnapshot('it ends too early');
}

/** What is whole and cannot be read all the same was written by something else. */
const readChunk = (reader: GoalReader, frame: Buffer): readonly Goal[] => {
  try {
    return reader.read(chunkOf(frame));
  } catch {
    throw new BrokenSnapshot('a part is not understood');
  }
};

/** The last frame counts the goals: a file that was cut between two frames has another last one. */
const checkEnd = (frame: Buffer, count: number): void => {
  if (Object(parsed(frame)).count !== count) throw new BrokenSnapshot('it ends too early');
};

const headOf = (value: unknown): SnapshotHead => {
  const { tenant, at, since } = Object(value);
  if (typeof tenant === 'string' && typeof at === 'number' && typeof since === 'string') return { tenant, at, since };
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

/** Lengths first, then numbers, which are read where they lie, then texts. */
const bytesOf = ({ texts, codes, numbers }: GoalChunk): Uint8Array => {
  const lengths = new Float64Array([codes.length, numbers.length]);
  const parts = [lengths, numbers, codes].map(({ buffer }) => Buffer.from(buffer));
  return Buffer.concat([...parts, Buffer.from(texts)]);
};

const chunkOf = (frame: Buffer): GoalChunk => {
  // A frame begins wherever the one before it ends; numbers have to begin at a multiple of eight.
  const { buffer } = new Uint8Array(frame);
  const [codeCount = 0, numberCount = 0] = new Float64Array(buffer, 0, 2);
  const codesAt = 16 + numberCount * 8;
  const textsAt = codesAt + codeCount * 4;
  return {
    numbers: new Float64Array(buffer, 16, numberCount),
    codes: new Int32Array(buffer, codesAt, codeCount),
    texts: Buffer.from(buffer, textsAt).toString(),
  };
};
