import { isRecord, parseJson } from '../json.ts';
import type { TenantId } from '../model/tenant.ts';
import type { Answer } from './answer.ts';
import type { Consent } from './consent.ts';

/** Who said that changes may be sent: a person who was asked, nobody since the client cannot ask, or a person who refused. */
export type Confirmed = 'person' | 'notAsked' | 'declined';

/** One call of a tool: ids and names of fields, and nothing that people wrote in the tenant. */
export type Activity = {
  /** ISO 8601. */
  readonly at: string;
  readonly tool: string;
  /** The agent's way in: a chat in VS Code, a server for agents, a script. */
  readonly via: Via;
  /** The first goals that it was told of or that it changed. */
  readonly goals: readonly string[];
  readonly goalCount: number;
  /** Fields that were planned or changed. */
  readonly fields: readonly string[];
  readonly hasFailed: boolean;
  /** Of what would send changes. */
  readonly confirmed?: Confirmed;
  /** The plan that was applied. */
  readonly plan?: string;
  /** Where that is kept: a server may have a folder of its own. */
  readonly planFolder?: string;
  /** Noted before anything of the plan was sent; how it ended has a line of its own, unless its process did not live to write it. */
  readonly isBegun?: true;
};

export type Via = (typeof ways)[number];
const ways = ['chat', 'server', 'commandLine'] as const;

/** Where it is written down. Never throws: no tool fails by it. */
export type ActivityLog = {
  readonly via: Via;
  record(tenant: TenantId, activity: Activity): void;
};

const mostGoals = 20;

type Called = {
  readonly tool: string;
  readonly at: Date;
  readonly via: Via;
  readonly consent: Consent;
  readonly answer: Answer;
  /** Whether a goal has this id. */
  readonly knows: (id: string) => boolean;
};

export const activityOf = ({ tool, at, via, consent, answer, knows }: Called): Activity => {
  const { text, isError, about } = answer;
  const goals = about?.goals ?? idsIn(text).filter(knows);
  return {
    at: at.toISOString(),
    tool,
    via,
    goals: goals.slice(0, mostGoals),
    goalCount: goals.length,
    fields: about?.fields ?? [],
    hasFailed: isError,
    ...(about?.plan === undefined ? {} : { confirmed: confirmedBy(consent), plan: about.plan }),
    ...(tool === 'apply_plan' && consent === 'no' ? { confirmed: 'declined' as const } : {}),
  };
};

const confirmedBy = (consent: Consent): Confirmed => (consent === 'yes' ? 'person' : 'notAsked');

const idsIn = (text: string): readonly string[] => [...new Set(text.match(/\b[A-Z0-9]{36}\b/g))];

/** Undefined for a line that is none, as one that was cut off when a process ended. */
export const readActivity = (line: string): Activity | undefined => {
  const json = parseJson(line);
  if (!isRecord(json)) return undefined;
  const { at, tool, goalCount, confirmed, plan, planFolder, isBegun } = json;
  const via = ways.find((way) => way === json['via']);
  if (typeof at !== 'string' || Number.isNaN(Date.parse(at)) || typeof tool !== 'string' || via === undefined)
    return undefined;
  const by = (['person', 'notAsked', 'declined'] as const).find((each) => each === confirmed);
  return {
    at,
    tool,
    via,
    goals: textsIn(json['goals']),
    goalCount: typeof goalCount === 'number' ? goalCount : 0,
    fields: textsIn(json['fields']),
    hasFailed: json['hasFailed'] === true,
    ...(by && { confirmed: by }),
    ...(typeof plan === 'string' ? { plan } : {}),
    ...(typeof planFolder === 'string' ? { planFolder } : {}),
    ...(isBegun === true ? { isBegun } : {}),
  };
};

/** Each call once: the line that says that a plan was begun is left out where a later one says how that ended. @param activities the last first */
export const eachOnce = (activities: readonly Activity[]): readonly Activity[] => {
  const later = new Set<string | undefined>();
  return activities.filter(({ plan, isBegun }) => {
    const isTold = isBegun === true && later.has(plan);
    later.add(plan);
    return !isTold;
  });
};

const textsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
