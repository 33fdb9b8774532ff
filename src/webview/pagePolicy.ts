/** What a page may do: run its own script and use its own style. It loads nothing, sends no form, and no element of it moves where links lead. */
export const pagePolicy = (nonce: string): string =>
  `default-src 'none'; base-uri 'none'; form-action 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'`;
