import { ownStore } from './loaders.ts';
import { leastMs, medianOf } from './timing.ts';

/** What one may type, from what fits nearly all goals to what fits none. */
const queries = `r ro roll step teams 4711 xyz qqq incorporated
roll out,plan 9,plan 99,step 42 plan,their teams roll,company 17,company 4711,owner 7,owner number 12,step 3 company 21`
  .split('\n')
  .flatMap((line, at) => line.split(at === 0 ? ' ' : ','));

/** Queries among all goals once their names were read, and the same answered by looking at one goal after another. */
export const find = async (origin: string): Promise<unknown> => {
  const store = ownStore(origin);
  await store.load();
  await store.prepareFind();
  const texts = store
    .companies()
    .flatMap(({ Gsid }) => store.goalsOf(Gsid))
    .map(({ Name, CompanyName = '', OwnerName = '' }) => [Name, CompanyName, OwnerName]);
  const naive = (query: string): unknown => {
    const words = query.split(' ');
    const found = texts.filter((all) => {
      const lower = all.map((text) => text.toLowerCase());
      return words.every((word) => lower.some((text) => text.includes(word)));
    });
    return { goals: found.slice(0, 100), total: found.length };
  };
  const own = queries.map((query) => leastMs(() => store.find(query, 100)));
  const others = queries.map((query) => leastMs(() => naive(query)));
  const medianMs = medianOf(own);
  return { medianMs, worstMs: Math.max(...own), toNaive: medianMs / medianOf(others) };
};
