import * as l10n from '@vscode/l10n';
import type { ListedDraft } from '../editing/draft.ts';
import { dayMs } from '../model/dueDate.ts';
import { plainLabel } from '../model/plainLabel.ts';
import type { TenantId } from '../model/tenant.ts';
import { agoText } from '../words/dates.ts';
import { daysBrief, hoursBrief, minutesBrief } from '../words/numbers.ts';

/** What one row shows, in words. */
export type DraftRow = {
  readonly label: string;
  readonly description: string;
  /** All of it, to be read under the mouse. */
  readonly tooltip: string;
  /** The whole row for a screen reader. */
  readonly spoken: string;
};

export type DraftSurroundings = {
  /** What a person calls a tenant. */
  readonly labelOf: (tenant: TenantId) => string;
  /** The connected tenant. */
  readonly tenant: TenantId | undefined;
  /** Of the connected tenant, as far as known. */
  readonly companyName: (companyId: string) => string | undefined;
  readonly now: Date;
  /** Why it could not be saved when that was tried last. */
  readonly failure?: string | undefined;
};

/** What a person knows the draft by. */
export const draftName = (listed: ListedDraft): string => {
  const { mine, base } = listed.draft;
  const name = mine.Name.trim();
  if (listed.draft.goalId === undefined) return name === '' ? l10n.t('New goal') : l10n.t('New goal: {0}', name);
  return name || base.Name || l10n.t('Goal');
};

/** The row of a draft in the list: `2h · Contoso`, and the tenant where it is not the connected one. */
export const draftRow = (
  listed: ListedDraft,
  { tenant, labelOf, companyName, now, failure }: DraftSurroundings,
): DraftRow => {
  const isConnected = listed.tenant === tenant;
  const company = isConnected ? companyName(listed.draft.mine.CompanyId) : undefined;
  const where = isConnected ? undefined : labelOf(listed.tenant);
  const label = draftName(listed);
  const age = ageOf(new Date(listed.draft.at), now);
  const place = [company, where].flatMap((part) => (part === undefined ? [] : [plainLabel(part)]));
  return {
    label: shortened(plainLabel(label)),
    // The age first: a narrow side bar cuts off the end.
    description: [
      ...(failure === undefined ? [] : [l10n.t('not saved')]),
      ...(age === undefined ? [] : [age.short]),
      ...place,
    ].join(' · '),
    tooltip: [
      label,
      ...place,
      ...(age === undefined ? [] : [l10n.t('Last edited {0}.', age.long)]),
      l10n.t('Draft: saved on this computer only.'),
      ...(failure === undefined ? [] : [failure]),
    ].join('\n'),
    spoken: [
      label,
      l10n.t('draft'),
      ...place,
      ...(age === undefined ? [] : [age.long]),
      ...(isConnected ? [] : [l10n.t('not connected')]),
      ...(failure === undefined ? [] : [l10n.t('not saved: {0}', failure)]),
    ].join(', '),
  };
};

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** The longest label, in characters, that leaves the age in sight where the side bar is as wide as it is at first. */
const longestLabel = 30;

const shortened = (label: string): string => {
  const characters = Array.from(label);
  return characters.length <= longestLabel
    ? label
    : `${characters
        .slice(0, longestLabel - 1)
        .join('')
        .trimEnd()}…`;
};

type Age = { readonly short: string; readonly long: string };

/** Undefined for a time that is none. */
const ageOf = (at: Date, now: Date): Age | undefined => {
  const ms = now.getTime() - at.getTime();
  if (Number.isNaN(ms)) return undefined;
  if (ms < minuteMs) return { short: l10n.t('now'), long: l10n.t('just now') };
  const whole = (unitMs: number): number => Math.floor(ms / unitMs);
  const [minutes, hours, days] = [whole(minuteMs), whole(hourMs), whole(dayMs)];
  if (hours === 0) return { short: minutesBrief(minutes), long: agoText(minutes, 'minute') };
  if (days === 0) return { short: hoursBrief(hours), long: agoText(hours, 'hour') };
  return { short: daysBrief(days), long: agoText(days, 'day') };
};
