import type { Goal } from '../api/schema.ts';
import { GoalShower } from '../goalText/textBase.ts';
import { entriesText, writeGoalText } from '../goalText/writeGoalText.ts';
import { pause } from '../model/pause.ts';
import type { TenantId } from '../model/tenant.ts';
import { Names, type KnownTenant } from '../plan/knownTenant.ts';

/** A few milliseconds' worth. */
const sliceLength = 50;

/** Goals as the text that Edit as Text opens, without descriptions and metrics, which the list does not have. Lets others work in between. */
export const goalsYaml = async (goals: readonly Goal[], tenant: TenantId, known: KnownTenant): Promise<string> => {
  const shower = new GoalShower(new Names(known), known);
  const texts: string[] = [];
  for (let at = 0; at === 0 || at < goals.length; at += sliceLength) {
    const some = goals.slice(at, at + sliceLength).map((goal) => shower.base(goal));
    texts.push(at === 0 ? writeGoalText(tenant, some) : entriesText(some));
    await pause();
  }
  return texts.join('\n');
};
