import type { Page } from '@playwright/test';
import type { Settings } from '../workbench/profile.ts';
import { expect } from './fixtures.ts';
import { webview } from './webview.ts';

/** The id in the latest supported VS Code, and the kind that it tells a form's page. */
type Theme = { readonly name: string; readonly id: string; readonly kind: string };

/** A running VS Code goes from one to the other as the system does. */
type ThemePair = { readonly dark: Theme; readonly light: Theme };

export const themePairs: readonly ThemePair[] = [
  {
    dark: { name: 'dark', id: 'Dark 2026', kind: 'vscode-dark' },
    light: { name: 'light', id: 'Light 2026', kind: 'vscode-light' },
  },
  {
    dark: { name: 'highContrastDark', id: 'Default High Contrast', kind: 'vscode-high-contrast' },
    light: { name: 'highContrastLight', id: 'Default High Contrast Light', kind: 'vscode-high-contrast-light' },
  },
];

export const followSystem = ({ dark, light }: ThemePair): Settings => ({
  'window.autoDetectColorScheme': true,
  'workbench.preferredDarkColorTheme': dark.id,
  'workbench.preferredLightColorTheme': light.id,
});

/** Looks at what stands in the window, which has a form in front, in both themes. */
export async function inBoth(
  { dark, light }: ThemePair,
  page: Page,
  look: (theme: string) => Promise<void>,
): Promise<void> {
  for (const [colorScheme, { name, id, kind }] of [['dark', dark] as const, ['light', light] as const]) {
    await page.emulateMedia({ colorScheme });
    const body = webview(page).locator('body');
    await expect(body).toHaveAttribute('data-vscode-theme-id', id);
    await expect(body).toHaveAttribute('data-vscode-theme-kind', kind);
    await look(name);
  }
}
