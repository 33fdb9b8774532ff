import { goalStatuses, type Goal, type GoalMetric, type GoalStatus } from '../../api/schema.ts';
import { dateOf, days, startOfDay } from './calendar.ts';
import { companyName, ownerNames } from './companyNames.ts';
import type { GoalTheme, MetricTheme } from './goalTheme.ts';
import { completion } from './progress.ts';
import { at, gsid, seeded, type Chance } from './seeded.ts';
import { technicalThemes } from './technicalThemes.ts';
import { templateId } from './templates.ts';
import { valueThemes } from './valueThemes.ts';

export type Named = { readonly id: string; readonly name: string };

/** A goal of the made-up data, and what its metrics are drawn from. */
export type MadeGoal = { readonly goal: Goal; readonly index: number; readonly theme: GoalTheme };

export type Dataset = {
  readonly companies: readonly Named[];
  readonly owners: readonly Named[];
  readonly goals: readonly MadeGoal[];
};

const goalThemes = [...technicalThemes, ...valueThemes];
const smallestTenant = 44;
const goalsToACompany = 20;
/** Companies that are known to the tenant and have no goal yet. */
const companiesWithoutGoal = 3;

/** The same Gsids, names and numbers every time; dates count from `today` (`yyyy-mm-dd`). */
export function makeData(goalCount: number, today: string): Dataset {
  const withGoals = Math.max(smallestTenant, Math.ceil(goalCount / goalsToACompany));
  const companies = makeNamed('company', withGoals + companiesWithoutGoal, companyName);
  const owners = makeNamed('user', ownerNames.length, (index) => at(ownerNames, index));
  const made = new Uint32Array(withGoals);
  const stamp = stampsOf(today);
  const goals = Array.from({ length: goalCount }, (_, index): MadeGoal => {
    const chance = seeded('goal', index);
    const company = companyOf(index, withGoals, chance);
    const turn = made[company]!;
    made[company] = turn + 1;
    return makeGoal(
      index,
      chance,
      at(companies, company),
      ownerOf(company, owners, chance),
      themeTurn(company, turn),
      stamp,
    );
  });
  return { companies, owners, goals };
}

/** The metrics of a goal as it was made; an edited goal keeps them. */
export function makeMetrics({ goal, index, theme }: MadeGoal): readonly GoalMetric[] {
  const chance = seeded('metric', index);
  return drawMetrics(index, theme, goal.Status).map((drawn) => ({
    Gsid: gsid('metric', chance.next),
    Name: drawn.Name,
    GoalId: goal.Gsid,
    CurrentValue: drawn.CurrentValue,
    TargetValue: drawn.TargetValue,
    Unit: drawn.Unit,
    ...(goal.ModifiedDate === undefined ? {} : { LastUpdatedDate: goal.ModifiedDate }),
  }));
}

function makeNamed(kind: 'company' | 'user', count: number, name: (index: number) => string): readonly Named[] {
  return Array.from({ length: count }, (_, index) => ({ id: gsid(kind, seeded(kind, index).next), name: name(index) }));
}

/** Every company has a goal before any has two; then a few have many and most have few, as with real customers. */
function companyOf(index: number, companies: number, chance: Chance): number {
  const skewed = Math.floor(companies * chance.next() ** 1.5);
  return index < companies ? index : skewed;
}

/** Most goals of a company are with the same person; some with nobody. */
function ownerOf(company: number, owners: readonly Named[], chance: Chance): Named | undefined {
  const draw = chance.next();
  if (draw < 0.08) return undefined;
  return draw < 0.8 ? at(owners, company * 7) : chance.pick(owners);
}

type ThemeTurn = { readonly theme: GoalTheme; readonly phase: number };

/** A company meets each theme once before one comes back as its next phase. */
function themeTurn(company: number, turn: number): ThemeTurn {
  return { theme: at(goalThemes, company * 5 + turn * 11), phase: Math.floor(turn / goalThemes.length) + 1 };
}

type Stamps = { readonly date: (offset: number) => string; readonly time: (daysAgo: number, chance: Chance) => string };

function stampsOf(today: string): Stamps {
  const start = startOfDay(today);
  const dates = new Map<number, string>();
  const date = (offset: number): string => {
    const known = dates.get(offset) ?? dateOf(start + days(offset));
    dates.set(offset, known);
    return known;
  };
  return {
    date,
    time: (daysAgo, chance) => new Date(start - days(daysAgo) + chance.between(25_200, 64_800) * 1000).toISOString(),
  };
}

