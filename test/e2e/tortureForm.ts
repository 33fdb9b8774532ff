import { expect, type Locator, type Page } from '@playwright/test';
import type { Chance } from '../../src/sample/data/seeded.ts';
import { draftsPane, openDrafts } from './draftRows.ts';
import { company, nameField } from './formPage.ts';
import { heldTexts, listenForTexts } from './heldTexts.ts';
import { toggleRow, treeRow } from './tree.ts';
import { webview } from './webview.ts';
import { openView } from './workbench.ts';

const fieldNames = ['Name', 'Description'] as const;
type FieldName = (typeof fieldNames)[number];
type Texts = Readonly<Record<FieldName, string>>;

const field = (page: Page, name: FieldName): Locator => webview(page).locator(`#goal-${name}`);

const alphabet = Array.from('abcdefghijklmnopqrstuvwxyz0123456789');

/** Longer ones begin anew: a name has an end. */
const longest = 120;

/** A goal's form, and beside it what was typed there, text by text, and how much of that the host has acknowledged. */
export class TortureForm {
  readonly #page: Page;
  readonly #chance: Chance;
  /** What each field may hold, one keystroke after the other: the first is acknowledged. */
  readonly #typed: Record<FieldName, string[]> = { Name: [], Description: [] };
  /** The goal's name in the tenant. */
  #stored: string;

  constructor(page: Page, chance: Chance, stored: string) {
    this.#page = page;
    this.#chance = chance;
    this.#stored = stored;
  }

  async begin(): Promise<void> {
    const shown = await this.#shown();
    for (const name of fieldNames) this.#typed[name] = [shown[name]];
  }

  /** A few keystrokes into one of the fields. */
  async type(): Promise<void> {
    const name = this.#chance.pick(fieldNames);
    const input = field(this.#page, name);
    await listenForTexts(this.#page);
    const text = Array.from({ length: this.#chance.between(1, 12) }, () => this.#chance.pick(alphabet)).join('');
    if ((this.#typed[name].at(-1) ?? '').length > longest) {
      this.#typed[name].push('x');
      await input.fill('x');
    }
    await input.press('Control+End');
    for (const letter of text) this.#typed[name].push(`${this.#typed[name].at(-1)}${letter}`);
    await input.pressSequentially(text);
  }

  /** Drops from what was typed all that came before what is acknowledged by now. */
  async note(): Promise<void> {
    const held = await heldTexts(this.#page);

    for (const name of fieldNames) {
      const text = held[name];
      if (text === undefined) continue;
      const at = this.#typed[name].lastIndexOf(text);
      expect(at, `the host holds a ${name} that was not typed: ${text}`).toBeGreaterThanOrEqual(0);
      this.#typed[name].splice(0, at);
    }
  }

  /** Types once more and waits for the answer: where none comes, {@link note} has noted nothing all the time. */
  async expectAnswer(): Promise<void> {
    await this.type();
    const typed = fieldNames.map((name) => this.#typed[name].at(-1));
    const held = async (): Promise<readonly (string | undefined)[]> => Object.values(await heldTexts(this.#page));
    await expect
      .poll(async () => (await held()).filter((text) => typed.includes(text)), { message: 'what is acknowledged' })
      .not.toEqual([]);
  }

  /** Shows the form again, however it went, and looks whether it has each acknowledged keystroke, once. */
  async check(what: string): Promise<void> {
    await this.#reopen();
    const shown = await this.#shown();
    for (const name of fieldNames) {
      expect(this.#typed[name], `${name} after: ${what}`).toContain(shown[name]);
      this.#typed[name] = [shown[name]];
    }
  }

  /** What the fields hold now is the tenant's. */
  saved(): void {
    this.#stored = this.#typed.Name.at(-1) ?? '';
  }

  async #shown(): Promise<Texts> {
    await expect(webview(this.#page).getByLabel('Description')).toBeEnabled();
    return {
      Name: await field(this.#page, 'Name').inputValue(),
      Description: await field(this.#page, 'Description').inputValue(),
    };
  }

  /** VS Code may have brought the tab back itself; else the draft is in the list, or the goal in the tree. */
  async #reopen(): Promise<void> {
    const page = this.#page;
    // VS Code may not have noted which view was open, and is slow to show the one that it noted.
    await expect(async () => {
      if (!(await treeRow(page, company).isVisible())) await openView(page);
      await expect(treeRow(page, company)).toBeVisible({ timeout: 10_000 });
    }).toPass({ timeout: 90_000 });
    await expect(async () => {
      if (!(await nameField(page).isVisible())) await this.#open();
      await expect(webview(page).locator('main[data-ready=true]')).toBeVisible({ timeout: 4000 });
      await expect(field(page, 'Description')).toBeEnabled({ timeout: 4000 });
    }).toPass({ timeout: 45_000 });
  }

  async #open(): Promise<void> {
    const page = this.#page;
    await openDrafts(page);
    const draft = draftsPane(page).getByRole('treeitem').first();
    if ((await draft.count()) > 0) return draft.click({ timeout: 2000 });
    if ((await treeRow(page, company).getAttribute('aria-expanded')) === 'false') await toggleRow(page, company);
    await treeRow(page, this.#stored).click({ timeout: 2000 });
  }
}
