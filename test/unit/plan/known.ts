import type { Goal, GoalTemplate } from '../../../src/api/schema.ts';
import type { Intent } from '../../../src/plan/intent.ts';
import type { KnownTenant } from '../../../src/plan/knownTenant.ts';
import { rowsOf } from '../../../src/plan/makePlan.ts';
import type { Answers, PlanRow } from '../../../src/plan/plan.ts';

const goal = (Gsid: string, more: Partial<Goal> = {}): Goal => ({
  Gsid,
  Name: `Goal ${Gsid}`,
  CompanyId: 'C1',
  Status: 'In Progress',
  OwnerId: 'U1',
  TargetDate: '2031-01-01',
  ModifiedDate: '2031-01-01T00:00:00.000Z',
  ...more,
});

export const goals: readonly Goal[] = [
  goal('G1'),
  goal('G2', { Description: '<p>Two</p>' }),
  goal('G3', { CompanyId: 'C2', Name: 'Rollout' }),
  goal('G4', { unreadable: ['TemplateId'] }),
];

const template = (id: string, name: string, isActive = true): GoalTemplate => ({ id, name, isActive });

/** Two companies are called the same, and so are two owners. */
export const known: KnownTenant = {
  goal: (id) => goals.find(({ Gsid }) => Gsid === id),
  goalsOf: (id) => goals.filter(({ CompanyId }) => CompanyId === id),
  companies: () => [
    { Gsid: 'C1', name: 'Acme' },
    { Gsid: 'C2', name: 'Müller AG' },
    { Gsid: 'C3', name: 'Twin' },
    { Gsid: 'C4', name: 'Twin' },
  ],
  owners: () => [
    { id: 'U1', name: 'Ann Lee' },
    { id: 'U2', name: 'Bob Ray' },
    { id: 'U3', name: 'Sam Doe' },
    { id: 'U4', name: 'Sam Doe' },
  ],
  templates: () => [template('T1', 'Onboarding'), template('T2', 'Old', false)],
  statuses: () => ['On Hold'],
};

export const make = (intents: readonly Intent[], answers: Answers = {}): readonly PlanRow[] =>
  rowsOf({ intents, answers }, known);

/** A row as one line. */
export const drawn = ({ key, state }: PlanRow): string => {
  const values = (): string => {
    switch (state.kind) {
      case 'create':
        return `${state.fields.CompanyId} ${state.fields.Name} +${state.metrics.length}`;
      case 'update':
        return `${state.goalId} ${state.changes.map(({ field, before, after }) => `${field} ${before ?? '?'} → ${after}`).join(', ')}`;
      case 'addMetric':
        return `${state.goalId} ${state.metric.Name}`;
      case 'unchanged':
        return state.goalId;
      case 'refused':
        return state.refusals
          .map(({ code, fields = [], field = fields.join('+'), place }) =>
            `${code} ${field} ${place?.line ?? ''}`.trim(),
          )
          .join(', ');
      case 'open':
        return state.questions
          .map(({ field = 'goal', code, choices }) => `${field} ${code} [${choices.map(({ id }) => id).join(' ')}]`)
          .join(', ');
    }
  };
  return `${key} ${state.kind} ${values()}`;
};
