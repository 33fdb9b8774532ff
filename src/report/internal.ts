/** `[internal]`, `(internal)`, `#internal` anywhere, or `Internal:` at the beginning; `intern` likewise. */
const mark = /[[(]\s*intern(?:al)?\s*[\])]|#intern(?:al)?(?![\p{L}\p{N}])|^\s*intern(?:al)?\s*:/iu;

/** Whether a text is marked as one that a customer must not see. Width and invisible signs do not hide a mark. */
export const isInternal = (text: string): boolean => mark.test(text.normalize('NFKC').replaceAll(/\p{Cf}/gu, ''));
