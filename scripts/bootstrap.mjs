// Runs a TypeScript script of this repository on a machine that may have nothing but Node 20 or newer and npm:
//
//   node scripts/bootstrap.mjs <script.ts> [arguments]
//
// What is missing of package-lock.json is installed first; the script then runs on the Node that comes with it, which
// runs TypeScript as it is. Everything said here goes to stderr: stdout belongs to the script.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const projectFolder = fileURLToPath(new URL('..', import.meta.url));
const modules = join(projectFolder, 'node_modules');
const oldestForBootstrap = [20, 0];
const oldestForScripts = [24, 18];

const say = (line) => process.stderr.write(`${line}\n`);

function fail(sentence) {
  say(`\n${sentence}`);
  process.exit(1);
}

function isAtLeast(version, [major, minor]) {
  const [ownMajor = 0, ownMinor = 0] = version.replace(/^v/, '').split('.').map(Number);
  return ownMajor > major || (ownMajor === major && ownMinor >= minor);
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** npm writes its own lock file into node_modules as the last thing it does, so a broken-off installation has none. */
function packagesAreInstalled() {
  const wanted = readJson(join(projectFolder, 'package-lock.json'))?.packages;
  if (!wanted) fail('package-lock.json cannot be read: get it back with `git checkout package-lock.json`.');
  const present = readJson(join(modules, '.package-lock.json'))?.packages;
  if (!present) return false;
  return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
    if (path === '') return true;
    const found = present[path];
    return found ? found.version === version : Boolean(optional || devOptional);
  });
}

// npm leaves what it runs behind when it is ended.
const parent = process.ppid;
const children = new Set();
setInterval(() => {
  if (process.ppid === parent) return;
  for (const child of children) child.kill('SIGTERM');
  if (children.size === 0) process.exit(1);
}, 1000).unref();

function npm(args) {
  const script = process.env.npm_execpath;
  const [command, first] = script?.endsWith('.js') ? [process.execPath, [script]] : ['npm', []];
  return new Promise((resolve) => {
    const child = spawn(command, [...first, ...args, '--no-audit', '--no-fund'], {
      cwd: projectFolder,
      shell: command === 'npm' && process.platform === 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
      // A package in the depths reports installations to its maker.
      env: { ...process.env, SCARF_ANALYTICS: 'false' },
    });
    children.add(child);
    child.on('close', () => children.delete(child));
    let output = '';
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (output += data));
    child.on('error', (error) => resolve({ ok: false, output: error.message }));
    child.on('close', (code) => resolve({ ok: code === 0, output }));
  });
}

// Under an older Node npm warns of every tool that wants a newer one; they get the one that they want.
const withoutEngineWarnings = (output) =>
  output
    .split('\n')
    .filter((line) => !/EBADENGINE/.test(line))
    .join('\n')
    .trim();

async function installPackages() {
  const begin = Date.now();
  say('Installing the packages of package-lock.json …');
  const strictly = await npm(['ci']);
  // `npm ci` refuses a lock file over another platform's optional packages as much as over a real difference.
  const result = strictly.ok ? strictly : await npm(['install', '--no-save']);
  if (!result.ok) {
    say(withoutEngineWarnings(result.output));
    fail(
      'The packages could not be installed; what npm said is above. ' +
        'If it could not reach its registry, mend the connection and try again.',
    );
  }
  say(`  done in ${Math.round((Date.now() - begin) / 1000)} s`);
}

const pinnedNode = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

function pinnedNodeWorks() {
  if (!existsSync(pinnedNode)) return false;
  const { status, stdout } = spawnSync(pinnedNode, ['--version'], { encoding: 'utf8' });
  return status === 0 && isAtLeast(stdout, oldestForScripts);
}

/** The `node` package fetches its binary in an install script, which an npm configuration may forbid. */
async function findNode() {
  if (pinnedNodeWorks()) return pinnedNode;
  if (isAtLeast(process.version, oldestForScripts)) return process.execPath;
  say('Installing Node …');
  const { output } = await npm(['rebuild', 'node', '--ignore-scripts=false']);
  if (pinnedNodeWorks()) return pinnedNode;
  say(withoutEngineWarnings(output));
  return fail(
    `The tools need Node ${oldestForScripts.join('.')} or newer; this is ${process.version}, and the one from npm could not be installed: ` +
      'allow the install script of the package `node` (`npm rebuild node --ignore-scripts=false`), or install a newer Node.',
  );
}

function runScript(node, script, args) {
  const path = join(projectFolder, script);
  const environment = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` };
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', path, ...args], {
    stdio: 'inherit',
    env: environment,
  });
  children.add(child);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => fail(`${script} could not be started: ${error.message}.`));
  child.on('exit', (code, signal) => process.exit(signal ? 1 : code));
}

const [script, ...args] = process.argv.slice(2);
if (!script) fail('Name the script to run: node scripts/bootstrap.mjs <script.ts>.');
if (!isAtLeast(process.version, oldestForBootstrap))
  fail(
    `Node ${oldestForBootstrap[0]} or newer is needed; this is ${process.version}: install a newer one and try again.`,
  );
if (!packagesAreInstalled()) await installPackages();
runScript(await findNode(), script, args);
