import { Pacer } from '../../../src/api/pace.ts';
import { PaceFiles } from '../../../src/sharing/paceFiles.ts';

/** Sends as many requests as its pace allows, as one of several processes. */
const [folder = '', origin = '', count = '', limit = '', minute = '', isAgent = ''] = process.argv.slice(2);

const minuteMs = Number(minute);
const share = new PaceFiles({
  folder,
  origin,
  limit: Number(limit),
  isAgent: isAgent === 'agent',
  log: { warn: (line) => void process.stderr.write(`${line}\n`) },
  minuteMs,
});
const pacer = new Pacer({ requestsAMinute: Number(limit), atOnce: 4 }, () => {}, { minuteMs, share });
const send = pacer.pace(async () => (await fetch(origin)).text());
const call = { operation: 'getGoal', method: 'GET', path: '/', isRepeatable: true } as const;
await Promise.all(Array.from({ length: Number(count) }, () => send(call, undefined)));
pacer.dispose();
