import type { Page } from '@playwright/test';
import { nameField } from './formPage.ts';

/** What was typed into a form and acknowledged by the extension; nothing for a field that nobody typed in since it was shown. */
export type HeldTexts = { readonly Name?: string; readonly Description?: string };

type Edit = { readonly field: string; readonly seq: number; readonly value: string; readonly markdown?: string };

const sent = 'sentEdits';
const answered = 'answeredSeq';

/** The frame around a form's page: what the page says to the extension passes through it. */
const around = (page: Page) => page.frameLocator('iframe.webview.ready:visible').locator('body');

/** From now on {@link heldTexts} knows what was typed. A page that is loaded anew has to be listened to anew. */
export const listenForTexts = async (page: Page): Promise<void> => {
  await around(page).evaluate((body, name) => {
    const window = body.ownerDocument.defaultView;
    if (window === null || name in window) return;
    const edits: unknown[] = [];
    Reflect.set(window, name, edits);
    const { prototype } = window.MessagePort;
    const post: unknown = Reflect.get(prototype, 'postMessage');
    if (typeof post !== 'function') throw new Error('a port posts no messages');
    const pass = function (this: unknown, ...args: unknown[]): unknown {
      const message = Object(Object(args[0]).data).message;
      // A new page counts its edits anew.
      if (message?.type === 'ready') edits.length = 0;
      if (message?.type === 'edit') edits.push(message);
      return Reflect.apply(post, this, args);
    };
    Reflect.set(prototype, 'postMessage', pass);
  }, sent);
  await nameField(page).evaluate((element, name) => {
    const window = element.ownerDocument.defaultView;
    if (window === null || name in window) return;
    Reflect.set(window, name, 0);
    window.addEventListener('message', ({ data }) => {
      if (typeof data.seq === 'number') Reflect.set(window, name, data.seq);
    });
  }, answered);
};

export const heldTexts = async (page: Page): Promise<HeldTexts> => {
  const upTo: number = await nameField(page).evaluate(
    (element, name) => Reflect.get(element.ownerDocument.defaultView ?? {}, name) ?? 0,
    answered,
  );
  const edits: readonly Edit[] = await around(page).evaluate(
    (body, name) => Reflect.get(body.ownerDocument.defaultView ?? {}, name) ?? [],
    sent,
  );
  const held = edits.filter(({ seq }) => seq <= upTo);
  return Object.fromEntries(held.map(({ field, value, markdown }) => [field, markdown ?? value]));
};
