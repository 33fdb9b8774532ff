import { displayedTexts, untranslated } from './displayedTexts.ts';
import { expect, test } from './fixtures.ts';
import { travelThroughForm } from './languageJourney.ts';
import { textsAmong } from './shownTexts.ts';
import { webview } from './webview.ts';

test.use({ displayLanguage: 'de', isJudged: false, settings: { 'files.autoSave': 'off' } });

test('a VS Code in German shows a form in German, and cuts nothing off', { tag: '@once' }, async ({ page, tenant }) => {
  page.setDefaultTimeout(30_000);
  const english = untranslated('de');
  const look = async (place: string): Promise<void> => {
    expect.soft(await textsAmong(page, english), place).toEqual([]);
    if ((await page.locator('iframe.webview.ready:visible').count()) === 0) return;
    const isWider = await webview(page)
      .locator('html')
      .evaluate((html) => html.scrollWidth > html.clientWidth);
    expect.soft(isWider, `${place} is wider than its window`).toBe(false);
  };
  // The form has 500 pixels then.
  await page.setViewportSize({ width: 850, height: 900 });
  await travelThroughForm({ page, tenant, url: tenant.url, texts: displayedTexts('de'), look });
});
