import * as l10n from '@vscode/l10n';
import { numberText } from './numbers.ts';

/** A metric's numbers; undefined for one that the tenant left out, null for one that cannot be read. The unit likewise. */
export type MetricValues = {
  readonly current: number | null | undefined;
  readonly target: number | null | undefined;
  readonly unit: string | null | undefined;
};

/** `450 of 600 users`; what the tenant left out is not made up, and what cannot be read of it is `?`. */
export const metricText = ({ current, target, unit }: MetricValues): string => {
  const values = [current, target].flatMap((value) => (value === undefined ? [] : [valueText(value)]));
  const [first = '', second = ''] = values;
  const told = unit === null ? unreadable : (unit ?? '');
  if (values.length === 0) return l10n.t('no value yet');
  if (current === undefined) return told === '' ? l10n.t('target {0}', first) : l10n.t('target {0} {1}', first, told);
  if (target === undefined) return told === '' ? first : l10n.t('{0} {1}', first, told);
  return told === '' ? l10n.t('{0} of {1}', first, second) : l10n.t('{0} of {1} {2}', first, second, told);
};

const unreadable = '?';

const valueText = (value: number | null): string => (value === null ? unreadable : numberText(value));
