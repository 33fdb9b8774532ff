import type { DraftSaver } from './editing/draftSaver.ts';
import { lazily } from './lazily.ts';

type SaverDeps = ConstructorParameters<typeof DraftSaver>[0];

/** Saves goals beside their forms; loaded with the first that is saved so. */
export const createSaver = (deps: SaverDeps): Pick<DraftSaver, 'save' | 'change'> => {
  const saver = lazily(
    () => import('./editing/draftSaver.ts'),
    (module) => new module.DraftSaver(deps),
  );
  return {
    save: async (...args) => {
      try {
        return await (await saver.get()).save(...args);
      } catch (error) {
        return { kind: 'failed', error };
      }
    },
    change: async (...args) => (await saver.get()).change(...args),
  };
};
