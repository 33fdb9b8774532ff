import { pseudoTag } from '../workbench/pseudoLanguage.ts';
import { displayedTexts } from './displayedTexts.ts';
import { expect, test } from './fixtures.ts';
import { startForeignTenant } from './foreignTenant.ts';
import { travel } from './languageJourney.ts';
import { screenshot } from './screenshot.ts';
import { readableTexts } from './shownTexts.ts';

test.use({ displayLanguage: pseudoTag, isJudged: false, settings: { 'files.autoSave': 'off' } });

test('in another language no text of ours is left in English', { tag: '@once' }, async ({ page, tenant }) => {
  page.setDefaultTimeout(30_000);
  const relay = await startForeignTenant(tenant.url);
  const look = async (place: string): Promise<void> => {
    const left = await readableTexts(page);
    if (left.length > 0) await screenshot(page, `left-in-English-${place}`);
    expect.soft(left, place).toEqual([]);
  };
  await travel({ page, tenant, url: relay.url, texts: displayedTexts(pseudoTag), look });
  relay.close();
});
