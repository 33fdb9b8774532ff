import { parse } from '../../src/model/query/parse.ts';
import { usualThresholds } from '../../src/model/risk/riskThresholds.ts';
import { LiveRows } from '../../src/model/views/liveRows.ts';
import { countChecks } from '../../src/overview/countChecks.ts';
import type { CountDeps } from '../../src/overview/countDeps.ts';
import { countOverview, withChecks } from '../../src/overview/countOverview.ts';
import { riskText } from '../../src/words/riskText.ts';
import { ownStore } from './loaders.ts';
import { cpuMs } from './timing.ts';

/** What an overview of all goals takes until its pictures can be drawn, how long it keeps others waiting, and how much it tells its page. */
export const overview = async (origin: string): Promise<unknown> => {
  const store = ownStore(origin);
  await store.load();
  const live = new LiveRows(store);
  const rows = await live.ready();
  const parsed = parse('');
  if (rows === undefined || parsed.kind === 'refused') throw new Error('there are rows');
  let blockMs = 0;
  let since = process.threadCpuUsage();
  const deps: CountDeps = {
    rows,
    query: parsed.query,
    context: { today: '2026-02-15' },
    now: new Date('2026-02-15T12:00:00Z'),
    risk: usualThresholds,
    riskText,
    pause: async () => {
      blockMs = Math.max(blockMs, cpuMs(process.threadCpuUsage(since)));
      await new Promise<void>((resolve) => setTimeout(resolve, 0));
      since = process.threadCpuUsage();
    },
  };
  const begin = process.threadCpuUsage();
  const pictures = await countOverview(deps);
  const pictureMs = cpuMs(process.threadCpuUsage(begin));
  const checks = await countChecks({ ...deps, ruleText: String, rulesOff: new Set() });
  await deps.pause();
  const told = withChecks(pictures, checks, rows);
  live.dispose();
  return { pictureMs, blockMs, kilobytes: JSON.stringify(told).length / 1024 };
};
