import type { Drawing } from '../pictures/drawing.ts';

/** What a report is made of. Texts are plain: each kind of file has its own way to write them harmlessly. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly ListItem[] }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  /** `name` is for the file of a picture that stands beside the report. */
  | { readonly kind: 'picture'; readonly name: string; readonly title: string; readonly drawing: Drawing }
  /** Where the next slide begins. */
  | { readonly kind: 'break' };

/** `name` stands out; '' for none. */
export type ListItem = { readonly name: string; readonly text: string };
