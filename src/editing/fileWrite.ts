/** A file that is open, as Node has it. */
type Writable = {
  write(
    bytes: Uint8Array,
    at: number,
    length: number,
    place: number | null,
  ): Promise<{ readonly bytesWritten: number }>;
};

/**
 * Writes all bytes. A disk that is nearly full takes less than it is given and says so in passing.
 * @param from the place in the file where they begin; absent where the last write ended
 * @throws where the disk takes no more
 */
export const writeAll = async (file: Writable, bytes: Uint8Array, from?: number): Promise<void> => {
  for (let at = 0; at < bytes.byteLength;) {
    const place = from === undefined ? null : from + at;
    const { bytesWritten } = await file.write(bytes, at, bytes.byteLength - at, place);
    if (bytesWritten === 0) throw new Error('the disk takes no more');
    at += bytesWritten;
  }
};
