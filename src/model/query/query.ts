import { goalStatuses, type GoalRecord } from '../../api/schema.ts';
import { fold } from '../names/fold.ts';

/** Which goals are meant: those for which every term holds. Without a term, all of them. Plain data, safe to keep as JSON. */
export type Query = readonly Term[];

/** Holds where one of its values does; with `isNot`, where none does. */
export type Term = {
  readonly field: Field | 'text';
  readonly isNot: boolean;
  readonly values: readonly [Value, ...Value[]];
};

export type Value =
  | { readonly kind: 'word'; readonly word: Word }
  /** A part of a name, or with `isWhole` all of it; an id is always meant as a whole. Case and accents do not count. */
  | { readonly kind: 'name'; readonly text: string; readonly isWhole: boolean }
  | { readonly kind: 'compare'; readonly operator: Operator; readonly point: Point }
  /** Both ends belong to it; without one of them it has no end there. */
  | { readonly kind: 'between'; readonly from?: Point; readonly to?: Point };

/** A number or a day as it is typed: `50`, `2026-12-01`, `2026-12`, `+30d`, `next-quarter`. */
export type Point = string;

export const operators = ['<=', '>=', '<', '>', '='] as const;
export type Operator = (typeof operators)[number];

export type Word = 'none' | 'any' | '@me' | 'open' | 'closed' | 'overdue' | 'unseen' | 'yes' | 'no';

export type Takes = 'name' | 'status' | 'day' | 'moment' | 'number' | 'word';

type FieldRules = {
  readonly takes: Takes;
  /** Words with a meaning of their own. */
  readonly words: readonly Word[];
  /** What it may be called as well. */
  readonly also: readonly string[];
  /** The contract's field that has a value where this has one. */
  readonly contract?: keyof GoalRecord;
};

/** What may stand before a colon, and after it. */
export const fields = {
  status: { takes: 'status', words: ['open', 'closed', 'none', 'any'], also: [], contract: 'Status' },
  owner: { takes: 'name', words: ['@me', 'none', 'any'], also: ['ownername', 'ownerid'], contract: 'OwnerId' },
  company: { takes: 'name', words: [], also: ['companyname', 'companyid'], contract: 'CompanyId' },
  due: { takes: 'day', words: ['overdue', 'none', 'any'], also: ['targetdate', 'target'], contract: 'TargetDate' },
  progress: {
    takes: 'number',
    words: ['none', 'any'],
    also: ['completionpercentage'],
    contract: 'CompletionPercentage',
  },
  changed: {
    takes: 'moment',
    words: ['unseen', 'none', 'any'],
    also: ['modifieddate', 'modified'],
    contract: 'ModifiedDate',
  },
  created: { takes: 'moment', words: ['none', 'any'], also: ['createddate'], contract: 'CreatedDate' },
  template: { takes: 'name', words: ['none', 'any'], also: ['templateid'], contract: 'TemplateId' },
  name: { takes: 'name', words: [], also: [], contract: 'Name' },
  metric: { takes: 'word', words: ['none', 'any'], also: ['metrics'] },
  description: { takes: 'word', words: ['none', 'any'], also: [], contract: 'Description' },
  draft: { takes: 'word', words: ['yes', 'no'], also: ['drafts'] },
  watched: { takes: 'word', words: ['yes', 'no'], also: [] },
  news: { takes: 'word', words: ['yes', 'no'], also: [] },
  id: { takes: 'name', words: [], also: ['gsid'], contract: 'Gsid' },
} as const satisfies Readonly<Record<string, FieldRules>>;

export type Field = keyof typeof fields;

const isField = (name: string): name is Field => Object.hasOwn(fields, name);

export const fieldNames: readonly Field[] = Object.keys(fields).filter(isField);

/** The field of this name, however its letters are cased. */
export const fieldOf = (name: string): Field | undefined => {
  const lower = name.toLowerCase();
  return isField(lower) ? lower : fieldNames.find((field) => rulesOf(field).also.includes(lower));
};

export const rulesOf = (field: Term['field']): FieldRules => (field === 'text' ? textRules : fields[field]);

const textRules: FieldRules = { takes: 'name', words: [], also: [] };

/** The field's word that this text is. */
export const wordOf = (field: Term['field'], text: string): Word | undefined => {
  const lower = text.toLowerCase();
  return rulesOf(field).words.find((word) => word === lower);
};

/** The status as the contract writes it, for `not-started` and `in progress` too; any other text as it is: an admin may define more. */
export const statusOf = (text: string): string => goalStatuses.find((status) => plain(status) === plain(text)) ?? text;

const plain = (status: string): string => fold(status).replaceAll(/[\s_-]/g, '');
