// What is used of papaparse, for tsconfig.pure.json alone: its own types bring those of Node with them. tsconfig.json holds the same calls
// against those.

type Wished<T> = {
  readonly newline?: string;
  readonly delimiter: string;
  readonly preview?: number;
  readonly skipEmptyLines?: 'greedy';
  readonly step?: (row: {
    readonly data: T;
    readonly errors: readonly { readonly type: string }[];
    readonly meta: { readonly cursor: number };
  }) => void;
};

declare const papa: {
  parse<T>(text: string, wished: Wished<T>): { readonly data: readonly T[] };
  unparse(rows: readonly (readonly string[])[], wished: { readonly newline: string }): string;
};

export = papa;
