/** What a combobox says of what there is to choose from. Each is a whole sentence, since the noun changes the words around it. */
export type ComboboxWords = {
  readonly label: string;
  /** Shown where nothing is chosen. */
  readonly placeholder: string;
  /** There are more than are drawn. */
  readonly more: (shown: number, found: number) => string;
  readonly loading: string;
  /** Nothing fits what is typed. */
  readonly none: string;
  /** Nothing fits, and not everything is known yet. */
  readonly notLoaded: string;
};
