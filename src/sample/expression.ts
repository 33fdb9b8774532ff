import { badField, quoted } from './refusal.ts';

/** Labels of conditions, joined; AND binds tighter than OR. */
export type Expression =
  | { readonly kind: 'label'; readonly label: string }
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression };

/** Enough for any query that a person means, and far from the end of the stack. */
const deepest = 50;
const longest = 1000;
const where = 'where.expression';

/** Reads `A AND (B OR C)`; a word that is not understood is a Refusal that names it and its place. */
export function parseExpression(text: string, labels: ReadonlySet<string>): Expression {
  const list = tokens(text);
  if (list.length > longest) throw badField('badValue', where, `more than ${longest} words and parentheses`);
  return new Parser(list, labels).parse();
}

export function labelsOf(expression: Expression): readonly string[] {
  if (expression.kind === 'label') return [expression.label];
  return [...labelsOf(expression.left), ...labelsOf(expression.right)];
}

type Token = { readonly text: string; readonly at: number };

function tokens(text: string): readonly Token[] {
  return [...text.matchAll(/[()]|[^\s()]+/g)].map((match) => ({ text: match[0], at: match.index + 1 }));
}

class Parser {
  readonly #tokens: readonly Token[];
  readonly #labels: ReadonlySet<string>;
  #next = 0;

  constructor(list: readonly Token[], labels: ReadonlySet<string>) {
    this.#tokens = list;
    this.#labels = labels;
  }

  parse(): Expression {
    const expression = this.#or(0);
    const rest = this.#tokens[this.#next];
    if (rest !== undefined) throw unexpected(rest, 'AND, OR or the end');
    return expression;
  }

  #or(depth: number): Expression {
    let left = this.#and(depth);
    while (this.#take('OR')) left = { kind: 'or', left, right: this.#and(depth) };
    return left;
  }

  #and(depth: number): Expression {
    let left = this.#term(depth);
    while (this.#take('AND')) left = { kind: 'and', left, right: this.#term(depth) };
    return left;
  }

  #term(depth: number): Expression {
    if (depth > deepest) throw badField('badValue', where, `more than ${deepest} parentheses inside each other`);
    if (!this.#take('(')) return this.#label();
    const inner = this.#or(depth + 1);
    if (this.#take(')')) return inner;
    throw unexpected(this.#tokens[this.#next], 'a closing parenthesis');
  }

  #label(): Expression {
    const token = this.#tokens[this.#next];
    if (token === undefined || /^(\(|\)|AND|OR)$/.test(token.text)) throw unexpected(token, 'a condition');
    if (!this.#labels.has(token.text)) throw badField('badValue', where, `there is no condition ${quoted(token.text)}`);
    this.#next++;
    return { kind: 'label', label: token.text };
  }

  #take(text: string): boolean {
    if (this.#tokens[this.#next]?.text !== text) return false;
    this.#next++;
    return true;
  }
}

function unexpected(token: Token | undefined, wanted: string): Error {
  const found = token === undefined ? 'it ends' : `character ${token.at} is ${quoted(token.text)}`;
  return badField('badValue', where, `${found} where ${wanted} should be`);
}
