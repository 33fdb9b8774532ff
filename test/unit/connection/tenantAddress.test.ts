import { describe, expect, it } from 'vitest';
import { tenantLabel } from '../../../src/words/tenantLabel.ts';
import { readTenantAddress } from '../../../src/connection/tenantAddress.ts';
import { createClient } from '../../../src/api/createClient.ts';
import { Pacer } from '../../../src/api/pace.ts';

/** The reading in a line: `kind origin (name)`, or what is wrong in a word. */
const read = (typed: string): string => {
  const reading = readTenantAddress(typed);
  if ('address' in reading)
    return `${reading.address.kind} ${reading.address.origin} (${tenantLabel(reading.address.id)})`;
  const [word] = Object.entries(words).find(([, part]) => reading.problem.includes(part)) ?? [reading.problem];
  return word;
};

const words = {
  empty: 'Enter the domain of your tenant, such as',
  blanks: 'no spaces or invisible characters',
  scheme: 'tenant starts with https://.',
  insecure: 'sent over HTTPS only',
  person: 'without anything before an @',
  key: 'looks like an access key',
  noTenant: 'before .gainsightcloud.com',
  shape: 'This is not a domain',
};

const acme = 'gainsight https://acme.gainsightcloud.com (acme)';
const region = 'gainsight https://acme.us2.gainsightcloud.com (acme.us2)';
const loopback = 'loopback http://127.0.0.1:8080 (127.0.0.1:8080)';
const other = (host: string): string => `other https://${host} (${host})`;

