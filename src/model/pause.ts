/** Lets others have their turn, before long work goes on. */
export const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
