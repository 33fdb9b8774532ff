import { expect, it } from 'vitest';
import { openInSteps, RichText } from '../../../src/description/richText.ts';
import { finished } from '../../../src/description/steps.ts';

const html = Array.from({ length: 20 }, (_, at) => `<p style="color: red">Part ${at}</p>`).join('\n');

it('is the same text whether it is opened at once or a part at a time', () => {
  const [once, bySteps] = [new RichText(html, html), finished(openInSteps(html, html))];
  expect(bySteps.markdown).toBe(once.markdown);
  expect(bySteps.atStake).toEqual(once.atStake);
  expect(bySteps.write(`${once.markdown}!`)).toEqual(once.write(`${once.markdown}!`));
});

it('lets others work after each part', () => {
  const stepsOf = (steps: Iterator<unknown>): number => {
    let count = 0;
    while (steps.next().done !== true) count += 1;
    return count;
  };
  expect(stepsOf(openInSteps(html, html))).toBeGreaterThanOrEqual(20);
  expect(stepsOf(new RichText(html, html).assess())).toBe(20);
});
