import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { Histories } from '../../../src/history/histories.ts';
import type { HistoryLimits } from '../../../src/history/historyLimits.ts';
import type { Coverage, RecordedChange } from '../../../src/history/recordedChange.ts';

export const tenant = 'acme.example';

export const freshFolder = async (): Promise<string> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'history-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

/** What is recorded of the tenant below this folder. */
export const recorded = async (
  folder: string,
  since = 0,
): Promise<{ readonly changes: readonly RecordedChange[]; readonly coverage: Coverage }> => {
  const changes: RecordedChange[] = [];
  const coverage = await new Histories(folder).read(tenant, since, (change) => changes.push(change));
  return { changes, coverage };
};

/** A window that writes below this folder. */
export const openWindow = async (folder: string, limits?: HistoryLimits) => {
  const histories = new Histories(folder, limits);
  const writer = histories.writer(tenant);
  await writer.open();
  return { histories, writer };
};

/** Of one goal, as `Status: In Progress → Achieved`. */
export const asText = ({ goalId, field, metricId = '', before = '', after = '' }: RecordedChange): string =>
  `${goalId} ${field}${metricId}: ${before} → ${after}`;
