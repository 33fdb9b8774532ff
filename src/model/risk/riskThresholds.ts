import { isRecord } from '../../json.ts';

export const riskCodes = ['overdue', 'behind', 'dueSoon', 'stale', 'noOwner', 'noDate', 'noMetric'] as const;
/** Why a goal is at risk. */
export type RiskCode = (typeof riskCodes)[number];

/** From when on a rule holds, and which do not. */
export type RiskThresholds = {
  readonly overdueDays: number;
  /** Per cent that a goal's progress is behind the time that has passed. */
  readonly behindPercent: number;
  /** A goal that is due within so many days, and has less progress. */
  readonly dueSoonDays: number;
  readonly dueSoonPercent: number;
  /** Days in which nothing about a goal changed. */
  readonly staleDays: number;
  readonly off: ReadonlySet<RiskCode>;
};

export const usualThresholds: RiskThresholds = {
  overdueDays: 1,
  behindPercent: 20,
  dueSoonDays: 14,
  dueSoonPercent: 70,
  staleDays: 21,
  off: new Set(),
};

type Limits = { readonly least: number; readonly most: number };

/** Whole numbers that a person may choose. */
export const thresholdLimits = {
  overdueDays: { least: 1, most: 365 },
  behindPercent: { least: 1, most: 100 },
  dueSoonDays: { least: 0, most: 365 },
  dueSoonPercent: { least: 0, most: 100 },
  staleDays: { least: 1, most: 365 },
} as const satisfies Readonly<Record<Exclude<keyof RiskThresholds, 'off'>, Limits>>;

/**
 * What a person chose, within the limits; what is left out or is no number is as usual.
 * @param valueOf by the names of thresholds; of `reasons`, an object with `false` for each reason that is turned off
 */
export const readThresholds = (valueOf: (name: string) => unknown): RiskThresholds => {
  const number = (name: keyof typeof thresholdLimits): number => {
    const [value, { least, most }] = [valueOf(name), thresholdLimits[name]];
    if (typeof value !== 'number' || !Number.isFinite(value)) return usualThresholds[name];
    return Math.round(Math.min(most, Math.max(least, value)));
  };
  const reasons = valueOf('reasons');
  return {
    overdueDays: number('overdueDays'),
    behindPercent: number('behindPercent'),
    dueSoonDays: number('dueSoonDays'),
    dueSoonPercent: number('dueSoonPercent'),
    staleDays: number('staleDays'),
    off: new Set(isRecord(reasons) ? riskCodes.filter((code) => reasons[code] === false) : []),
  };
};

/** The same where nothing in it is to be left out of account; undefined for anything else. */
export const parsedThresholds = (value: unknown): RiskThresholds | undefined => {
  if (!isRecord(value)) return undefined;
  const read = readThresholds((name) => value[name]);
  const written = new Map<string, unknown>(Object.entries(read));
  const isTaken = ([name, given]: readonly [string, unknown]): boolean =>
    name === 'reasons' ? isRecord(given) && Object.entries(given).every(isChoice) : written.get(name) === given;
  return Object.entries(value).every(isTaken) ? read : undefined;
};

const isChoice = ([code, isOn]: readonly [string, unknown]): boolean =>
  riskCodes.some((each) => each === code) && typeof isOn === 'boolean';

/** What is not as usual, such that {@link parsedThresholds} gives the same again. */
export const unusualThresholds = (thresholds: RiskThresholds): Readonly<Record<string, unknown>> => {
  const { off, ...numbers } = thresholds;
  const usual = new Map<string, unknown>(Object.entries(usualThresholds));
  const others = Object.entries(numbers).filter(([name, value]) => usual.get(name) !== value);
  return {
    ...Object.fromEntries(others),
    ...(off.size === 0 ? {} : { reasons: Object.fromEntries([...off].map((code) => [code, false])) }),
  };
};
