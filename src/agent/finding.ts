import type { Goal } from '../api/schema.ts';
import { Resolver, type Candidate, type Choice, type Resolution } from '../plan/resolver.ts';
import type { AgentTenant } from './agentTenant.ts';
import { problem, type Answer } from './answer.ts';
import { fenced, tableOf } from './fence.ts';
import { quoted } from './harmless.ts';

export type Found =
  | { readonly kind: 'found'; readonly id: string }
  | { readonly kind: 'answer'; readonly answer: Answer };

/** So ids look; one that no goal names yet is taken as it is where that is of use. */
export const isGsid = (text: string): boolean => /^[A-Z0-9]{36}$/.test(text);

/** The goal that an id or its very name means. A namesake is never guessed. */
export const findGoal = (tenant: AgentTenant, text: string, companyId?: string): Found => {
  const wanted = text.trim();
  if (tenant.store.goal(wanted) !== undefined || isGsid(wanted)) return { kind: 'found', id: wanted };
  const goals = companyId === undefined ? tenant.goals() : tenant.store.goalsOf(companyId);
  const resolution = new Resolver([...goals].map(candidateOf)).resolve(wanted);
  return foundBy(resolution, {
    text,
    thing: 'goal',
    about: (id) => tenant.store.goal(id)?.CompanyName,
    none: 'Call search_goals with some of its words to find its id.',
  });
};

const candidateOf = ({ Gsid, Name }: Goal): Candidate => ({ id: Gsid, name: Name });

/** The company that an id or its very name means. */
export const findCompany = (tenant: AgentTenant, text: string): Found => {
  const companies = tenant.store.companies().map(({ Gsid, name }) => ({ id: Gsid, name }));
  return foundBy(new Resolver(companies).resolve(text), {
    text,
    thing: 'company',
    none: 'Call list_companies to see their names and ids. A company without a goal is not listed.',
  });
};

/** The owner that an id or its very name means. */
export const findOwner = (tenant: AgentTenant, text: string): Found =>
  foundBy(new Resolver(tenant.store.owners()).resolve(text), {
    text,
    thing: 'owner',
    none: 'Call list_owners to see their names and ids. Who owns no goal is not listed.',
  });

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
