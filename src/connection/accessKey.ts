export type KeyReading = { readonly accessKey: string } | { readonly problem: string };

const longest = 4096;

/** Reads a pasted access key, also with what may have come along: `accessKey: …`, quotes, a comma, curl's `-H`. */
export const readAccessKey = (typed: string): KeyReading => {
  const accessKey = withoutWrapping(typed);
  if (accessKey === '') return { problem: 'Enter the access key.' };
  if (accessKey.length > longest) return { problem: 'This is too long for an access key. Paste the key alone.' };
  if (!/^[!-~]+$/.test(accessKey)) {
    return { problem: 'An access key has no spaces, line breaks or special letters in it. Paste the key alone.' };
  }
  return { accessKey };
};

const withoutWrapping = (text: string): string => {
  const inner = text
    .replaceAll(/^[\s\p{C}]+|[\s\p{C}]+$/gu, '')
    .replace(/^(?:-H|--header)\s+/, '')
    .replace(/^(['"`])((?:(?!\1).)*)\1,?$/s, '$2')
    .replace(/^['"]?accesskey['"]?\s*[:=]/i, '');
  return inner === text ? text : withoutWrapping(inner);
};
