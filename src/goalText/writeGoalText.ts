import { Document, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { TenantId } from '../model/tenant.ts';
import { parseNumber } from '../model/goalRules.ts';
import type { BaseGoal, ShownMetric } from './textBase.ts';
import { fieldKeys, metricKeys } from './textKeys.ts';

/** Lines as they come, however long they are; what is no plain text is quoted so that other readers of YAML take it for text, too. */
const layout = { lineWidth: 0, nullStr: '', blockQuote: 'literal', indentSeq: true } as const;

/** A text of goals. @param comment what stands above them, line by line */
export const writeGoalText = (
  tenant: TenantId,
  goals: readonly Pick<BaseGoal, 'id' | 'modified' | 'shown' | 'notes' | 'metrics'>[],
  comment: readonly string[] = [],
): string => {
  const document = new Document(undefined, { version: '1.2' });
  const top = new YAMLMap();
  const list = new YAMLSeq();
  goals.forEach((goal, at) => {
    const entry = entryOf(goal);
    entry.spaceBefore = at > 0;
    list.items.push(entry);
  });
  top.set('tenant', tenant);
  top.set('goals', list);
  document.contents = top;
  if (comment.length > 0) document.commentBefore = comment.map((line) => ` ${line}`).join('\n');
  return document.toString(layout);
};

/** Texts of goals one after the other: the list of the first goes on with the next. */
export const entriesText = (goals: Parameters<typeof writeGoalText>[1]): string => {
  const text = writeGoalText('', goals);
  return text.slice(text.indexOf('goals:\n') + 'goals:\n'.length);
};

const entryOf = ({
  id,
  modified,
  shown,
  notes,
  metrics = [],
}: Pick<BaseGoal, 'id' | 'modified' | 'shown' | 'notes' | 'metrics'>): YAMLMap => {
  const entry = new YAMLMap();
  entry.set('id', id);
  if (modified !== '') entry.set('modified', modified);
  for (const key of fieldKeys) {
    const text = shown[key];
    if (text === undefined) continue;
    const value = key === 'description' ? blockOf(text) : scalarOf(text);
    const note = notes[key];
    if (note !== undefined) value.comment = ` ${note.replaceAll(/[\s\p{C}]+/gu, ' ')}`;
    entry.set(key, value);
  }
  if (metrics.length > 0) {
    const list = new YAMLSeq();
    list.items = metrics.map(metricOf);
    entry.set('metrics', list);
  }
  return entry;
};

const metricOf = (metric: ShownMetric): YAMLMap => {
  const entry = new YAMLMap();
  for (const key of metricKeys) {
    const text = metric[key];
    const number = key === 'current' || key === 'target' ? parseNumber(text) : undefined;
    // A number that is written otherwise than it came would be another text.
    const isPlain = number !== undefined && String(number) === text;
    if (text !== '' || key === 'name' || key === 'target')
      entry.set(key, isPlain ? new Scalar(number) : scalarOf(text));
  }
  return entry;
};

const scalarOf = (text: string): Scalar => {
  const scalar = new Scalar<string | null>(text === '' ? null : text);
  // A field is one line.
  if (/[\r\n]/.test(text)) scalar.type = 'QUOTE_DOUBLE';
  return scalar;
};

const blockOf = (text: string): Scalar => {
  if (text === '') return scalarOf(text);
  const scalar = new Scalar(`${text}\n`);
  // Blocks have no words for these: a reader would take them for other line breaks, or for none.
  scalar.type = isBlock(text) ? 'BLOCK_LITERAL' : 'QUOTE_DOUBLE';
  return scalar;
};

const isBlock = (text: string): boolean =>
  !/[\r\u0085\u2028\u2029\u{FEFF}]|[^\P{Cc}\n\t]/u.test(text) && /\S/.test(text);
