import { isGoalField, mapFields, type GoalFields } from '../model/goalFields.ts';
import { isRecord } from '../json.ts';
import type { TenantId } from '../model/tenant.ts';
import type { MetricFields } from '../model/goalRules.ts';

export type DraftKey = {
  readonly tenant: TenantId;
  /** The goal's id, or the id that a new goal's form made up. */
  readonly id: string;
};

/** A draft as it is listed, with the key that it is kept under. */
export type ListedDraft = DraftKey & { readonly draft: Draft };

/** A draft on disk. `version` differs for each text. */
export type StoredDraft = { readonly draft: Draft; readonly version: string };

/** What {@link DraftDisk.replace} found: what was expected, nothing any more, or what another window wrote. */
export type Replaced = {
  readonly found: 'expected' | 'gone' | 'other';
  /** The version that was written; absent where nothing was. */
  readonly version?: string;
};

/** Where drafts are kept. Windows share it. */
export type DraftDisk = {
  open(key: DraftKey): StoredDraft | undefined;
  /** Whether anything lies there, readable or not. */
  has(key: DraftKey): boolean;
  /**
   * Compares and swaps, atomically among all windows: writes the draft, or removes it where `draft` is undefined. Does nothing where the
   * disk has another version than `expected`.
   * @param expected undefined where nothing should be there
   * @throws when the disk refuses
   */
  replace(key: DraftKey, expected: string | undefined, draft: Draft | undefined): Replaced;
};

/** Edits to a goal, or a new goal, kept on this computer and not yet sent. */
export type Draft = {
  /** Absent for a goal that the tenant has not got yet. */
  readonly goalId?: string;
  /** What the tenant held when the edits began. */
  readonly base: GoalFields;
  readonly mine: GoalFields;
  /** The description as it was typed, where `mine` holds the HTML that was made of it. */
  readonly markdown?: string;
  /** Text that stands where a choice is needed, and is none yet. */
  readonly unresolved?: Partial<GoalFields>;
  /** A metric that is being written and has not been added yet. */
  readonly metric?: MetricFields;
  /** Fields that were on their way to the tenant, where no answer came yet or ever: the tenant may hold them. */
  readonly sent?: Partial<GoalFields>;
  /** The tenant's time just before `sent` was sent, ISO 8601: what a create in doubt made is known by it. */
  readonly sentSince?: string;
  /** What another window may have sent of this draft of a new goal, and this one has not looked for yet. */
  readonly sentElsewhere?: Sent;
  /** A conflict that nobody has settled yet, where nobody knows what the tenant holds. */
  readonly disputed?: Disputed;
  /** A metric that was on its way to the tenant, as `sent`, and `sentSince` of it. */
  readonly metricSent?: MetricSent;
  /** ISO 8601, UTC */
  readonly at: string;
};

/** What was on its way to the tenant, as `sent` and `sentSince` of a draft. */
export type Sent = { readonly fields: Partial<GoalFields>; readonly since?: string };

/** Fields that a colleague was seen to write where the tenant may hold something of ours by now: nobody else may know it. */
export type Disputed = {
  /** As the colleague had them. */
  readonly theirs: Partial<GoalFields>;
  /** What of ours the tenant may hold, in these fields and in others. */
  readonly sent: Partial<GoalFields>;
};

export type MetricSent = { readonly fields: MetricFields; readonly since: string };

/** Undefined for what is no draft. */
export const parseDraft = (value: unknown): Draft | undefined => {
  if (!isRecord(value) || typeof value['at'] !== 'string') return undefined;
  const base = parseFields(value['base']);
  const mine = parseFields(value['mine']);
  if (base === undefined || mine === undefined) return undefined;
  const metric = parseMetric(value['metric']);
  const metricSent = parseMetricSent(value['metricSent']);
  const elsewhere = parseSent(value['sentElsewhere']);
  const goalId = value['goalId'];
  // An earlier version only noted that something was on its way.
  const sent = value['creating'] === true ? mine : parseSome(value['sent']);
  const unresolved = parseSome(value['unresolved'] ?? value['loose']);
  const disputed = parseDisputed(value['disputed']);
  return {
    ...(typeof goalId === 'string' ? { goalId } : {}),
    base,
    mine,
    ...(typeof value['markdown'] === 'string' ? { markdown: value['markdown'] } : {}),
    ...(unresolved === undefined ? {} : { unresolved }),
    ...(metric === undefined ? {} : { metric }),
    ...(sent === undefined ? {} : { sent }),
    ...(typeof value['sentSince'] === 'string' ? { sentSince: value['sentSince'] } : {}),
    ...(elsewhere === undefined ? {} : { sentElsewhere: elsewhere }),
    ...(disputed === undefined ? {} : { disputed }),
    ...(metricSent === undefined ? {} : { metricSent }),
    at: value['at'],
  };
};

/** Of a draft without a checksum, in which a garbled name would read as a field that a person emptied. */
export const hasSameFields = ({ base, mine }: Readonly<Record<string, unknown>>): boolean =>
  isFields(base) && isFields(mine) && Object.keys(base).join() === Object.keys(mine).join();

const isFields = (value: unknown): value is object =>
  isRecord(value) && Object.entries(value).every(([name, text]) => isGoalField(name) && typeof text === 'string');

const parseFields = (value: unknown): GoalFields | undefined =>
  isRecord(value) ? mapFields((name) => textOf(value[name])) : undefined;

const parseSome = (value: unknown): Partial<GoalFields> | undefined =>
  isRecord(value)
    ? Object.fromEntries(Object.entries(value).filter(([name, text]) => isGoalField(name) && typeof text === 'string'))
    : undefined;

const parseSent = (value: unknown): Sent | undefined => {
  const fields = isRecord(value) ? parseSome(value['fields']) : undefined;
  if (!isRecord(value) || fields === undefined) return undefined;
  return { fields, ...(typeof value['since'] === 'string' ? { since: value['since'] } : {}) };
};

const parseDisputed = (value: unknown): Disputed | undefined => {
  if (!isRecord(value)) return undefined;
  const theirs = parseSome(value['theirs']) ?? {};
  return Object.keys(theirs).length === 0 ? undefined : { theirs, sent: parseSome(value['sent']) ?? {} };
};

const parseMetric = (value: unknown): MetricFields | undefined =>
  isRecord(value)
    ? {
        Name: textOf(value['Name']),
        CurrentValue: textOf(value['CurrentValue']),
        TargetValue: textOf(value['TargetValue']),
        Unit: textOf(value['Unit']),
      }
    : undefined;

const parseMetricSent = (value: unknown): MetricSent | undefined => {
  if (!isRecord(value) || typeof value['since'] !== 'string') return undefined;
  const fields = parseMetric(value['fields']);
  return fields && { fields, since: value['since'] };
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
