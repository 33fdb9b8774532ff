import { expect, it } from 'vitest';
import { writeAll } from '../../../src/editing/fileWrite.ts';

/** A disk that takes so many bytes at a time, and so many in all. */
const disk = (atOnce: number, inAll: number) => {
  const places: (number | null)[] = [];
  const bytes: number[] = [];
  const write = async (given: Uint8Array, from: number, length: number, place: number | null) => {
    const bytesWritten = Math.min(atOnce, length, inAll - bytes.length);
    bytes.push(...given.subarray(from, from + bytesWritten));
    places.push(place);
    return { bytesWritten };
  };
  return { bytes, places, file: { write } };
};

const seven = Uint8Array.from([1, 2, 3, 4, 5, 6, 7]);

it.each<readonly [string, number | undefined, readonly (number | null)[]]>([
  ['from a place on', 100, [100, 103, 106]],
  ['where the last write ended', undefined, [null, null, null]],
])('what the disk takes in parts is written in parts, %s', async (_, from, expected) => {
  const { bytes, places, file } = disk(3, 100);
  await writeAll(file, seven, from);
  expect(bytes).toEqual([...seven]);
  expect(places).toEqual(expected);
});

it('a disk that is full is told of', async () => {
  await expect(writeAll(disk(3, 5).file, seven, 0)).rejects.toThrow('the disk takes no more');
});
