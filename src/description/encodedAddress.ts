/**
 * An address as it comes back from Markdown, where what has no place in one is written in per cent signs: `Übersicht` is
 * `%C3%9Cbersicht`. By it, the same address is known again however it was written.
 */
export const encodedAddress = (address: string): string =>
  encodeURI(address.toWellFormed()).replaceAll(/%25(?=[\da-z]{2})/gi, '%');
