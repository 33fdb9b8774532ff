import type { Coverage, RecordedChange } from '../history/recordedChange.ts';
import type { TenantId } from '../model/tenant.ts';

/** Reads what was recorded of a tenant; undefined where nothing is. */
export type ReadHistory = (
  tenant: TenantId,
  since: number,
  take: (change: RecordedChange) => void,
  signal: AbortSignal,
) => Promise<Coverage | undefined>;
