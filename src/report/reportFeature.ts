import type { ReviewDeps } from './createReview.ts';

/** Reviews, loaded when they are first used. */
export const createReportFeature = (deps: ReviewDeps) => ({
  commands: {
    createReview: async (row?: unknown) => {
      const { createReview } = await import('./createReview.ts');
      await createReview(deps, row);
    },
    editReviewTemplate: async () => {
      const { editTemplate } = await import('./usersTemplate.ts');
      await editTemplate(deps.templateFile);
    },
  },
});
