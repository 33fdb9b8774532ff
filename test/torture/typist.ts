// A process that edits goals as the form's host does, through its sessions and the drafts on disk, and says on stdout
// what it begins and what is done, until somebody ends it.
import { writeSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { goalStatuses } from '../../src/api/schema.ts';
import { Drafts } from '../../src/editing/drafts.ts';
import { GoalSession, type SessionDeps } from '../../src/editing/goalSession.ts';
import { GoalSaver } from '../../src/editing/goalSaver.ts';
import type { GoalFields } from '../../src/model/goalFields.ts';
import { noMetricFields, type MetricFields } from '../../src/model/goalRules.ts';
import { Failure } from '../../src/failure.ts';
import { newStore } from '../unit/model/newStore.ts';
import { seeded } from '../../src/sample/data/seeded.ts';
import { openClient } from './openClient.ts';
import { tenantId, type Said, type Task, type Text } from './typing.ts';

type Form = {
  readonly id: string;
  readonly session: GoalSession;
  readonly saver: GoalSaver;
  sending?: Promise<void>;
  discarding?: Promise<void>;
};

const task: Task = JSON.parse(process.argv[2] ?? '');
const chance = seeded('goal', task.seed);
const letters = Array.from('abcxyz 0189.,-"\'\\/<>&{}[]äß√🎯\n\t');
const inName = letters.filter((letter) => letter.trim() !== '');
/** In milliseconds. Nobody forgets a typist. */
const longestLife = 20_000;

const say = (said: Said): void => void writeSync(1, `${JSON.stringify(said)}\n`);
const complain = (line: string): void => void writeSync(2, `${line}\n`);

const store = newStore(() => new Date());
store.use(openClient(task.tenant));
const log = { debug: () => {}, info: () => {}, warn: () => {}, error: complain };
const deps: SessionDeps = {
  store,
  log,
  drafts: new Drafts(task.folder, complain),
  tenant: () => tenantId,
  now: () => Date.now(),
};
const forms = new Map<string, Form>();
let begun = 0;
store.onDidChange(() => forms.forEach(({ session }) => session.follow()));

const textOf = ({ session }: Form): Text => ({ fields: session.edits.mine, metric: session.metric.fields });

const open = async (id: string, isNew: boolean): Promise<void> => {
  const preset = isNew ? { companyId: task.companyId } : {};
  const session = new GoalSession(deps, { tenant: tenantId, id, isNew, name: '', preset });
  const form: Form = { id, session, saver: new GoalSaver(session, { store, log }) };
  session.restore('restoreDraft');
  session.follow();
  while (!session.isDescriptionKnown || (session.goalId !== undefined && session.goal === undefined)) await turn();
  forms.set(id, form);
  say({ type: 'shows', id, text: textOf(form) });
};

const openNext = (): Promise<void> => {
  begun += 1;
  return open(`${task.prefix}${begun}`, true);
};

/** The text with one keystroke more, anywhere behind what it has to begin with. */
const typed = (text: string, from: readonly string[], beginning = ''): string => {
  const characters = Array.from(text.startsWith(beginning) ? text.slice(beginning.length) : text);
  const at = chance.next() < 0.7 ? characters.length : chance.between(0, characters.length);
  const isFull = characters.length > 80;
  if (isFull || chance.next() < 0.1) characters.splice(at - 1, isFull ? 40 : 1);
  else characters.splice(at, 0, chance.pick(from));
  return beginning + characters.join('');
};

const keystrokes = {
  Name: ({ id, session }: Form) => typed(session.edits.mine.Name, inName, session.address.isNew ? `${id}:` : ''),
  Description: ({ session }: Form) => typed(session.edits.mine.Description, letters),
  Status: () => chance.pick(goalStatuses),
  TargetDate: () => (chance.next() < 0.1 ? '' : `2031-0${chance.between(1, 9)}-1${chance.between(0, 9)}`),
};

const type = (form: Form): void => {
  const { id, session } = form;
  const field = chance.pick(['Name', 'Name', 'Description', 'Description', 'Status', 'TargetDate'] as const);
  const value = keystrokes[field](form);
  const fields: GoalFields = { ...session.edits.mine, [field]: value };
  say({ type: 'begins', id, text: { ...textOf(form), fields } });
  session.edit(field, value);
  say({ type: 'done', id });
};

const typeMetric = (form: Form): void => {
  const { id, session } = form;
  const field = chance.pick(['Name', 'TargetValue', 'Unit'] as const);
  const value = typed(session.metric.fields[field], letters);
  const metric: MetricFields = { ...session.metric.fields, [field]: value };
  say({ type: 'begins', id, text: { ...textOf(form), metric } });
  session.metric.edit(field, value);
  say({ type: 'done', id });
};

/** What has left is waited for, as the form does; to look for a goal that may have been created takes it minutes. */
const discard = async (form: Form): Promise<void> => {
  const { id, session, saver } = form;
  await form.sending;
  if (!forms.has(id)) return;
  say({ type: 'begins', id, text: { fields: session.edits.tenant, metric: noMetricFields } });
  await saver.giveUp('discard');
  say({ type: 'done', id });
  if (!session.address.isNew) return;
  forms.delete(id);
  say({ type: 'gone', id });
  await openNext();
};

const send = async (form: Form): Promise<void> => {
  const { id, session, saver } = form;
  say({ type: 'sends', id });
  const outcome = await saver.save();
  say({ type: 'sent', id, outcome });
  if (saver.conflict !== undefined) saver.choose('mine');
  if (outcome !== 'created' || session.goalId === undefined || session.isDirty || session.metric.isBegun) return;
  forms.delete(id);
  say({ type: 'became', id, goalId: session.goalId });
  await open(session.goalId, false);
  await openNext();
};

/** A person goes on with other goals meanwhile. */
const beginToDiscard = (form: Form): void =>
  void (form.discarding ??= discard(form).finally(() => delete form.discarding));

const act = (form: Form): void => {
  const what = chance.next();
  if (form.discarding !== undefined) return;
  // Whoever is told that the goal may be in the tenant already discards the draft.
  if (form.saver.failure instanceof Failure) beginToDiscard(form);
  else if (what < 0.85) type(form);
  else if (what < 0.92) typeMetric(form);
  else if (what < 0.93) beginToDiscard(form);
  else form.sending ??= send(form).finally(() => delete form.sending);
};

setTimeout(() => {
  complain('nobody ended it');
  process.exit(3);
}, longestLife);
await Promise.all([...task.goals.map((id) => open(id, false)), ...task.newGoals.map((id) => open(id, true))]);
if (task.newGoals.length === 0) await openNext();
say({ type: 'ready' });
while (forms.size > 0) {
  act(chance.pick([...forms.values()]));
  await turn();
}
