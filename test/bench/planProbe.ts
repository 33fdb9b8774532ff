import type { Intent } from '../../src/plan/intent.ts';
import type { KnownTenant } from '../../src/plan/knownTenant.ts';
import { rowsOf } from '../../src/plan/makePlan.ts';
import { planRowWords } from '../../src/plannedChanges/planRow.ts';
import { PlanTree, type PlanNode } from '../../src/plannedChanges/planTree.ts';
import { namesIn } from '../../src/plannedChanges/valueText.ts';
import { ownStore } from './loaders.ts';
import { cpuMs } from './timing.ts';

const changes = 1000;

/** 500 updates, named by id and by name, and as many new goals, among all goals of the tenant. */
export const plan = async (origin: string): Promise<unknown> => {
  const store = ownStore(origin);
  await store.load();
  const goals = store.companies().flatMap(({ Gsid }) => store.goalsOf(Gsid).slice(0, 1));
  const [owner] = store.owners();
  const intents = goals.slice(0, changes).map(({ Gsid: goalId, CompanyId, CompanyName = '' }, at): Intent => {
    const fields = { Status: 'Missed', TargetDate: '2031-01-01', OwnerId: { named: owner?.name ?? '' } };
    if (at % 2 === 0) return { kind: 'update', goalId, fields };
    const company = CompanyName === '' ? CompanyId : { named: CompanyName };
    return { kind: 'create', fields: { ...fields, Name: `New ${at}`, CompanyId: company } };
  });
  const known: KnownTenant = {
    goal: (id) => store.goal(id),
    goalsOf: (id) => store.goalsOf(id),
    companies: () => store.companies(),
    owners: () => store.owners(),
    templates: () => [],
  };
  const begun = process.threadCpuUsage();
  const rows = rowsOf({ intents, answers: {} }, known);
  const madeMs = cpuMs(process.threadCpuUsage(begun));
  const before = process.threadCpuUsage();
  const tree = new PlanTree();
  tree.show(rows);
  const names = namesIn(store, []);
  const nameOf = (id: string): string => store.company(id)?.name ?? '';
  const below = (node?: PlanNode): readonly PlanNode[] => tree.children(node, nameOf);
  const drawn = below()
    .flatMap((company) => below(company))
    .map((node) => (node.kind === 'row' ? tree.row(node.key) : undefined))
    .filter((row) => row !== undefined)
    .map((row) => planRowWords(row, undefined, new Set(), names).label);
  return { changes: drawn.length, madeMs, wordedMs: cpuMs(process.threadCpuUsage(before)) };
};
