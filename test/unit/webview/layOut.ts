type Given = readonly [of: object, key: string, is: PropertyDescriptor];

/**
 * Gives elements what they have in a browser and not in this DOM: a place on the page. All files share the DOM.
 * @returns what takes it back
 */
export const layOut = (): (() => void) => {
  const side: PropertyDescriptor = { get: () => 10 };
  const given: readonly Given[] = [
    [HTMLElement.prototype, 'offsetWidth', side],
    [HTMLElement.prototype, 'offsetHeight', side],
    [Element.prototype, 'scrollIntoView', { value: () => undefined }],
  ];
  const before = given.map(([of, key]) => Object.getOwnPropertyDescriptor(of, key));
  for (const [of, key, is] of given) Object.defineProperty(of, key, { ...is, configurable: true });
  return () => {
    for (const [at, [of, key]] of given.entries())
      if (before[at] === undefined) Reflect.deleteProperty(of, key);
      else Object.defineProperty(of, key, before[at]);
  };
};
