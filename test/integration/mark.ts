/** Begins each line that the tests write, whichever way it leaves the extension host. */
export const mark = '│ ';
