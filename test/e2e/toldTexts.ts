import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { nameField } from './formPage.ts';

/** What a form's page was told that the extension holds; no Description where nobody typed one. */
export type ToldTexts = { readonly Name: string; readonly Description?: string };

const noted = 'toldTexts';

/** From now on {@link toldTexts} knows what the page is told. A page that is loaded anew has to be listened to anew. */
export const listenForTexts = (page: Page): Promise<void> =>
  nameField(page).evaluate((element, name) => {
    const window = element.ownerDocument.defaultView;
    if (window === null || name in window) return;
    Reflect.set(window, name, null);
    // The extension tells what it holds after each edit, and VS Code has heard of the edit before the page has.
    window.addEventListener('message', ({ data }) => {
      if (data.type !== 'state') return;
      const { values, source } = data.state;
      Reflect.set(window, name, { Name: values.Name, Description: source.markdown });
    });
  }, noted);

/** Undefined as long as the page was told nothing. */
export const toldTexts = async (page: Page): Promise<ToldTexts | undefined> => {
  const told: ToldTexts | null | undefined = await nameField(page).evaluate(
    (element, name) => Reflect.get(element.ownerDocument.defaultView ?? {}, name),
    noted,
  );
  return told ?? undefined;
};

/** Waits until the extension, and VS Code with it, has heard that this was typed, after {@link listenForTexts}. */
export const expectTold = (page: Page, texts: Partial<ToldTexts>): Promise<void> =>
  expect.poll(() => toldTexts(page), { message: 'what the extension holds' }).toMatchObject(texts);
