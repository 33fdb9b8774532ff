import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Goal } from '../api/schema.ts';
import type { Draft, DraftKey } from '../editing/draft.ts';
import { NotConnected, type GoalStore } from '../model/goalStore.ts';
import { plainLabel } from '../model/plainLabel.ts';
import { conflictDraft, lostDraft } from './conflictDraft.ts';
import type { PlanSession } from './planSession.ts';
import type { Planned } from './planned.ts';

type OpenForm = {
  /** Whether everything that stands in it is in the tenant. */
  readonly isUntouched: boolean;
  show(draft: Draft): void;
};

export type OfferDeps = {
  readonly store: Pick<GoalStore, 'fetchGoal'>;
  readonly drafts: { has(key: DraftKey): boolean; write(key: DraftKey, draft: Draft): void };
  readonly forms: { openForm(goal: DraftKey & { readonly isNew: boolean }): Promise<OpenForm | undefined> };
};

/**
 * Leaves a draft of what is not stored, once for each step, so that the goal's form shows both versions: what was planned and is in
 * conflict, or what a colleague wrote and was written over. Where something is typed into the goal, that stays.
 */
export const offerVersions = async (key: string, { Gsid, Name }: Goal, session: PlanSession, deps: OfferDeps) => {
  const { planned } = session;
  const state = planned?.states.get(key);
  if (planned === undefined || session.isApplying || (state?.kind !== 'conflict' && state?.kind !== 'notPutBack'))
    return;
  if (isOffered(planned, key)) return;
  const draftKey = { tenant: planned.plan.tenant, id: Gsid };
  // The description is in no list, and what is written over now has to be what is there now.
  const goal = await deps.store.fetchGoal(Gsid);
  const form = await deps.forms.openForm({ ...draftKey, isNew: false });
  if (session.tenant !== planned.plan.tenant) throw new NotConnected();
  // Two clicks are two of this.
  if (isOffered(session.planned, key)) return;
  if (form?.isUntouched === false || deps.drafts.has(draftKey)) return tellInTheWay(Name);
  const draft = draftOf(planned, key, goal);
  if (draft !== undefined && form !== undefined) form.show(draft);
  else if (draft !== undefined) deps.drafts.write(draftKey, draft);
  await session.offered(planned, key);
};

const isOffered = (planned: Planned | undefined, key: string): boolean => {
  const state = planned?.states.get(key);
  return (state?.kind === 'conflict' || state?.kind === 'notPutBack') && state.isOffered === true;
};

const draftOf = ({ steps = [], states }: Planned, key: string, goal: Goal): Draft | undefined => {
  const state = states.get(key);
  if (state?.kind === 'notPutBack') return lostDraft(goal, state, new Date());
  const step = steps.find((each) => each.key === key);
  const isConflict = state?.kind === 'conflict' && step?.kind === 'update';
  return isConflict ? conflictDraft(goal, step, state, new Date()) : undefined;
};

const tellInTheWay = (name: string): void => {
  const text = l10n.t(
    '“{0}” has unsaved changes. Save or discard them, then open it from Planned Changes again to see both versions.',
    plainLabel(name),
  );
  void vscode.window.showInformationMessage(text);
};
