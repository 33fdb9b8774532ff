import type { Locator, Page } from '@playwright/test';

/** What was not drawn after so many milliseconds never will be. */
const most = 60_000;

/** From the press on something to the paint of what was not there before, in milliseconds. */
export const clickToPaint = async (page: Page, clicked: Locator, drawn: string): Promise<number> => {
  const paint = page.evaluate(
    ({ selector, wait }) =>
      new Promise<number>((resolve, reject) => {
        const end = performance.now() + wait;
        const look = (): void => {
          if (performance.now() > end) reject(new Error(`nothing like ${selector} was drawn`));
          else if (document.querySelector(selector) === null) setTimeout(look, 2);
          else requestAnimationFrame(() => setTimeout(() => resolve(performance.timeOrigin + performance.now())));
        };
        look();
      }),
    { selector: drawn, wait: most },
  );
  await clicked.click();
  const drawnAt = await paint;
  const pressedAt: number = await page.evaluate('globalThis.pressedAt');
  return drawnAt - pressedAt;
};
