import { deepEqual } from 'node:assert/strict';
import * as vscode from 'vscode';
import { GoalDrop, type Dropped } from '../../../src/tree/goalDrop.ts';
import type { GoalNode } from '../../../src/tree/goalNode.ts';
import { atEnd } from './sampleWindow.ts';

const goal = (goalId: string, companyId: string): GoalNode => ({ kind: 'goal', goalId, companyId });

/** What is told of rows that are dragged onto another. */
const dropped = (source: readonly GoalNode[], target: GoalNode | undefined): readonly Dropped[] => {
  const drop = new GoalDrop();
  atEnd(() => drop.dispose());
  const told: Dropped[] = [];
  drop.onDidDrop((each) => told.push(each));
  const data = new vscode.DataTransfer();
  drop.handleDrag(source, data);
  drop.handleDrop(target, data);
  return told;
};

describe('goals that are dragged', () => {
  it('onto a company or one of its goals are for that company', () => {
    const source = [goal('G1', 'C1'), goal('G2', 'C1')];
    const expected = [{ goalIds: ['G1', 'G2'], companyId: 'C2' }];
    deepEqual(dropped(source, { kind: 'company', companyId: 'C2' }), expected);
    deepEqual(dropped(source, goal('G9', 'C2')), expected);
  });

  it('are nothing without a company, and a company that is dragged is nothing', () => {
    deepEqual(dropped([goal('G1', 'C1')], undefined), []);
    deepEqual(dropped([{ kind: 'company', companyId: 'C1' }], { kind: 'company', companyId: 'C2' }), []);
  });
});
