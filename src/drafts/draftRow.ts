import { countOf } from '../model/countOf.ts';
import { plainLabel } from '../model/plainLabel.ts';
import { tenantLabel, type TenantId } from '../model/tenant.ts';
import type { ListedDraft } from '../editing/draft.ts';

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
  if (listed.draft.goalId === undefined) return name === '' ? 'New goal' : `New goal: ${name}`;
  return name || base.Name || 'Goal';
};

/** The row of a draft in the list: `2h · Contoso`, and the tenant where it is not the connected one. */
export const draftRow = (listed: ListedDraft, { tenant, companyName, now, failure }: DraftSurroundings): DraftRow => {
  const isConnected = listed.tenant === tenant;
  const company = isConnected ? companyName(listed.draft.mine.CompanyId) : undefined;
  const where = isConnected ? undefined : tenantLabel(listed.tenant);
  const label = draftName(listed);
  const age = ageOf(new Date(listed.draft.at), now);
  const place = [company, where].filter((part) => part !== undefined);
  return {
    label: shortened(plainLabel(label)),
    // The age first: a narrow side bar cuts off the end.
    description: [
      ...(failure === undefined ? [] : ['not saved']),
      ...(age === undefined ? [] : [age.short]),
      ...place,
    ].join(' · '),
    tooltip: [
      label,
      ...place,
      ...(age === undefined ? [] : [`Last edited ${age.long}.`]),
      'Draft: saved on this computer only.',
      ...(failure === undefined ? [] : [failure]),
    ].join('\n'),
    spoken:
      [label, 'draft', ...place, ...(age === undefined ? [] : [age.long])].join(', ') +
      (isConnected ? '' : ', not connected') +
      (failure === undefined ? '' : `, not saved: ${failure}`),
  };
};

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

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
  if (ms < minuteMs) return { short: 'now', long: 'just now' };
  if (ms < hourMs) return ageIn(Math.floor(ms / minuteMs), 'minute');
  if (ms < dayMs) return ageIn(Math.floor(ms / hourMs), 'hour');
  return ageIn(Math.floor(ms / dayMs), 'day');
};

const ageIn = (count: number, unit: 'minute' | 'hour' | 'day'): Age => ({
  short: `${count}${unit.charAt(0)}`,
  long: `${countOf(count, unit)} ago`,
});