function makeGoal(
  index: number,
  chance: Chance,
  company: Named,
  owner: Named | undefined,
  turn: ThemeTurn,
  stamp: Stamps,
): MadeGoal {
  const { theme, phase } = turn;
  const status = statusOf(index, chance);
  const due = dueOf(index, status, chance);
  const createdAgo = Math.max(0, -(due ?? 0)) + chance.between(14, 200);
  const description = chance.next() < 0.1 ? undefined : at(descriptions.get(theme) ?? [], chance.between(0, 3));
  const template = theme.template === undefined || chance.next() < 0.1 ? undefined : templateId(theme.template);
  const goal: Goal = {
    Gsid: gsid('goal', chance.next),
    Name: phase === 1 ? theme.name : `${theme.name}, phase ${phase}`,
    ...(description === undefined ? {} : { Description: description }),
    CompanyId: company.id,
    CompanyName: company.name,
    ...(template === undefined ? {} : { TemplateId: template }),
    Status: status,
    ...(owner === undefined ? {} : { OwnerId: owner.id, OwnerName: owner.name }),
    ...(due === undefined ? {} : { TargetDate: stamp.date(due) }),
    CompletionPercentage: completion(status, drawMetrics(index, theme, status), chance.between(5, 90)),
    CreatedDate: stamp.time(createdAgo, chance),
    ModifiedDate: stamp.time(chance.between(1, Math.min(createdAgo - 1, 60)), chance),
  };
  return { goal, index, theme };
}

function statusOf(index: number, chance: Chance): GoalStatus {
  const draw = chance.next();
  // The first four show every status, however small the tenant.
  if (index < goalStatuses.length) return at(goalStatuses, index);
  if (draw < 0.22) return 'Not Started';
  if (draw < 0.68) return 'In Progress';
  return draw < 0.92 ? 'Achieved' : 'Missed';
}

/** Days from today to the target date, negative when past; none for one goal in twelve. */
function dueOf(index: number, status: GoalStatus, chance: Chance): number | undefined {
  const offset = dueByStatus[status](chance);
  return chance.next() < 1 / 12 && index >= goalStatuses.length ? undefined : offset;
}

const dueByStatus: Record<GoalStatus, (chance: Chance) => number> = {
  'Not Started': (chance) => chance.between(-10, 270),
  'In Progress': (chance) => (chance.next() < 0.18 ? chance.between(0, 7) : chance.between(-45, 190)),
  Achieved: (chance) => chance.between(-220, 25),
  Missed: (chance) => chance.between(-200, -8),
};

type DrawnMetric = Required<Pick<GoalMetric, 'Name' | 'CurrentValue' | 'TargetValue' | 'Unit'>>;

function drawMetrics(index: number, theme: GoalTheme, status: string | undefined): readonly DrawnMetric[] {
  const chance = seeded('metric', -2 - index);
  const count = chance.next() < 0.08 ? 0 : chance.between(2, theme.metrics.length);
  return theme.metrics.slice(0, count).map((metric) => drawMetric(metric, status, chance));
}

function drawMetric([name, unit, low, high]: MetricTheme, status: string | undefined, chance: Chance): DrawnMetric {
  const target = roundTarget(chance.between(low, high), low, high);
  const current = Math.round(target * reachedBy(status, chance));
  return { Name: name, CurrentValue: unit === '%' ? Math.min(100, current) : current, TargetValue: target, Unit: unit };
}

/** People agree on round numbers: 450 users, not 447. */
function roundTarget(drawn: number, low: number, high: number): number {
  const step = high - low > 1000 ? 100 : high - low > 100 ? 10 : 1;
  return Math.max(low, Math.round(drawn / step) * step);
}

function reachedBy(status: string | undefined, chance: Chance): number {
  const draw = chance.next();
  if (status === 'Achieved') return draw < 0.6 ? 1 : 1 + draw / 6;
  if (status === 'Not Started') return 0;
  return status === 'Missed' ? 0.15 + draw * 0.7 : draw * 0.95;
}

const shaded = 'width: 50.0000%; background-color: rgb(239, 239, 239);';

function writeDescriptions({ why, steps }: GoalTheme): readonly string[] {
  const list = steps.map((step) => `<li>${step}</li>`).join('');
  return [
    `<p>${why}</p><ul>${list}</ul>`,
    `<p>${why}</p><p><strong>How we get there</strong></p><ol>${list}</ol><p>Reviewed with the sponsor every month.</p>`,
    `<p>${why}</p><p>Next: <em>${steps[0]}</em>.<br>Agreed in the kick-off; see the <a href="https://example.com/success-plan">success plan</a>.</p>`,
    `<h3>Why</h3><p>${why}</p><p>State: <span style="color: rgb(226, 80, 65);"><strong>needs attention</strong></span></p>` +
      `<table style="width: 100%;"><tbody><tr><td style="${shaded}"><strong>Step</strong></td><td style="${shaded}"><strong>By</strong></td></tr>` +
      `<tr><td>${steps[0]}</td><td>the customer’s&nbsp;admins</td></tr><tr><td>${steps[1]}</td><td>both</td></tr></tbody></table><p><br></p>`,
  ];
}

/** Four texts for each theme, shared by all goals that have it: a large tenant stays small in memory. */
const descriptions: ReadonlyMap<GoalTheme, readonly string[]> = new Map(
  goalThemes.map((theme) => [theme, writeDescriptions(theme)]),
);
