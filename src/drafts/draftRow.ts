import { countOf } from '../model/progress.ts';
import type { KeptDraft } from './drafts.ts';

/** What one row shows, in words. */
export type DraftRow = {
  readonly label: string;
  readonly description: string;
  /** The whole row for a screen reader. */
  readonly spoken: string;
};

export type DraftSurroundings = {
  /** The connected tenant's id. */
  readonly tenant: string | undefined;
  /** Of the connected tenant, as far as known. */
  readonly companyName: (companyId: string) => string | undefined;
  readonly now: Date;
};

/** A draft that is kept under an id that was made up is a new goal's, also when the tenant got that goal meanwhile. */
export const isOfNewGoal = ({ id, draft }: KeptDraft): boolean => draft.goalId !== id;

export const draftName = (kept: KeptDraft): string => {
  const { mine, base } = kept.draft;
  const name = mine.Name.trim();
  if (isOfNewGoal(kept)) return name === '' ? 'New goal' : `New goal: ${name}`;
  return name || base.Name || 'Goal';
};

export const draftRow = (kept: KeptDraft, { tenant, companyName, now }: DraftSurroundings): DraftRow => {
  const isConnected = kept.tenant === tenant;
  const company = isConnected ? companyName(kept.draft.mine.CompanyId) : undefined;
  const where = isConnected ? undefined : tenantName(kept.tenant);
  const label = draftName(kept);
  const parts = [company, where, agoText(new Date(kept.draft.at), now)].filter((part) => part !== undefined);
  return {
    label,
    description: parts.join(' · '),
    spoken: `${label}, draft, ${parts.join(', ')}${isConnected ? '' : ', not connected'}`,
  };
};

const tenantName = (tenant: string): string => (tenant === 'sample' ? 'Sample Data' : tenant);

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Undefined for a time that is none. */
const agoText = (at: Date, now: Date): string | undefined => {
  const ms = now.getTime() - at.getTime();
  if (Number.isNaN(ms)) return undefined;
  if (ms < minuteMs) return 'just now';
  if (ms < hourMs) return `${countOf(Math.floor(ms / minuteMs), 'minute')} ago`;
  if (ms < dayMs) return `${countOf(Math.floor(ms / hourMs), 'hour')} ago`;
  return `${countOf(Math.floor(ms / dayMs), 'day')} ago`;
};
