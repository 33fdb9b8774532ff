import type { SweepDeps } from './weeklySweep.ts';

/** The weekly sweep, loaded when it is first used. */
export const createSweepFeature = (deps: SweepDeps) => ({
  commands: {
    weeklySweep: async () => {
      const { weeklySweep } = await import('./weeklySweep.ts');
      await weeklySweep(deps);
    },
  },
});
