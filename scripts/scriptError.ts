/** Something outside these scripts went wrong: one sentence on what failed, one on what to do about it. */
export class ScriptError extends Error {
  override readonly name = 'ScriptError';
  readonly advice: string;
  readonly output: string;

  constructor(sentence: string, advice: string, output = '') {
    super(sentence);
    this.advice = advice;
    this.output = output;
  }
}

const lastLines = (text: string, count: number): string =>
  count === 0 ? '' : text.trimEnd().split('\n').slice(-count).join('\n');

/** What a terminal shows of an error. The sentence comes last, where it is read. */
export function describeError(error: unknown, lines = 60): string {
  if (error instanceof ScriptError)
    return [lastLines(error.output, lines), `${error.message} ${error.advice}`].filter(Boolean).join('\n\n');
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** The end of every script: its exit code, or the failure in words. */
export async function runMain(main: () => Promise<number>): Promise<never> {
  try {
    process.exit(await main());
  } catch (error) {
    process.stderr.write(`\n${describeError(error)}\n`);
    process.exit(1);
  }
}
