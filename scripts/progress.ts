export const seconds = (milliseconds: number): string =>
  `${(milliseconds / 1000).toFixed(milliseconds < 9950 ? 1 : 0)} s`;

export const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** Says what is being done, and afterwards how long it took. */
export async function withProgress<T>(what: string, work: () => Promise<T>): Promise<T> {
  const begin = Date.now();
  say(`${what} …`);
  const result = await work();
  say(`  done in ${seconds(Date.now() - begin)}`);
  return result;
}
