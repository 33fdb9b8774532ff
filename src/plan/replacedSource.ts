import type { Intent } from './intent.ts';
import type { Plan } from './plan.ts';

/**
 * The plan with other changes in the place of those that came from a file before. What a person left out or answered stays where the same
 * change is there again, and with the changes of others.
 * @param file its address, as it stands in the source of the intents
 */
export const replacedSource = (plan: Plan, file: string, intents: readonly Intent[]): Plan => {
  const isOfFile = ({ source }: Intent): boolean => source?.file === file;
  const kept = plan.intents.map((intent, at) => ({ intent, at })).filter(({ intent }) => !isOfFile(intent));
  const all = [...kept.map(({ intent }) => intent), ...intents];
  const places = new Map(kept.map(({ at }, now) => [at, now]));
  const later = new Map(intents.map((intent, at) => [saidBy(intent), kept.length + at]));
  plan.intents.forEach((intent, at) => {
    const now = isOfFile(intent) ? later.get(saidBy(intent)) : undefined;
    if (now !== undefined) places.set(at, now);
  });
  const leftOut = plan.leftOut.flatMap((part) => moved(part, places) ?? []);
  const answers = Object.entries(plan.answers).flatMap(([key, id]): readonly (readonly [string, string])[] => {
    const name = moved(key, places);
    return name === undefined ? [] : [[name, id]];
  });
  return { ...plan, intents: all, leftOut, answers: Object.fromEntries(answers) };
};

/** All but the place in the file, which moves as lines come and go. */
const saidBy = (intent: Intent): string => JSON.stringify({ ...intent, source: undefined });

/** A row's key is its intent's place, and what is made of that has a dot behind it. */
const rowKey = /^(row|field|goal) (\d+)(?=[. ]|$)/;

/** The name of a part or a question after its intent has moved; undefined where that is gone. */
const moved = (name: string, places: ReadonlyMap<number, number>): string | undefined => {
  const [whole, kind, at] = rowKey.exec(name) ?? [];
  if (whole === undefined) return name;
  const now = places.get(Number(at));
  return now === undefined ? undefined : `${kind} ${now}${name.slice(whole.length)}`;
};
