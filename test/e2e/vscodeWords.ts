import type { Locator, Page } from '@playwright/test';

/** What VS Code itself calls its commands and buttons: a release that calls one otherwise is met here. */
export const vscodeCommand = {
  revert: 'File: Revert File',
  saveAll: 'File: Save All Files',
  reopenClosed: 'View: Reopen Closed Editor',
  settings: 'Preferences: Open Settings (UI)',
} as const;

type Answer = 'save' | 'dontSave' | 'cancel';

const buttons: Readonly<Record<Answer, string>> = { save: 'Save', dontSave: "Don't Save", cancel: 'Cancel' };

/** A button of the question that VS Code asks when a tab with edits is closed. */
export const closingButton = (page: Page, answer: Answer): Locator =>
  page.locator('.monaco-dialog-box').getByRole('button', { name: buttons[answer], exact: true });

export const answerClosing = (page: Page, answer: Answer): Promise<void> => closingButton(page, answer).click();
