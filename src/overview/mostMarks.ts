/** So many goals have a mark each; of more there are bars. */
export const mostMarks = 400;
