import { ofLanguage } from './language.ts';

/** `Name, Owner, and Status`. */
export const listText = (items: readonly string[]): string => all().format(items);

/** `Name, Owner, or Status`. */
export const choiceText = (items: readonly string[]): string => any().format(items);

const all = ofLanguage((tag) => new Intl.ListFormat(tag, { type: 'conjunction' }));
const any = ofLanguage((tag) => new Intl.ListFormat(tag, { type: 'disjunction' }));
