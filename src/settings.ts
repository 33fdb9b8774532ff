import * as vscode from 'vscode';
import type { Pace } from './api/pace.ts';
import { isRecord } from './json.ts';
import { readThresholds, type RiskThresholds } from './model/risk/riskThresholds.ts';
import { goalCheckRules, type GoalCheckRule } from './model/risk/goalCheckRule.ts';

/** More often would take a part of the tenant's minute that others need. */
const leastMinutes = 0.1;

/** A person's settings as they are now. */
export const settings = {
  startWithSampleData: (): boolean => get('startWithSampleData') === true,
  keepSnapshot: (): boolean => get('keepSnapshot') !== false,
  recordHistory: (): boolean => get('history.enabled') !== false,
  /** '' where it is not given. */
  yourName: (): string => {
    const name = get('yourName');
    return typeof name === 'string' ? name : '';
  },
  keepYourName: (name: string): Thenable<void> =>
    vscode.workspace.getConfiguration('customerGoals').update('yourName', name, vscode.ConfigurationTarget.Global),
  /** Days in which nothing about a goal changed, after which a sweep shows it. */
  staleDays: (): number => wholeNumber('sweep.staleDays', { least: 1, most: 365, otherwise: 14 }),
  /** Rules of the goal check that are turned off. */
  rulesOff: (): ReadonlySet<GoalCheckRule> => {
    const rules = get('goalCheck.rules');
    return new Set(isRecord(rules) ? goalCheckRules.filter((rule) => rules[rule] === false) : []);
  },
  /** From when on a goal is at risk. Read as one: each row that is drawn asks. */
  risk: (): RiskThresholds => {
    const values = get('risk');
    return readThresholds((name) => (isRecord(values) ? values[name] : undefined));
  },
  /** Which decorations of rows are on. */
  decorations: () => ({
    overdue: get('decorateOverdue') !== false,
    dueSoon: get('decorateDueSoon') !== false,
    changed: get('decorateChanged') !== false,
    drafts: get('decorateDrafts') !== false,
  }),
  /** Whether news is told of once a day. */
  dailyNews: (): boolean => get('dailyNews') === true,
  /** The template of a goal's address in Gainsight; '' for none. */
  goalUrl: (): string => {
    const template = get('goalUrl');
    return typeof template === 'string' ? template.trim() : '';
  },
  pace: (): Pace => ({
    requestsAMinute: wholeNumber('requestsPerMinute', { least: 1, most: 100, otherwise: 60 }),
    atOnce: wholeNumber('requestsAtOnce', { least: 1, most: 8, otherwise: 4 }),
  }),
  /** Milliseconds from one refresh to the next; 0 for never. */
  refreshMs: (): number => {
    const minutes = number('refreshMinutes', { least: 0, most: 1440, otherwise: 5 });
    return minutes === 0 ? 0 : 60_000 * Math.max(leastMinutes, minutes);
  },
};

/** Calls back when this setting, or one below it, may have changed. */
export const onDidChangeSetting = (
  name: 'keepSnapshot' | 'history.enabled' | 'risk' | 'goalCheck',
  listener: () => void,
): vscode.Disposable =>
  vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration(`customerGoals.${name}`)) listener();
  });

const get = (name: string): unknown => vscode.workspace.getConfiguration('customerGoals').get<unknown>(name);

type Bounds = { readonly least: number; readonly most: number; readonly otherwise: number };

/** VS Code warns of a setting that is out of bounds, and hands it over all the same. */
const number = (name: string, { least, most, otherwise }: Bounds): number => {
  const value = get(name);
  return typeof value === 'number' && Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : otherwise;
};

const wholeNumber = (name: string, bounds: Bounds): number => Math.round(number(name, bounds));
