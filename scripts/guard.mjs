// Runs a command and ends it, with all that it started, when whoever started this guard asks for it or is no longer
// there: its end of our stdin closes in both cases, also when it was killed.
//
//   node guard.mjs <command> [arguments]
import { spawn } from 'node:child_process';
import process from 'node:process';

const [command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], detached: true });

// What the command started is in its process group, and may outlive it.
function endGroup() {
  try {
    process.kill(-Number(child.pid), 'SIGKILL');
  } catch {
    // Nothing is left of it.
  }
}

function end() {
  child.kill('SIGTERM');
  setTimeout(endGroup, 5000).unref();
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end);
process.stdin.on('end', end).on('error', end).resume();
child.on('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
child.on('exit', (code) => {
  endGroup();
  process.exit(code ?? 1);
});
