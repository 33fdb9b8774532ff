/** Where a page's document holds the translations; absent for English, which is in the script. */
export const wordsElementId = 'words';
