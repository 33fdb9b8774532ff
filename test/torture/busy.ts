import { spawn, type ChildProcess } from 'node:child_process';
import { ScriptError } from '../../scripts/scriptError.ts';

const burners = 2;

/** Burns one core as long as its parent lives, and no longer than six hours. */
const burning = `
const end = Date.now() + 6 * 3600 * 1000;
const parent = process.ppid;
while (Date.now() < end && process.ppid === parent) for (let i = 0; i < 1e7; i += 1) Math.sqrt(i);
`;

const isAlive = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode === null && signalCode === null;

/** Does the work beside two processes that burn a core each. @throws ScriptError when one of them ended before the work: it shows nothing then */
export const besideBurners = async (work: () => Promise<void>): Promise<void> => {
  const all = Array.from({ length: burners }, () => spawn(process.execPath, ['-e', burning], { stdio: 'ignore' }));
  try {
    await work();
    const alive = all.filter(isAlive);
    if (alive.length < burners)
      throw new ScriptError(
        `Only ${alive.length} of ${burners} processes that burn a core were there at the end.`,
        'Run it again.',
      );
  } finally {
    for (const each of all) each.kill('SIGKILL');
  }
};
