/** Tags that Markdown has no marks for, and that stand in it as they are. */
export const plainTags: readonly string[] = ['u', 'sub', 'sup'];

/** Tags for what Markdown has marks for: they stand in it only where a mark would not be read as one. */
export const markTags = { emphasis: 'em', delete: 'del', strong: 'strong' } as const;

/** All tags that are read as such; any other is text. */
export const readTags: readonly string[] = [...plainTags, ...Object.values(markTags)];
