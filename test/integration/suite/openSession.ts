import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Drafts } from '../../../src/editing/drafts.ts';
import type { GoalAddress } from '../../../src/editing/goalAddress.ts';
import { GoalSaver } from '../../../src/editing/goalSaver.ts';
import { GoalSession } from '../../../src/editing/goalSession.ts';
import type { FormParts } from '../../../src/form/formWords.ts';
import { GoalChoices } from '../../../src/form/goalChoices.ts';
import { ReadableText } from '../../../src/form/readableText.ts';
import type { Goal } from '../../../src/api/schema.ts';
import { atEnd, openLoadedWindow } from './sampleWindow.ts';

const company = 'Alderbrook Insurance';
export const goalName = 'Answer within four hours';

/** A goal that is being edited, with its draft in a folder of its own, and no form. */
export const openSession = async (addressFor: (goal: Goal) => Partial<GoalAddress> = () => ({})) => {
  const { store, log, goalIn, changeElsewhere } = await openLoadedWindow();
  const goal = goalIn(company, goalName);
  const folder = mkdtempSync(join(tmpdir(), 'forms-'));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  const drafts = new Drafts(folder, (line) => log.warn(line));
  const usual = { tenant: 'sample', id: goal.Gsid, isNew: false, name: goal.Name, preset: {} };
  const address: GoalAddress = { ...usual, ...addressFor(goal) };
  const session = new GoalSession({ store, drafts, log, tenant: () => 'sample', now: () => 0 }, address);
  const saver = new GoalSaver(session, { store, log });
  const parts: FormParts = {
    where: { label: 'acme', isMarked: false },
    session,
    saver,
    choices: new GoalChoices(store),
    readable: new ReadableText(() => undefined),
  };
  return { store, log, goal, folder, drafts, session, saver, parts, changeElsewhere };
};
