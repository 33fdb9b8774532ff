import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { diffFileName } from '../../../src/plannedChanges/diffFileName.ts';

it.each([
  ['Roll out', 'Roll out.html'],
  ['50% / 3: a\\b?', '50 3 a b.html'],
  ['../..', '.. ...html'],
  [' \n', 'goal.html'],
  ['x'.repeat(255), `${'x'.repeat(60)}.html`],
  [`${'x'.repeat(59)}😀y`, `${'x'.repeat(59)}😀.html`],
  ['\u202egnp.exe', 'gnp.exe.html'],
])('%j is compared as %j', (name, expected) => expect(diffFileName(name)).toBe(expected));

it('is one name that an address can hold, whatever the goal is called', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 90 }), (name) => {
      const file = diffFileName(name);
      expect(decodeURIComponent(encodeURIComponent(file))).toBe(file);
      expect(file).not.toMatch(/[/\\?#%:\n]/);
    }),
  );
});
