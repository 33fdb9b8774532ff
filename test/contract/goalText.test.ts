import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Client } from '../../src/api/client.ts';
import type { Goal, GoalMetric } from '../../src/api/schema.ts';
import { RichText } from '../../src/description/richText.ts';
import { madeEntries } from '../../src/goalText/madeEntries.ts';
import { readGoalText } from '../../src/goalText/readGoalText.ts';
import { GoalShower, type TextBase } from '../../src/goalText/textBase.ts';
import { idEdit, metricEdits, type TextEdit } from '../../src/goalText/textEdits.ts';
import { planOfText } from '../../src/goalText/textPlan.ts';
import { writeGoalText } from '../../src/goalText/writeGoalText.ts';
import { newStore } from '../unit/model/newStore.ts';
import { applyPlan } from '../../src/plan/applyPlan.ts';
import { Names, type KnownTenant } from '../../src/plan/knownTenant.ts';
import { rowsOf } from '../../src/plan/makePlan.ts';
import { stepsOf, type Plan } from '../../src/plan/plan.ts';
import { madeFrom } from '../../src/plannedChanges/madeFrom.ts';
import { connect } from '../unit/api/connectedClient.ts';
import { memory } from './planTenant.ts';

const applied = (source: string, edits: readonly TextEdit[]): string =>
  edits
    .toSorted((a, b) => b.at - a.at)
    .reduce((text, { at, length, text: more }) => text.slice(0, at) + more + text.slice(at + length), source);

const opened = async () => {
  const connected = await connect({ tenant: { goals: 120 } });
  const store = newStore(() => new Date());
  store.use(connected.client);
  await store.load();
  const templates = await store.templates();
  const known: KnownTenant = {
    goal: (id) => store.goal(id),
    goalsOf: (id) => store.goalsOf(id),
    companies: () => store.companies(),
    owners: () => store.owners(),
    templates: () => templates,
  };
  const ids = store
    .companies()
    .flatMap(({ Gsid }) => store.goalsOf(Gsid))
    .slice(0, 12)
    .map(({ Gsid }) => Gsid);
  return { ...connected, store, known, ids };
};

type Opened = Awaited<ReturnType<typeof opened>>;
type Whole = { readonly goal: Goal; readonly metrics: readonly GoalMetric[] };

const readAll = async (client: Client, ids: readonly string[]): Promise<readonly Whole[]> =>
  Promise.all(ids.map(async (id) => ({ goal: await client.getGoal(id), metrics: await client.listGoalMetrics(id) })));

const baseOf = (all: readonly Whole[], { known }: Opened): TextBase => {
  const shower = new GoalShower(new Names(known), known);
  const goals = all.map(({ goal, metrics }) => {
    const Description = goal.Description ?? '';
    const { markdown } = new RichText(Description, Description);
    return shower.base({ ...goal, Description }, { markdown, metrics });
  });
  return { tenant: 'sample', goals };
};

type Change = { readonly at: number; readonly kind: string; readonly text: string };

