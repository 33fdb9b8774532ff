import { isRecord } from '../json.ts';
import { goalFieldNames } from '../model/goalFields.ts';
import type { BaseGoal, TextBase } from './textBase.ts';
import { metricKeys } from './textKeys.ts';

/** What an earlier window wrote; undefined where it is anything else. */
export const readTextBase = (value: unknown): TextBase | undefined => (isTextBase(value) ? value : undefined);

const isTextBase = (value: unknown): value is TextBase =>
  isRecord(value) &&
  typeof value['tenant'] === 'string' &&
  Array.isArray(value['goals']) &&
  value['goals'].every(isGoal) &&
  (value['made'] === undefined || (Array.isArray(value['made']) && value['made'].every(isMade)));

const isGoal = (value: unknown): value is BaseGoal =>
  isRecord(value) &&
  typeof value['id'] === 'string' &&
  typeof value['modified'] === 'string' &&
  hasTexts(value['fields'], goalFieldNames) &&
  isTexts(value['shown']) &&
  isTexts(value['notes']) &&
  (value['metrics'] === undefined ||
    (Array.isArray(value['metrics']) && value['metrics'].every((metric) => hasTexts(metric, metricKeys))));

const isMade = (value: unknown): boolean => hasTexts(value, ['tenant', 'goalId', 'companyId', 'name']);

const isTexts = (value: unknown): boolean =>
  isRecord(value) && Object.values(value).every((text) => typeof text === 'string');

const hasTexts = (value: unknown, keys: readonly string[]): boolean =>
  isRecord(value) && keys.every((key) => typeof value[key] === 'string');
