import { deepEqual } from 'node:assert/strict';
import * as vscode from 'vscode';
import { GoalDrop, type Dropped } from '../../../src/tree/goalDrop.ts';
import type { GoalNode } from '../../../src/tree/goalNode.ts';
import { atEnd } from './sampleWindow.ts';

const goal = (goalId: string, companyId: string): GoalNode => ({ kind: 'goal', goalId, companyId });

/** What is told of rows that are dragged onto another. */
const dropped = (source: readonly GoalNode[], target: GoalNode | undefined): readonly Dropped[] => {
  const drop = new GoalDrop((node) => parents.get(node));
  atEnd(() => drop.dispose());
  const told: Dropped[] = [];
  drop.onDidDrop((each) => told.push(each));
  const data = new vscode.DataTransfer();
  drop.handleDrag(source, data);
  drop.handleDrop(target, data);
  return told;
};

const parents = new Map<GoalNode, GoalNode>();
const below = (parent: GoalNode): GoalNode => {
  const node = goal('G9', 'C2');
  parents.set(node, parent);
  return node;
};

describe('goals that are dragged', () => {
  const source = [goal('G1', 'C1'), goal('G2', 'C1')];
  const goalIds = ['G1', 'G2'];

  it('onto a company or one of its goals are for that company', () => {
    const company: GoalNode = { kind: 'company', companyId: 'C2' };
    const expected = [{ goalIds, grouping: 'company', key: 'C2' }];
    deepEqual(dropped(source, company), expected);
    deepEqual(dropped(source, below(company)), expected);
  });

  it('onto another group or one of its goals are for that group', () => {
    const group: GoalNode = { kind: 'group', grouping: 'status', key: 'Missed' };
    const expected = [{ goalIds, grouping: 'status', key: 'Missed' }];
    deepEqual(dropped(source, group), expected);
    deepEqual(dropped(source, below(group)), expected);
    deepEqual(dropped(source, { kind: 'group', grouping: 'owner', key: undefined }), [
      { goalIds, grouping: 'owner', key: undefined },
    ]);
  });

  it('are nothing without a group, and a company that is dragged is nothing', () => {
    deepEqual(dropped(source, undefined), []);
    deepEqual(dropped(source, goal('G8', 'C2')), []);
    deepEqual(dropped([{ kind: 'company', companyId: 'C1' }], { kind: 'company', companyId: 'C2' }), []);
  });
});
