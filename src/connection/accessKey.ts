import * as l10n from '@vscode/l10n';

export type KeyReading = { readonly accessKey: string } | { readonly problem: string };

/** With what came along. */
const longest = 4096;

/** Reads a pasted access key, also with what may have come along: `accessKey: …`, quotes, a comma, curl's `-H`. */
export const readAccessKey = (typed: string): KeyReading => {
  const accessKey = typed.length > longest ? typed.trim() : withoutWrapping(typed);
  if (accessKey === '') return { problem: l10n.t('Enter the access key.') };
  if (accessKey.length > longest) return { problem: l10n.t('This is too long for an access key. Paste only the key.') };
  if (!/^[!-~]+$/.test(accessKey)) {
    return { problem: l10n.t('An access key has no spaces, line breaks, or special characters. Paste only the key.') };
  }
  return { accessKey };
};

const withoutWrapping = (text: string): string => {
  const inner = text
    .replace(/^[\s\p{C}]+/u, '')
    .replace(/(?<![\s\p{C}])[\s\p{C}]+$/u, '')
    .replace(/^(?:-H|--header)\s+/, '')
    .replace(/^(['"`])((?:(?!\1).)*)\1,?$/s, '$2')
    .replace(/^['"]?accesskey['"]?\s*[:=]/i, '');
  return inner === text ? text : withoutWrapping(inner);
};
