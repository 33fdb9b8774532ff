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
