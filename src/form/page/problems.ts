/** What keeps the goal from being sent: fields with a problem, and those of a conflict that have no choice yet. */
const problems = '[aria-invalid="true"], .conflict:not(:has(:checked))';

const targetOf = (problem: HTMLElement): HTMLElement =>
  problem.matches('fieldset') ? (problem.querySelector<HTMLElement>('input') ?? problem) : problem;

/** Elements that can take the focus, in the order in which they stand, those out of sight left out. */
export const problemsIn = (root: HTMLElement): readonly HTMLElement[] =>
  [...root.querySelectorAll<HTMLElement>(problems)].map(targetOf).filter((target) => target.checkVisibility());

/** The first one behind `from`, or before it; from the last one on to the first, and the other way round. */
export const problemFrom = (
  from: Element | null,
  found: readonly HTMLElement[],
  step: 'next' | 'previous',
): HTMLElement | undefined => {
  const isBehind = (target: HTMLElement): boolean =>
    from !== null && (from.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  const isBefore = (target: HTMLElement): boolean =>
    from !== null && (from.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
  return step === 'next' ? (found.find(isBehind) ?? found[0]) : (found.findLast(isBefore) ?? found.at(-1));
};
