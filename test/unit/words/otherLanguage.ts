import * as l10n from '@vscode/l10n';
import { pseudo } from '../../workbench/pseudoLanguage.ts';

/** From now on every text that is translated is without our letters, but for addresses. */
export const speakOtherLanguage = (): void => {
  const get = (_: object, key: string | symbol): string => (String(key).startsWith('en/') ? 'ru' : pseudo(String(key)));
  l10n.config({ contents: new Proxy<Record<string, string>>({}, { get }) });
};

export const speakEnglish = (): void => l10n.config({ contents: {} });

/** @param values what is shown as the tenant has it */
export const hasEnglish = (text: string, ...values: readonly string[]): boolean =>
  /[A-Za-z]{2,}/.test(['https', ...values].reduce((rest, value) => rest.replaceAll(value, ''), text));
