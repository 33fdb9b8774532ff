import { array, assert, constantFrom, option, property, string } from 'fast-check';
import { expect, it } from 'vitest';
import { readFolderFile, type FolderFile } from '../../../src/folderFile/folderFile.ts';
import { askedKey, offerOf, type Offer } from '../../../src/folderFile/offer.ts';
import { tenantLabel } from '../../../src/words/tenantLabel.ts';

const acme = 'acme.gainsightcloud.com';
const globex = 'globex.us2.gainsightcloud.com';

const fileOf = (content: object): FolderFile => {
  const reading = readFolderFile(JSON.stringify(content));
  if ('problem' in reading) throw new Error(reading.problem.code);
  return reading.file;
};

const offer = (content: object, connected: string | undefined, ...kept: readonly string[]): Offer =>
  offerOf(fileOf(content), { connected, kept, shortName: tenantLabel });

const show = (tenant: string, isSwitch: boolean): Offer => ({ kind: 'show', tenant, isSwitch });

it.each<readonly [string, object, string | undefined, readonly string[], Offer]>([
  ['a filter in its tenant', { tenant: acme, company: 'A' }, acme, [acme], show(acme, false)],
  ['the tenant by its short name', { tenant: 'Acme', company: 'A' }, acme, [acme], show(acme, false)],
  ['to switch to its tenant', { tenant: acme, company: 'A' }, globex, [globex, acme], show(acme, true)],
  ['to switch where none is connected', { tenant: acme, company: 'A' }, undefined, [acme], show(acme, true)],
  ['to switch without a filter', { tenant: acme }, globex, [globex, acme], show(acme, true)],
  ['nothing where all is as it says', { tenant: acme }, acme, [acme], { kind: 'none' }],
  ['a filter wherever the window is', { company: 'A' }, 'sample', [acme], show('sample', false)],
  ['nothing without a tenant', { company: 'A' }, undefined, [acme], { kind: 'none' }],
  [
    'nothing but words for one unknown',
    { tenant: 'x.example', company: 'A' },
    acme,
    [acme],
    { kind: 'unknown', tenant: 'x.example' },
  ],
])('offers %s', (_, content, connected, kept, expected) => {
  expect(offer(content, connected, ...kept)).toEqual(expected);
});

it('never names a tenant whose key is not here', () => {
  const tenants = constantFrom<string>(acme, globex, 'sample', 'other.example');
  const hosts = string().filter((text) => /^[^\s/@?#\\]+$/.test(text));
  const files = property(
    option(hosts),
    option(tenants),
    array(tenants),
    option(tenants),
    (odd, named, kept, connected) => {
      const made = offer({ tenant: named ?? odd ?? 'x', company: 'A' }, connected ?? undefined, ...kept);
      return made.kind !== 'show' || made.tenant === connected || kept.includes(made.tenant);
    },
  );
  assert(files);
});

it('is asked again only where the file says something else, or its tenant has become known', () => {
  const file = fileOf({ tenant: acme, company: 'A' });
  const keyOf = (connected: string | undefined, ...kept: readonly string[]): string =>
    askedKey(offerOf(file, { connected, kept, shortName: tenantLabel }), file);
  expect(keyOf(globex, globex, acme)).toBe(keyOf(acme, acme));
  expect(keyOf(globex, globex)).not.toBe(keyOf(acme, acme));
  const other = fileOf({ tenant: acme, company: 'B' });
  expect(askedKey(offer({ tenant: acme, company: 'B' }, acme, acme), other)).not.toBe(keyOf(acme, acme));
});
