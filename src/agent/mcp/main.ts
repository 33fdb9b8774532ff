// oxlint-disable-next-line import/no-unassigned-import -- it adds what Node 20 lacks
import './olderNode.ts';
import { join, resolve } from 'node:path';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { Histories } from '../../history/histories.ts';
import { parseJson } from '../../json.ts';
import { causeOf, type Log } from '../../log.ts';
import { sharedFolder } from '../../sharing/sharedFolder.ts';
import type { AgentTenant } from '../agentTenant.ts';
import type { ReadHistory } from '../history.ts';
import { callTool, toolsOutsideEditor, type Abilities } from '../toolTable.ts';
import { ActivityFiles } from '../disk/activityFiles.ts';
import { help, keySentence, readArguments, type Arguments, type Options } from './arguments.ts';
import { openTenant, readAccess, type Access } from './openTenant.ts';
import { plansOnDisk } from '../disk/plansOnDisk.ts';
import { createServer } from './server.ts';

/** Set by the build. */
const version = process.env.npm_package_version ?? 'unbuilt';

const exitCodes = { done: 0, notDone: 1, wrong: 2 } as const;

const say = (text: string): void => void process.stderr.write(`${text}\n`);
const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** Standard output is the protocol's; what goes wrong is said on the other stream, and never with a key or a customer's data. */
const log: Log = { debug: () => {}, info: () => {}, warn: say, error: say };

type Opened = { readonly tenant: () => Promise<AgentTenant>; readonly close: () => Promise<void> };

/** Opened when somebody asks for it, once. */
const opening = (open: () => Promise<AgentTenant>): Opened => {
  let opened: Promise<AgentTenant> | undefined;
  return {
    tenant: () => (opened ??= open()),
    close: async () => (await opened?.catch(() => undefined))?.dispose(),
  };
};

// Who reads may stop reading.
process.stdout.on('error', () => {});

const main = async (): Promise<number | undefined> => {
  const args = readArguments(process.argv.slice(2));
  switch (args.kind) {
    case 'help':
      print(help);
      return exitCodes.done;
    case 'version':
      print(version);
      return exitCodes.done;
    case 'wrong':
      say(args.sentence);
      return exitCodes.wrong;
    case 'serve':
    case 'call':
      return withTenant(args);
  }
};

const withTenant = async (
  args: Options & Extract<Arguments, { readonly kind: 'serve' | 'call' }>,
): Promise<number | undefined> => {
  const reading = readAccess(args, process.env);
  // Whatever this process starts does not get it.
  delete process.env['CUSTOMER_GOALS_ACCESS_KEY'];
  if ('problem' in reading) {
    say(reading.problem);
    return exitCodes.wrong;
  }
  if (isQuoted(reading.access)) {
    say(keySentence);
    return exitCodes.wrong;
  }
  const shared = sharedFolder(process.env);
  const opened = opening(() => openTenant(reading.access, join(shared, 'pace'), log));
  const planFolder = resolve(args.stateFolder ?? join(shared, 'agent-plans'));
  const plans = plansOnDisk(planFolder, () => new Date(), log);
  const { allowWrites, historyFolder, risk } = args;
  const history = historyFolder === undefined ? undefined : historyIn(historyFolder);
  const via = args.kind === 'call' ? 'commandLine' : 'server';
  // What is made up is of no interest later.
  const activity = args.isSample ? undefined : new ActivityFiles(join(shared, 'activity')).log(via, log, planFolder);
  const abilities: Abilities = { allowWrites, plans, risk, ...(activity && { activity }), ...(history && { history }) };
  if (args.kind === 'call') return callOnce(args.tool, args.input, opened, abilities);
  serve(opened, abilities);
  return undefined;
};

const historyIn = (folder: string): ReadHistory => {
  const histories = new Histories(folder);
  return (tenant, since, take, signal) => histories.read(tenant, since, take, signal);
};

const isQuoted = (access: Access | 'sample'): boolean =>
  access !== 'sample' && process.argv.some((arg) => arg.includes(access.accessKey));

const callOnce = async (
  name: string,
  text: string,
  { tenant, close }: Opened,
  abilities: Abilities,
): Promise<number> => {
  if (!toolsOutsideEditor.some((tool) => tool.name === name)) {
    say(`There is no such tool. Tools: ${toolsOutsideEditor.map((tool) => tool.name).join(', ')}.`);
    return exitCodes.wrong;
  }
  const json = text === '-' ? await readAll() : text;
  const input = parseJson(json);
  if (input === undefined) {
    say(
      'The input is no JSON. Give an object in quotes, as in \'{"query":"status:open"}\', or - to read it from stdin.',
    );
    return exitCodes.wrong;
  }
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  try {
    const answer = await callTool(name, input, { tenant, abilities, consent: 'cannotAsk', signal: stop.signal, log });
    print(answer.text);
    return answer.isError ? exitCodes.notDone : exitCodes.done;
  } finally {
    await close();
  }
};

const readAll = async (): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
};

const serve = ({ tenant, close }: Opened, abilities: Abilities): void => {
  const handle = serveStdio(() => createServer({ version, tenant, abilities, log }), {
    onerror: (error) => log.warn(`protocol: ${causeOf(error)}`),
  });
  const end = (): void => void Promise.allSettled([handle.close(), close()]);
  process.stdin.once('end', end);
  process.stdin.once('close', end);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
};

const run = async (): Promise<void> => {
  try {
    const code = await main();
    if (code !== undefined) process.exitCode = code;
  } catch (error) {
    say(`Something went wrong: ${causeOf(error)}`);
    process.exitCode = exitCodes.notDone;
  }
};

void run();
