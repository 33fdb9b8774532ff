import { byNumber, byShared, numberFields, sharedFields, type GoalSlice } from '../model/goalSlice.ts';

type Texts = Pick<GoalSlice, 'Gsid' | 'Name' | 'texts' | 'rare'>;

const bytesAFloat = Float64Array.BYTES_PER_ELEMENT;
const bytesACode = Uint32Array.BYTES_PER_ELEMENT;

/** How many goals, then their numbers, which are read where they lie, then their codes, then their texts as JSON. */
export const bytesOf = ({ codes, numbers, ...texts }: GoalSlice): Uint8Array => {
  const count = new Float64Array([texts.Gsid.length]);
  const columns = [
    count,
    ...numberFields.map((field) => numbers[field]),
    ...sharedFields.map((field) => codes[field]),
  ].map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength));
  return Buffer.concat([...columns, Buffer.from(JSON.stringify(texts satisfies Texts))]);
};

/** What {@link bytesOf} made the bytes of; throws for most that it did not make. */
export const sliceOf = (bytes: Uint8Array): GoalSlice => {
  // A frame begins wherever the one before it ends; numbers have to begin at a multiple of eight.
  const { buffer } = new Uint8Array(bytes);
  const [count = 0] = new Float64Array(buffer, 0, 1);
  let at = bytesAFloat;
  const numbers = byNumber(() => {
    const start = at;
    at += count * bytesAFloat;
    return new Float64Array(buffer, start, count);
  });
  const codes = byShared(() => {
    const start = at;
    at += count * bytesACode;
    return new Uint32Array(buffer, start, count);
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a checksum says that it is as it was written above
  return { ...(JSON.parse(Buffer.from(buffer, at).toString()) as Texts), codes, numbers };
};
