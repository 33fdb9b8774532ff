/** Where a page's document holds the translations; absent for English, which is in the script. */
export const wordsElementId = 'words';

/** Where a page's document holds what its host would tell it first. */
export const firstElementId = 'first';

/** JSON that cannot end the element in which it stands. */
export const asData = (value: unknown): string => JSON.stringify(value).replaceAll('<', String.raw`\u003c`);

/** An element with data, which a browser does not run; none where there are none. */
export const dataElement = (id: string, value: unknown): string =>
  value === undefined ? '' : `<script type="application/json" id="${id}">${asData(value)}</script>`;
