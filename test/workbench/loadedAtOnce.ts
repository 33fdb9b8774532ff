import type { Metafile } from 'esbuild';

/** The outputs of a build that are loaded with this one, itself among them: not those that wait for their first use. */
export const loadedAtOnce = (
  outputs: Metafile['outputs'],
  name: string,
  found = new Set<string>(),
): ReadonlySet<string> => {
  if (found.has(name)) return found;
  found.add(name);
  for (const { path, kind, external } of outputs[name]?.imports ?? [])
    if (kind === 'import-statement' && external !== true) loadedAtOnce(outputs, path, found);
  return found;
};
