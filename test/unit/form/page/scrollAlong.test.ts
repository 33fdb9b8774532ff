// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { scrollAlong } from '../../../../src/form/page/scrollAlong.ts';

const sized = (scrollHeight: number, clientHeight: number): HTMLElement =>
  Object.defineProperties(document.createElement('div'), {
    scrollHeight: { value: scrollHeight },
    clientHeight: { value: clientHeight },
  });

it.each([
  [0, 0],
  [50, 200],
  [100, 400],
])('scrolled %i of 100, what follows is at %i of 400', (top, expected) => {
  const [leader, follower] = [sized(200, 100), sized(500, 100)];
  scrollAlong(leader, follower);
  leader.scrollTop = top;
  leader.dispatchEvent(new Event('scroll'));
  expect(follower.scrollTop).toBe(expected);
});

it('leaves what follows where it is when there is nothing to scroll', () => {
  const [leader, follower] = [sized(100, 100), sized(500, 100)];
  scrollAlong(leader, follower);
  follower.scrollTop = 7;
  leader.dispatchEvent(new Event('scroll'));
  expect(follower.scrollTop).toBe(7);
});
