import { describe, expect, it } from 'vitest';
import { parseStoredTenant, secretText } from '../../../src/connection/storedTenant.ts';

const tenant = { origin: 'https://acme.gainsightcloud.com', accessKey: 'key-1' };

describe('the stored tenant', () => {
  it('is read as it was written', () => {
    expect(parseStoredTenant(secretText(tenant))).toEqual(tenant);
  });

  it('holds nothing but origin and key', () => {
    const withMore = { ...tenant, more: 1 };
    expect(JSON.parse(secretText(withMore))).toEqual(tenant);
    expect(parseStoredTenant(JSON.stringify({ ...tenant, more: 1 }))).toEqual(tenant);
  });

  it('is absent where nothing is stored', () => {
    expect(parseStoredTenant(undefined)).toBeUndefined();
  });

  it.each([
    '',
    'null',
    '[]',
    '"https://acme.gainsightcloud.com"',
    '{"origin":',
    '{}',
    JSON.stringify({ origin: tenant.origin }),
    JSON.stringify({ ...tenant, accessKey: 7 }),
    JSON.stringify({ ...tenant, accessKey: '' }),
    JSON.stringify({ ...tenant, accessKey: 'a\nb' }),
    JSON.stringify({ ...tenant, origin: null }),
    JSON.stringify({ ...tenant, origin: 'acme' }),
    JSON.stringify({ ...tenant, origin: 'http://acme.gainsightcloud.com' }),
    JSON.stringify({ ...tenant, origin: 'https://acme.gainsightcloud.com/v1' }),
    JSON.stringify({ ...tenant, origin: 'https://user@acme.gainsightcloud.com' }),
  ])('is broken as %j', (text) => {
    expect(parseStoredTenant(text)).toBe('broken');
  });
});
