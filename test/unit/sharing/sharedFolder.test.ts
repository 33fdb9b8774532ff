import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { platform } from 'node:process';
import { expect, it } from 'vitest';
import { sharedFolder } from '../../../src/sharing/sharedFolder.ts';

const name = platform === 'win32' ? 'LOCALAPPDATA' : 'XDG_STATE_HOME';

it.each([undefined, '', 'state', './state'])('is the usual one where the environment says %j', (given) => {
  expect(sharedFolder({ [name]: given })).toMatch(homedir());
  expect(sharedFolder({ [name]: given })).toMatch(/customer-goals$/);
});

it('is the one that the environment says', () => {
  expect(sharedFolder({ [name]: tmpdir() })).toBe(join(tmpdir(), 'customer-goals'));
});