const cases: readonly (readonly [typed: string, reading: string])[] = [
  // A tenant of Gainsight, however it is written.
  ['acme', acme],
  ['ACME', acme],
  ['  acme\n', acme],
  ['"acme"', acme],
  ['\u200bacme\ufeff', acme],
  ['acme.', acme],
  ['acme/', acme],
  ['acme.gainsightcloud.com', acme],
  ['Acme.GainsightCloud.Com', acme],
  ['acme.gainsightcloud.com.', acme],
  ['acme.gainsightcloud.com..', acme],
  ['acme.gainsightcloud.com/', acme],
  ['acme.gainsightcloud.com:443', acme],
  ['//acme.gainsightcloud.com', acme],
  ['https:/acme.gainsightcloud.com', acme],
  ['https://acme.gainsightcloud.com', acme],
  ['HTTPS://ACME.GAINSIGHTCLOUD.COM/', acme],
  ['https://acme.gainsightcloud.com/v1/ui/home?x=1#y', acme],
  ['https://acme.gainsightcloud.com/v1/ui/@someone', acme],
  ['https://acme.gainsightcloud.com?next=https://evil.com', acme],
  ['https://acme.gainsightcloud.com#@evil.com', acme],
  ['<https://acme.gainsightcloud.com/v1>', acme],
  ['acme%2egainsightcloud.com', acme],
  ['acme。gainsightcloud。com', acme],
  ['acme.us2', region],
  ['acme.us2.gainsightcloud.com', region],
  ['https://acme.us2.gainsightcloud.com:443/v1/ui/customersuccess', region],
  ['4711', 'gainsight https://4711.gainsightcloud.com (4711)'],
  ['acme-prod', 'gainsight https://acme-prod.gainsightcloud.com (acme-prod)'],

  // Hosts that only a person can vouch for.
  ['goals.example.com', other('goals.example.com')],
  ['https://goals.example.com/v1/ui#x', other('goals.example.com')],
  ['goals.example.com:8443', other('goals.example.com:8443')],
  ['acme.gainsightcloud.com:8443', other('acme.gainsightcloud.com:8443')],
  ['acme.gainsightcloud.com.evil.com', other('acme.gainsightcloud.com.evil.com')],
  ['evilgainsightcloud.com', other('evilgainsightcloud.com')],
  ['acme.evilgainsightcloud.com', other('acme.evilgainsightcloud.com')],
  ['gainsightcloud.com.evil.com', other('gainsightcloud.com.evil.com')],
  ['https://evil.com/acme.gainsightcloud.com', other('evil.com')],
  ['https://evil.com\\@acme.gainsightcloud.com', other('evil.com')],
  ['https://evil.com?acme.gainsightcloud.com', other('evil.com')],
  ['acme.gаinsightcloud.com', other('acme.xn--ginsightcloud-w1k.com')],
  ['аcme.gainsightcloud.com', other('xn--cme-5cd.gainsightcloud.com')],
  ['xn--cme-5cd.gainsightcloud.com', other('xn--cme-5cd.gainsightcloud.com')],
  ['ziele.müller.de', other('ziele.xn--mller-kva.de')],
  ['192.168.1.20', other('192.168.1.20')],
  ['https://[2001:db8::1]/', other('[2001:db8::1]')],
  ['https://127.0.0.1.evil.com', other('127.0.0.1.evil.com')],
  ['https://foo.localhost', other('foo.localhost')],

  // This computer.
  ['http://127.0.0.1:8080', loopback],
  ['http://127.0.0.1:8080/v1/goals/search', loopback],
  ['127.0.0.1:8080', loopback],
  ['http://2130706433:8080', loopback],
  ['https://127.0.0.1:8443', 'loopback https://127.0.0.1:8443 (127.0.0.1:8443)'],
  ['http://localhost:3000', 'loopback http://localhost:3000 (localhost:3000)'],
  ['localhost:443', 'loopback http://localhost:443 (localhost:443)'],
  ['localhost.', 'loopback http://localhost (localhost)'],
  ['http://[::1]:3000', 'loopback http://[::1]:3000 ([::1]:3000)'],

  // A scheme with a typing error in it is no tenant's name.
  ...[
    'https//acme.gainsightcloud.com',
    'http//acme.gainsightcloud.com',
    'https/acme.gainsightcloud.com',
    'https;//acme.gainsightcloud.com',
    'https.//acme.gainsightcloud.com',
    'https,//acme.gainsightcloud.com',
    'https://acme.gainsightcloud.com'.replace('https', 'ttps'),
    'htps://acme.gainsightcloud.com',
    'htpps//acme.gainsightcloud.com',
    'secure//acme.gainsightcloud.com',
    'hhttps:\\\\acme.gainsightcloud.com',
    'HTTPS//acme.gainsightcloud.com',
    'https::://acme.gainsightcloud.com',
    'https//:acme.gainsightcloud.com',
    'https_//acme.gainsightcloud.com',
    "https'//acme.gainsightcloud.com",
    'https：//acme.gainsightcloud.com',
    'http2//acme.gainsightcloud.com',
    'https.acme.gainsightcloud.com',
    'http.acme.gainsightcloud.com',
    'HTTPS.acme.gainsightcloud.com',
  ].map((typed): readonly [string, string] => [typed, 'Did you mean https://acme.gainsightcloud.com?']),
  ['https.acme.us2', 'Did you mean https://acme.us2?'],
  ['https//', 'shape'],
  ['https.', 'shape'],
  ['https1://acme.gainsightcloud.com', 'scheme'],
  ['https-//acme.gainsightcloud.com', 'shape'],
  ['https://https//acme.gainsightcloud.com', 'shape'],
  ['https%3A%2F%2Facme.gainsightcloud.com', 'shape'],
  ['acme.gainsightcloud,com', 'shape'],
  ['acme.gainsigthcloud.com', other('acme.gainsigthcloud.com')],
  ['acme-gainsightcloud.com', other('acme-gainsightcloud.com')],
  ['httpd.gainsightcloud.com', 'gainsight https://httpd.gainsightcloud.com (httpd)'],
  ['https-acme.gainsightcloud.com', 'gainsight https://https-acme.gainsightcloud.com (https-acme)'],
  ['https', 'shape'],
  ['http', 'shape'],
  ['https:', 'shape'],
  ['httpsacme', 'gainsight https://httpsacme.gainsightcloud.com (httpsacme)'],
  ['https-acme', 'gainsight https://https-acme.gainsightcloud.com (https-acme)'],

  // Refused.
  ['', 'empty'],
  ['   ', 'empty'],
  ['https://', 'shape'],
  ['http://acme.gainsightcloud.com', 'insecure'],
  ['http://goals.example.com', 'insecure'],
  ['http://127.0.0.1.evil.com', 'insecure'],
  ['http://foo.localhost', 'insecure'],
  ['http://192.168.1.20', 'insecure'],
  ['http://0.0.0.0:8080', 'insecure'],
  ['http://[::ffff:127.0.0.1]:8080', 'insecure'],
  ['ftp://acme.gainsightcloud.com', 'scheme'],
  ['vscode://acme.gainsightcloud.com', 'scheme'],
  ['javascript:alert(1)', 'shape'],
  ['https://acme.gainsightcloud.com@evil.com', 'person'],
  ['https://user:pass@acme.gainsightcloud.com', 'person'],
  ['https://@acme.gainsightcloud.com', 'person'],
  ['someone@acme.com', 'person'],
  ['https://user%40evil.com', 'shape'],
  ['acme gainsightcloud.com', 'blanks'],
  ['acme.gainsight\tcloud.com', 'blanks'],
  ['acme\u202e.gainsightcloud.com', 'blanks'],
  ['acme.gain\u200bsightcloud.com', 'blanks'],
  ['acme\u0000.gainsightcloud.com', 'blanks'],
  ['gainsightcloud.com', 'noTenant'],
  ['https://gainsightcloud.com/', 'noTenant'],
  ['.gainsightcloud.com', 'shape'],
  ['acme..gainsightcloud.com', 'shape'],
  ['*.gainsightcloud.com', 'shape'],
  ['{tenant}.gainsightcloud.com', 'shape'],
  ['-acme', 'shape'],
  ['https://acme', 'shape'],
  ['acme:8443', 'shape'],
  ['müller', 'shape'],
  ['acme.gainsightcloud.com:99999', 'shape'],
  ['acme.gainsightcloud.com:key', 'shape'],
  ['::1', 'shape'],
  [`${'a'.repeat(64)}.gainsightcloud.com`, 'shape'],
  [`${'a.'.repeat(130)}gainsightcloud.com`, 'shape'],
  [`aaa.${'a.'.repeat(116)}gainsightcloud.com`, 'shape'],
  ['0f8fad5b-d9cb-469f-a165-70867728950e', 'key'],
];

