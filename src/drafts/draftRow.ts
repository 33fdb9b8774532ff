import { countOf } from '../model/countOf.ts';
import { tenantLabel, type TenantId } from '../model/tenant.ts';
import type { KeptDraft } from '../editing/draft.ts';

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
};

/** A draft that is kept under an id that was made up is a new goal's, also when the tenant got that goal meanwhile. */
export const isOfNewGoal = ({ id, draft }: KeptDraft): boolean => draft.goalId !== id;

export const draftName = (kept: KeptDraft): string => {
  const { mine, base } = kept.draft;
  const name = mine.Name.trim();
  if (kept.draft.goalId === undefined) return name === '' ? 'New goal' : `New goal: ${name}`;
  return name || base.Name || 'Goal';
};

export const draftRow = (kept: KeptDraft, { tenant, companyName, now }: DraftSurroundings): DraftRow => {
  const isConnected = kept.tenant === tenant;
  const company = isConnected ? companyName(kept.draft.mine.CompanyId) : undefined;
  const where = isConnected ? undefined : tenantLabel(kept.tenant);
  const label = draftName(kept);
  const age = ageOf(new Date(kept.draft.at), now);
  const place = [company, where].filter((part) => part !== undefined);
  return {
    label: shortened(label),
    // The age first: a narrow side bar cuts off the end.
    description: [...(age === undefined ? [] : [age.short]), ...place].join(' · '),
    tooltip: [
      label,
      ...place,
      ...(age === undefined ? [] : [`Typed ${age.long}.`]),
      'Not sent: kept on this computer.',
    ].join('\n'),
    spoken:
      [label, 'draft', ...place, ...(age === undefined ? [] : [age.long])].join(', ') +
      (isConnected ? '' : ', not connected'),
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
