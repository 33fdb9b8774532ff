import { NotConnected } from '../model/goalStore.ts';
import type { TenantId } from '../model/tenant.ts';

/**
 * To be asked for before a person is, and called after each answer: what was chosen for one tenant means something else in another.
 * @returns what throws NotConnected where another tenant is connected by now, or none
 */
export const sameTenant = (tenant: () => TenantId | undefined): (() => void) => {
  const expected = tenant();
  return () => {
    if (expected === undefined || tenant() !== expected) throw new NotConnected();
  };
};

/** What a person asked for means something else in another tenant, also where that is connected while it is being loaded. @throws NotConnected */
export const loadedInSameTenant = async <T>(tenant: () => TenantId | undefined, load: () => Promise<T>): Promise<T> => {
  const asked = tenant();
  const loaded = await load();
  if (tenant() !== asked) throw new NotConnected();
  return loaded;
};