describe('readTenantAddress', () => {
  it.each(cases)('reads %j as %s', (typed, reading) => {
    expect(read(typed)).toBe(reading);
  });

  it.each([' ', '\u00a0', '\u200b', '"', '/', '.', ':'])('says soon what is wrong with 100 KB of %j', (char) => {
    const before = process.cpuUsage().user;
    expect(read(`a${char.repeat(100_000)}b`)).toBe('shape');
    expect(process.cpuUsage().user - before).toBeLessThan(1_000_000);
  });

  it('reads its own origins as the same address', () => {
    const addresses = cases.map(([typed]) => readTenantAddress(typed)).filter((reading) => 'address' in reading);
    expect(addresses.map(({ address }) => readTenantAddress(address.origin))).toEqual(addresses);
    expect(addresses.length).toBeGreaterThan(40);
  });

  it('accepts no origin to which the client would not send the key', () => {
    const pacer = new Pacer({ requestsAMinute: 1, atOnce: 1 });
    const fetch = (): Promise<never> => Promise.reject(new Error('nothing is sent'));
    for (const [typed] of cases) {
      const reading = readTenantAddress(typed);
      if (!('address' in reading)) continue;
      const { origin } = reading.address;
      expect(() => createClient({ origin, accessKey: 'key', fetch, pacer, random: () => 0 })).not.toThrow();
    }
    pacer.dispose();
  });
});
