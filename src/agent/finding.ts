import type { Goal } from '../api/schema.ts';
import { likeTest, Resolver, type Candidate, type Choice, type Resolution } from '../plan/resolver.ts';
import type { AgentTenant } from './agentTenant.ts';
import { problem, type Answer } from './answer.ts';
import { fenced, tableOf } from './fence.ts';
import { quoted } from './harmless.ts';
import type { Values } from './input.ts';
import { isGsid } from '../model/gsid.ts';
import { pause } from '../model/pause.ts';

export type Found =
  | { readonly kind: 'found'; readonly id: string }
  | { readonly kind: 'answer'; readonly answer: Answer };

/** The goal that an id or its very name means. A namesake is never guessed. */
const findGoal = async (tenant: AgentTenant, text: string, companyId?: string): Promise<Found> =>
  (await goalFinder(tenant, [text], companyId))(text);

/** The goal that a call names, among those of the company that it names. */
export const goalAsked = async (tenant: AgentTenant, input: Values): Promise<Found> => {
  const company = input.text('company');
  const of = company === undefined ? undefined : findCompany(tenant, company);
  return of?.kind === 'answer' ? of : findGoal(tenant, input.text('goal') ?? '', of?.id);
};

/**
 * Finds any of these: all of them are looked for at one time, in pieces between which others work.
 * @param companyId of the only company whose goals are meant
 */
export const goalFinder = async (
  tenant: AgentTenant,
  texts: readonly string[],
  companyId?: string,
): Promise<(text: string) => Found> => {
  const isId = (text: string): boolean => tenant.store.goal(text.trim()) !== undefined || isGsid(text.trim());
  const names = texts.filter((text) => !isId(text));
  const goals = companyId === undefined ? tenant.goals() : tenant.store.goalsOf(companyId);
  const resolver = new Resolver(names.length === 0 ? [] : await goalsLike(names, [...goals]));
  return (text) =>
    isId(text)
      ? { kind: 'found', id: text.trim() }
      : foundBy(resolver.resolve(text), {
          text,
          thing: 'goal',
          about: (id) => tenant.store.goal(id)?.CompanyName,
          none: 'Call search_goals with some of its words to find its id.',
        });
};

/** How many goals are looked at in one go: a few milliseconds of work. */
const goalsATurn = 2000;

/** Goals that one of the names may mean: the only ones that a resolver has to know. */
const goalsLike = async (names: readonly string[], goals: readonly Goal[]): Promise<readonly Candidate[]> => {
  const mayMean = likeTest(names);
  const like: Candidate[] = [];
  for (let from = 0; from < goals.length; from += goalsATurn) {
    for (const { Gsid, Name } of goals.slice(from, from + goalsATurn))
      if (mayMean(Name)) like.push({ id: Gsid, name: Name });
    await pause();
  }
  return like;
};

/** The company that an id or its very name means. */
export const findCompany = (tenant: AgentTenant, text: string): Found => {
  const companies = tenant.store.companies().map(({ Gsid, name }) => ({ id: Gsid, name }));
  return foundBy(new Resolver(companies).resolve(text), {
    text,
    thing: 'company',
    none: 'Call list_companies to see their names and ids. A company without a goal is not listed.',
  });
};

type Asked = {
  readonly text: string;
  readonly thing: string;
  /** What tells one from another that is called the same. */
  readonly about?: (id: string) => string | undefined;
  /** What to do where there is none. */
  readonly none: string;
};

const foundBy = (resolution: Resolution, asked: Asked): Found =>
  resolution.kind === 'exact'
    ? { kind: 'found', id: resolution.id }
    : { kind: 'answer', answer: questionOf(resolution, asked) };

type Open = Extract<Resolution, { readonly kind: 'open' }>;

const questionOf = ({ code, choices }: Open, { text, thing, about, none }: Asked): Answer => {
  if (code === 'unknown') return problem(`No ${thing} is called ${quoted(text)}, and none has this id.`, none);
  return problem(
    code === 'namesakes'
      ? `Several of them are called ${quoted(text)}: which ${thing} is meant? Ask the person, then call again with its id.`
      : `No ${thing} is called exactly ${quoted(text)}. These are like it; ask the person which is meant, then call again with its id.`,
    choiceTable(thing, choices, about),
  );
};

/** Choices with how sure each is. */
export const choiceTable = (
  thing: string,
  choices: readonly Choice[],
  about?: (id: string) => string | undefined,
): string =>
  fenced(
    tableOf(
      ['id', thing, ...(about === undefined ? [] : ['company']), 'confidence'],
      choices.map(({ id, name, confidence }) => [
        id,
        name,
        ...(about === undefined ? [] : [about(id)]),
        `${Math.round(confidence * 100)} per cent`,
      ]),
    ).join('\n'),
  );
