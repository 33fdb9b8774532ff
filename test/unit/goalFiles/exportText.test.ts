import { expect, it } from 'vitest';
import type { Goal } from '../../../src/api/schema.ts';
import { exportText } from '../../../src/goalFiles/exportText.ts';

const details = { descriptions: true, metrics: false };

const text = '<p>A <b>bold</b> word, a <a href="https://a.example/b">link</a>, and <i>more of it</i>.</p>';

/** How often others have their turn while the goals are exported. */
const turnsWhile = async (goals: readonly Goal[], extension: string): Promise<number> => {
  let turns = 0;
  const others = setInterval(() => (turns += 1), 0);
  await exportText(goals, extension, details);
  clearInterval(others);
  return turns;
};

it('others have their turn while many descriptions are exported as Markdown', async () => {
  const goals = Array.from({ length: 600 }, (_, at) => ({
    Gsid: `1P${at}`,
    Name: `Goal ${at}`,
    CompanyId: 'C',
    Description: `<p>${at}</p>${text.repeat(20)}`,
  }));
  // Before the work begins it is loaded.
  await exportText([], 'md', details);
  expect(await turnsWhile(goals, 'md')).toBeGreaterThan(2);
});

it('JSON names what could not be read, and gives the rest as the contract has it', async () => {
  const goal = { Gsid: 'G', Name: 'N', CompanyId: 'C', TargetDate: '2031-05-05', Description: '<p>d</p>' };
  const odd = { ...goal, unreadable: ['OwnerId'], asCame: { TargetDate: '2031-05-05T22:00:00Z' } } as const;
  const { Description: _, ...bare } = goal;
  expect(JSON.parse(await exportText([goal, odd], 'json', details))).toEqual([
    goal,
    { ...goal, unreadable: ['OwnerId'] },
  ]);
  expect(JSON.parse(await exportText([goal], 'json'))).toEqual([bare]);
});
