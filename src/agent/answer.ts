import type { TenantId } from '../model/tenant.ts';
import { fenced, tableOf, type Cell } from './fence.ts';
import type { Field } from './input.ts';
import type { Values } from './input.ts';

/** What a tool says. `isError`: it did not do what was asked, and the text says what to do next. */
export type Answer = {
  readonly text: string;
  readonly isError: boolean;
  /** What a person has to agree to before anything is done; the tool is then called again. */
  readonly ask?: {
    readonly tenant: TenantId;
    readonly question: string;
    /** All that would be done, not fenced. */
    readonly table: string;
    /** The same, goal by goal. */
    readonly lines: string;
  };
  /** What was planned or changed, where it is more than to be told of goals. */
  readonly about?: About;
};

/** Ids of goals, names of fields, and the plan that was sent. */
export type About = { readonly goals: readonly string[]; readonly fields: readonly string[]; readonly plan?: string };

export const answer = (...parts: readonly (string | undefined)[]): Answer => ({ text: joined(parts), isError: false });
export const problem = (...parts: readonly (string | undefined)[]): Answer => ({ text: joined(parts), isError: true });

const joined = (parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join('\n');

/** No answer is longer unless longer ones were asked for. */
export const usualLength = 8000;
/** What stands around a table or a text. */
export const around = 900;

export const lengthField: Field = {
  type: 'integer',
  minimum: 2000,
  maximum: 100_000,
  description: `Longest answer in characters; ${usualLength} by default.`,
};

/** How many characters a table or a text may have, so that the answer is no longer than was asked for. */
export const roomIn = (input: Values): number => (input.number('max_characters') ?? usualLength) - around;

/** Which of many are shown. */
export const pageFields = {
  limit: { type: 'integer', minimum: 1, maximum: 200, description: 'Most rows; 25 by default.' },
  offset: { type: 'integer', minimum: 0, maximum: 1_000_000, description: 'Rows to skip; 0 by default.' },
  max_characters: lengthField,
} as const satisfies Readonly<Record<string, Field>>;

export type Page = { readonly offset: number; readonly limit: number; readonly room: number };

export const pageIn = (input: Values): Page => ({
  offset: input.number('offset') ?? 0,
  limit: input.number('limit') ?? 25,
  room: roomIn(input),
});

type Listed<T> = {
  /** Of all that there are, those of the page. */
  readonly all: { readonly length: number; slice(from: number, to: number): readonly T[] };
  readonly page: Page;
  readonly head: readonly string[];
  readonly row: (item: T) => readonly Cell[];
  /** Such as `goals`. */
  readonly things: string;
};

/** The rows of a page, as many as there is room for, and how to get more. */
export const listing = <T>({ all, page: { offset, limit, room }, head, row, things }: Listed<T>): readonly string[] => {
  if (all.length === 0) return [];
  if (offset >= all.length) return [`There are only ${all.length} ${things}; call again with a smaller offset.`];
  const lines = tableOf(head, all.slice(offset, offset + limit).map(row));
  const shown = fitting(lines, room);
  const next = offset + shown.length - 1;
  return [
    fenced(shown.join('\n')),
    next < all.length
      ? `Rows ${offset + 1} to ${next} of ${all.length}. For more, call again with offset ${next}.`
      : `Rows ${offset + 1} to ${next} of ${all.length}. There are no more.`,
  ];
};

/** Of a table's lines those that there is room for: at least the head and one row. */
export const fitting = (lines: readonly string[], room: number): readonly string[] => {
  let left = room;
  const end = lines.findIndex((line) => {
    left -= line.length + 1;
    return left < 0;
  });
  return end < 0 ? lines : lines.slice(0, Math.max(2, end));
};
