import type { Locator, Page } from '@playwright/test';

/** Where the extension's texts are shown, by a name for it. What VS Code says elsewhere in the window is not looked at. */
const placesOf = (page: Page): ReadonlyMap<string, Locator> =>
  new Map([
    ['activity bar', page.locator('.activitybar [role=tab]').filter({ has: page.locator('[class*=customerGoals]') })],
    ['side bar', page.locator('.part.sidebar')],
    ['tabs', page.locator('.tabs-container .tab')],
    ['question', page.locator('.quick-input-widget:visible')],
    ['notifications', page.locator('.notifications-toasts .notification-list-item')],
    ['dialog', page.locator('.monaco-dialog-box')],
    ['menu', page.locator('.monaco-menu:visible')],
    ['tooltip', page.locator('.workbench-hover:visible')],
    ['status bar', page.locator('.statusbar-item[id^="customer-goals"]')],
    ['settings', page.locator('.settings-editor .setting-item-description')],
    ['report', page.locator('.editor-instance:not(:has(.settings-editor)) .view-lines')],
  ]);

/** What may be read there in Latin letters, and why. Nothing of VS Code's own stands in a form. */
const allowed: readonly { readonly why: string; readonly where: RegExp; readonly what: readonly RegExp[] }[] = [
  {
    why: 'an address, a domain, an id, or the end of a name of a file is the same in every language',
    where: /./,
    what: [
      /https?:\/\/\S*|\{(?:host|goalId|companyId)\}|\b127\.0\.0\.1:\d+/g,
      /\.(?:goal|md|txt)\b|\b(?:[\w-]+\.)*(?:gainsightcloud|example)\.com\b|\bacme(?:\.us2)?\b/g,
      /\b1[A-Z]\d[A-Z0-9]{13,}\b|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g,
    ],
  },
  { why: 'words that a person types are English', where: /^question/, what: [/“(?:overdue|missed|achieved)”/g] },
  {
    why: 'VS Code names keys',
    where: /^(?!form)/,
    what: [
      /\((?:Ctrl|Shift|Alt|Del)[^)]*\)/g,
      /^(?:Ctrl|Shift|Alt)$/g,
      /\b(?:Control|Shift|Alt)\+[\w+ ]+$/g,
      / \(Press 'Enter'[^)]*\)$/g,
    ],
  },
  {
    why: 'VS Code has these of its own, and lists in the palette the English of each command',
    where: /^(?:side bar|question|notifications|dialog|tabs)/,
    what: [
      /^(?:Views and More Actions|More Actions)\.\.\.$/g,
      /^(?:Collapse All|Progress|Settings|Welcome|Warning|Info|Close|Close Dialog|Cancel|Back|Configure Keybinding|Tab actions)\s*$/g,
      /^(?:Notification Actions|Clear Notification|Explorer actions)\s*$/g,
      /^\d+ Results$|^Type the name of a command to run\.$|^Customer Goals: .*/g,
    ],
  },
  {
    why: 'VS Code names the parts around ours after them',
    where: /^(?:side bar|question|notifications|tabs)/,
    what: [
      /^Actions for /g,
      / (?:actions|Section)$/g,
      /: Focus on (?=.* View$)/g,
      / View$/g,
      /^View: Show/g,
      /^Source: /g,
      /, preview$/g,
    ],
  },
];

type Shown = { readonly kind: string; readonly text: string };

/** Each text of elements and what is in them that can be seen or heard, and as what: `title`, or `text`. */
const textsIn = (elements: readonly Element[]): readonly Shown[] => {
  const spoken = [
    'aria-label',
    'title',
    'placeholder',
    'alt',
    'aria-description',
    'aria-roledescription',
    'aria-valuetext',
  ];
  const isRendered = (element: Element): boolean =>
    !element.matches('script, style, noscript, template') && element.checkVisibility();
  const own = (element: Element): readonly Shown[] => [
    ...spoken.map((kind) => ({ kind, text: element.getAttribute(kind) ?? '' })),
    ...[...element.childNodes].map((node) => ({
      kind: 'text',
      text: node.nodeType === Node.TEXT_NODE ? (node.textContent ?? '').trim() : '',
    })),
  ];
  return elements.flatMap((root) => [root, ...root.querySelectorAll('*')].filter(isRendered).flatMap(own));
};

const isReadable = (place: string, text: string): boolean => {
  const patterns = allowed.filter(({ where }) => where.test(place)).flatMap(({ what }) => what);
  return /[A-Za-z]{2,}/.test(patterns.reduce((rest, pattern) => rest.replaceAll(pattern, ''), text));
};

/** Every text of the extension in sight, or heard there, by where that is. */
const shownTexts = async (page: Page): Promise<readonly (Shown & { readonly place: string })[]> => {
  const places = new Map(placesOf(page));
  for (const [index, frame] of (await page.locator('iframe.webview.ready:visible').all()).entries())
    places.set(`form ${index + 1}`, frame.contentFrame().frameLocator('#active-frame').locator('html'));
  const found = await Promise.all(
    [...places].map(async ([place, locator]) =>
      (await locator.evaluateAll(textsIn)).map((shown) => ({ place, ...shown })),
    ),
  );
  return found.flat();
};

const asLines = (texts: readonly (Shown & { readonly place: string })[]): readonly string[] => [
  ...new Set(texts.map(({ place, kind, text }) => `${place}, ${kind}: ${text}`)),
];

/** The texts in which a word has Latin letters: `side bar, title: Save`. */
export const readableTexts = async (page: Page): Promise<readonly string[]> =>
  asLines((await shownTexts(page)).filter(({ place, text }) => isReadable(place, text)));

/** Those that are one of these texts, and in no place where VS Code has the same of its own. */
export const textsAmong = async (page: Page, texts: ReadonlySet<string>): Promise<readonly string[]> =>
  asLines((await shownTexts(page)).filter(({ place, text }) => texts.has(text) && isReadable(place, text)));
