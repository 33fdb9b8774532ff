import { isAlias, isMap, isScalar, isSeq, type Pair } from 'yaml';
import type { GoalText, TextEntry, TextMetric, TextValue, Values } from './goalText.ts';
import { goalKeys, metricKeys, nearestKey, topKeys, variableKeys, type GoalKey } from './textKeys.ts';
import type { ProblemCode, Span, TextProblem } from './textProblem.ts';
import { mostProblems, readYaml } from './yamlText.ts';

/** Reads a text of goals: what it says, and what is wrong with its shape. Nothing is known of a tenant here. */
export const readGoalText = (text: string): GoalText => {
  const { contents, problems, placeOf } = readYaml(text);
  const nowhere = { start: 0, end: Math.min(1, text.length) };
  if (problems.length > 0) return { goals: nowhere, entries: [], problems, placeOf };
  return new Reader(text).read(contents, placeOf);
};

class Reader {
  readonly #text: string;
  readonly #problems: TextProblem[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  read(contents: unknown, placeOf: GoalText['placeOf']): GoalText {
    const top = this.#map(contents, topKeys);
    const tenant = this.#value('tenant', top.get('tenant'), isOneLine);
    const variables = top.has('variables') ? this.#variables(top.get('variables')) : undefined;
    const pair = top.get('goals');
    const goals = pair === undefined ? { start: 0, end: Math.min(1, this.#text.length) } : spanOf(pair.key);
    if (pair === undefined && this.#problems.length === 0) this.#say('noGoals', goals);
    const entries = this.#list('goals', pair).flatMap((each) => this.#entry(each));
    const problems = this.#problems.slice(0, mostProblems);
    return { ...(tenant && { tenant }), ...(variables && { variables }), goals, entries, problems, placeOf };
  }

  #say(code: ProblemCode, span: Span, more: Partial<TextProblem> = {}): void {
    this.#problems.push({ code, span, ...more });
  }

  #variables(pair: Pair | undefined): Values<(typeof variableKeys)[number]> {
    if (pair === undefined || isNothing(pair.value)) return {};
    return this.#values(this.#map(pair.value, variableKeys, 'variables'), variableKeys);
  }

  #entry(node: unknown): readonly TextEntry[] {
    const pairs = this.#map(node, goalKeys, 'goals');
    if (!isMap(node)) return [];
    const [first] = pairs.values();
    const range = spanOf(node);
    const keys = goalKeys.filter((key): key is Exclude<GoalKey, 'metrics'> => key !== 'metrics');
    const values = this.#values(pairs, keys);
    const span = first === undefined ? { start: range.start, end: range.start + 1 } : spanOf(first.key);
    if (!pairs.has('metrics')) return [{ span, range, values }];
    const metrics = this.#list('metrics', pairs.get('metrics')).map((each) => this.#metric(each));
    return [{ span, range, values, metrics }];
  }

  #metric(node: unknown): TextMetric {
    const pairs = this.#map(node, metricKeys, 'metrics');
    const [first] = pairs.values();
    return { span: spanOf(first?.key ?? node), values: this.#values(pairs, metricKeys) };
  }

  #values<Key extends string>(pairs: ReadonlyMap<string, Pair>, keys: readonly Key[]): Values<Key> {
    const values: Partial<Record<Key, TextValue>> = {};
    for (const key of keys) {
      const value = this.#value(key, pairs.get(key), key === 'description' ? isAny : isOneLine);
      if (value !== undefined) values[key] = value;
    }
    return values;
  }

  /** @param may whether a text may stand there */
  #value(key: string, pair: Pair | undefined, may: (text: string) => boolean): TextValue | undefined {
    if (pair === undefined) return undefined;
    const { value } = pair;
    // A key without anything behind it.
    if (isNothing(value)) return { text: '', span: afterKey(pair), isBlock: false };
    if (!isScalar(value) || typeof value.value !== 'string') {
      this.#say('notText', isAlias(value) ? spanOf(value) : spanOf(pair.key), { key });
      return undefined;
    }
    const isBlock = value.type === 'BLOCK_LITERAL' || value.type === 'BLOCK_FOLDED';
    const text = isBlock && key !== 'description' ? value.value.replace(/\n$/, '') : value.value;
    const span = spanOf(value);
    if (!may(text)) this.#say('notOneLine', spanOf(pair.key), { key });
    return { text, span, isBlock };
  }

  #list(key: string, pair: Pair | undefined): readonly unknown[] {
    if (pair === undefined || isNothing(pair.value)) return [];
    if (isSeq(pair.value)) return pair.value.items;
    this.#say('notList', spanOf(pair.key), { key });
    return [];
  }

  /** The pairs of a map by their keys, without those that nothing is known of. @param of the key of the list in which it stands */
  #map(node: unknown, keys: readonly string[], of?: string): ReadonlyMap<string, Pair> {
    const pairs = new Map<string, Pair>();
    if (!isMap(node)) {
      this.#say('notMap', spanOf(node), of === undefined ? {} : { key: of });
      return pairs;
    }
    for (const pair of node.items) this.#take(pair, keys, pairs);
    return pairs;
  }

  #take(pair: Pair, keys: readonly string[], pairs: Map<string, Pair>): void {
    const span = spanOf(pair.key);
    const key = isScalar(pair.key) && typeof pair.key.value === 'string' ? pair.key.value : '';
    const hidden = invisibleIn(key);
    if (hidden !== undefined) {
      const start = this.#text.indexOf(hidden, span.start);
      return this.#say('invisible', { start, end: start + 1 });
    }
    if (key === '<<') return this.#say('mergeKey', span);
    if (keys.includes(key)) return void pairs.set(key, pair);
    const near = nearestKey(key, keys);
    this.#say('unknownField', span, { value: key, choices: keys, ...(near === undefined ? {} : { nearest: near }) });
  }
}

/** What nobody sees: a key or a name with it looks like another. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u00a0\u2000-\u200a\u202f\u205f\u3000\u115f\u1160\u3164\uffa0]/u;

export const invisibleIn = (text: string): string | undefined => invisible.exec(text)?.[0];

const isOneLine = (text: string): boolean => !/[\r\n]/.test(text);
const isAny = (): boolean => true;

const isNothing = (node: unknown): boolean =>
  node === null ||
  node === undefined ||
  (isScalar(node) && node.type === 'PLAIN' && (node.value === null || node.value === ''));

type Ranged = { readonly range?: readonly [number, number, number] | null };

const spanOf = (node: unknown): Span => {
  const range = typeof node === 'object' && node !== null ? (node as Ranged).range : undefined;
  if (range === undefined || range === null) return { start: 0, end: 1 };
  return { start: range[0], end: Math.max(range[0] + 1, range[1]) };
};

/** Where a value would stand that is not there: behind the colon. */
const afterKey = ({ key }: Pair): Span => {
  const { end } = spanOf(key);
  return { start: end + 1, end: end + 1 };
};
