const canHold = (element: Element): element is HTMLElement =>
  element instanceof HTMLElement && element.isConnected && element.checkVisibility() && !element.matches(':disabled');

/**
 * Draws, and leaves the focus where it was: on the same element, on the one that took its place by name, or else on `otherwise`, so
 * that it never falls out of the page.
 */
export const keepFocus = (draw: () => void, otherwise: () => HTMLElement): void => {
  const held = document.activeElement;
  draw();
  // To give focus to an element here would take it from whatever a person has gone on to.
  if (!document.hasFocus()) return;
  if (held === null || held === document.body || (canHold(held) && document.activeElement === held)) return;
  // What is drawn may put the focus elsewhere itself.
  if (document.activeElement !== null && document.activeElement !== document.body && document.activeElement !== held)
    return;
  const heir = held.id === '' ? undefined : document.getElementById(held.id);
  (heir && canHold(heir) ? heir : otherwise()).focus({ preventScroll: true });
};
