import type { Locator, Page } from '@playwright/test';

/** From the press on something to the paint of what was not there before, in milliseconds. */
export const clickToPaint = async (page: Page, clicked: Locator, drawn: string): Promise<number> => {
  const paint = page.evaluate(
    (selector) =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          if (document.querySelector(selector) === null) setTimeout(look, 2);
          else requestAnimationFrame(() => setTimeout(() => resolve(performance.timeOrigin + performance.now())));
        };
        look();
      }),
    drawn,
  );
  await clicked.click();
  const drawnAt = await paint;
  const pressedAt: number = await page.evaluate('globalThis.pressedAt');
  return drawnAt - pressedAt;
};
