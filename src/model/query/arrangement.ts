export const groupings = ['company', 'status', 'owner', 'template', 'due', 'none'] as const;
export type Grouping = (typeof groupings)[number];

export const sortKeys = ['name', 'due', 'progress', 'changed', 'status'] as const;
export type SortKey = (typeof sortKeys)[number];

/** In which groups and in which order goals are shown. */
export type Arrangement = { readonly group: Grouping; readonly sort: SortKey; readonly isDown: boolean };
