import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { webview } from './webview.ts';
import type { Workbench } from './workbench.ts';

/** The ids in the latest supported VS Code, and the kinds that it tells a form's page. */
const themes = {
  dark: { id: 'Dark 2026', kind: 'vscode-dark' },
  light: { id: 'Light 2026', kind: 'vscode-light' },
  highContrastDark: { id: 'Default High Contrast', kind: 'vscode-high-contrast' },
  highContrastLight: { id: 'Default High Contrast Light', kind: 'vscode-high-contrast-light' },
} as const;

/** Looks at what stands in the window, which has a form in front, in one theme after the other. */
export async function inEachTheme(
  page: Page,
  workbench: Workbench,
  look: (theme: string) => Promise<void>,
): Promise<void> {
  // The form's page and its styles are the same in both releases.
  if (test.info().project.name === 'oldest') return look('dark');
  for (const [theme, { id, kind }] of Object.entries(themes)) {
    await workbench.set({ 'workbench.colorTheme': id });
    const body = webview(page).locator('body');
    await expect(body).toHaveAttribute('data-vscode-theme-id', id);
    await expect(body).toHaveAttribute('data-vscode-theme-kind', kind);
    await look(theme);
  }
}
