import { createHash } from 'node:crypto';

/** Bytes of a name that leave room for endings: file systems take 255, encrypted ones 143. */
const longestPlain = 80;

/** Names that Windows takes for devices, whatever ending they have. */
const device = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * A file or folder name for this text that no other text has, on any file system. A name gets a part of its hash where it has capital
 * letters, is long, or is one that Windows refuses.
 */
export const safeName = (text: string): string => {
  const plain = plainName(text);
  const hasCase = /[A-Z]/.test(plain.replaceAll(/%[0-9A-F]{2}/g, ''));
  const isDevice = device.test(plain);
  if (!hasCase && !isDevice && plain !== '' && plain.length <= longestPlain) return plain;
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 16);
  // Cut so that no escape is cut in two.
  const beginning = plain.slice(0, longestPlain).replace(/%[^%]?$/, '');
  return `${isDevice ? beginning.replaceAll('.', '%2e') : beginning}~${hash}`;
};

/**
 * Letters, digits, `-`, `_` and inner dots as they are: nothing that climbs out of a folder or that Windows refuses. Version 0.1.0 gave
 * all its files and folders such names.
 */
export const plainName = (text: string): string =>
  encodeURIComponent(text.toWellFormed()).replace(/^\.|\.$|[*'()!~]/g, (char) => `%${char.charCodeAt(0).toString(16)}`);

/** What {@link plainName} was given; undefined for a name that it cannot have made. */
export const textOfPlainName = (name: string): string | undefined => {
  try {
    const text = decodeURIComponent(name);
    return plainName(text) === name ? text : undefined;
  } catch {
    return undefined;
  }
};
