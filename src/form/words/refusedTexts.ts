import * as l10n from '@vscode/l10n';

/** By field, what the tenant said against its value, as a sentence of ours. */
export const refusedTexts = <Field extends string>(
  refused: Readonly<Partial<Record<Field, string>>>,
): Partial<Record<Field, string>> => {
  const texts: Partial<Record<Field, string>> = {};
  for (const field in refused)
    if (refused[field] !== undefined) texts[field] = l10n.t('Gainsight rejected this value: {0}', refused[field]);
  return texts;
};