const word = fc.stringMatching(/^[A-Z][a-z]{1,6}( [a-z:#'-]{1,5}){0,2}[a-z]$/);
const change = fc.record<Change>({
  at: fc.nat(11),
  kind: fc.constantFrom('name', 'status', 'targetDate', 'owner', 'description', 'comment', 'metric', 'new', 'gone'),
  text: word,
});

/** The text with a change, as a person would make it. */
const edited = (text: string, { at, kind, text: word_ }: Change, { store }: Opened): string => {
  const entries = text.split(/(?=^ {2}- id: )/m);
  const place = 1 + (at % Math.max(1, entries.length - 1));
  const entry = entries[place] ?? '';
  const owners = store.owners();
  const quoted = JSON.stringify(word_);
  const put = (key: string, value: string): string =>
    entry.replace(new RegExp(`^( {4}${key}:).*$`, 'm'), `$1 ${value}`);
  const changed: Readonly<Record<string, () => string>> = {
    name: () => put('name', quoted),
    status: () => put('status', ['Missed', 'Achieved', 'In Progress'][word_.length % 3] ?? ''),
    targetDate: () => put('targetDate', `2031-0${1 + (word_.length % 9)}-11`),
    owner: () => put('owner', owners[word_.length % owners.length]?.id ?? ''),
    description: () =>
      entry.replace(/^ {4}description:( \|[\d+-]*)?$/m, (line) =>
        line.endsWith('|') ? `${line}\n      ${word_}\n` : `    description: |\n      ${word_}`,
      ),
    comment: () => `  # ${word_}\n${entry}`,
    gone: () => '',
    new: () => entry,
    metric: () => entry,
  };
  const next = entries.with(place, changed[kind]?.() ?? entry).join('');
  if (kind !== 'new') return next;
  const company = /^ {4}company: (.*)$/m.exec(entry)?.[1] ?? '';
  const metrics = `    metrics:\n      - {name: ${quoted}, target: 7}\n`;
  return `${next.trimEnd()}\n  # ${word_}\n  - company: ${company}\n    name: ${quoted}\n${metrics}`;
};

const apply = async (text: string, base: TextBase, all: Opened) => {
  const read = readGoalText(text);
  const { intents, problems } = planOfText(read, {
    file: 'f',
    tenant: 'sample',
    known: all.known,
    isComplete: true,
    base,
  });
  expect(problems).toEqual([]);
  const steps = stepsOf(rowsOf({ intents, answers: {} }, all.known), []);
  const journal = memory();
  const ended = await applyPlan(steps, { client: all.client, journal });
  expect(ended.settled).toBe(steps.length);
  await all.store.load();
  await all.store.refresh({ isAsked: true });
  const plan: Plan = { id: 'p', tenant: 'sample', intents, answers: {}, leftOut: [] };
  const states = new Map(journal.entries.map(({ step, state }) => [step, state]));
  return { intents, steps, goals: madeFrom({ plan, steps, states }, 'f') };
};

it('a text that was planned and applied is what the tenant holds: it changes nothing any more', async () => {
  const all = await opened();
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
      const before = await readAll(all.client, all.ids);
      const base = baseOf(before, all);
      const text = changes.reduce((now, each) => edited(now, each, all), writeGoalText('sample', base.goals));
      const { steps, goals } = await apply(text, base, all);
      const after = await readAll(all.client, all.ids);
      // What nobody touched is byte for byte what it was.
      const touched = new Set(
        steps.flatMap((step) =>
          step.kind === 'update' && step.changes.some(({ field }) => field === 'Description') ? [step.goalId] : [],
        ),
      );
      const descriptions = (some: readonly Whole[]) =>
        some.filter(({ goal }) => !touched.has(goal.Gsid)).map(({ goal }) => goal.Description);
      expect(descriptions(after)).toEqual(descriptions(before));
      // New goals get their ids, and nothing of the text is planned again.
      const read = readGoalText(text);
      const arrived = madeEntries(read, goals, new Names(all.known)).arrived;
      const later = applied(
        text,
        arrived.flatMap(({ entry, goalId }) => {
          const goal = all.known.goal(goalId);
          return goal === undefined ? [] : idEdit(text, entry, goal);
        }),
      );
      const made = await readAll(
        all.client,
        arrived.map(({ goalId }) => goalId),
      );
      const withIds = readGoalText(later).entries.flatMap((entry) =>
        metricEdits(later, entry, made.find(({ goal }) => goal.Gsid === entry.values.id?.text)?.metrics ?? []),
      );
      const stable = applied(later, withIds);
      const now = baseOf([...after, ...made], all);
      const again = planOfText(readGoalText(stable), {
        file: 'f',
        tenant: 'sample',
        known: all.known,
        isComplete: true,
        base: now,
      });
      expect([
        again.problems,
        rowsOf({ intents: again.intents, answers: {} }, all.known).filter(({ state }) => state.kind !== 'unchanged'),
      ]).toEqual([[], []]);
    }),
    { numRuns: 8 },
  );
}, 600_000);
