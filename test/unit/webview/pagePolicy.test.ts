import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { pagePolicy } from '../../../src/webview/pagePolicy.ts';

const policy = new Map(
  pagePolicy('once')
    .split('; ')
    .map((directive) => {
      const [name = '', ...sources] = directive.split(' ');
      return [name, sources.join(' ')] as const;
    }),
);

it.each([
  ['default-src', "'none'"],
  ['base-uri', "'none'"],
  ['form-action', "'none'"],
  ['script-src', "'nonce-once'"],
  ['style-src', "'nonce-once'"],
])('of a page: %s is %s', (name, sources) => expect(policy.get(name)).toBe(sources));

it.each(['connect-src', 'img-src', 'font-src', 'frame-src', 'worker-src', 'object-src'])(
  'of a page: nothing of %s is allowed',
  (name) => expect(policy.has(name)).toBe(false),
);

it('stands in the document of each page', () => {
  const document = readFileSync('src/webview/webviewDocument.ts', 'utf8');
  expect(document).toContain('<meta http-equiv="Content-Security-Policy" content="${pagePolicy(nonce)}">');
});
