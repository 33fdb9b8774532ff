import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { escapedMarkdown, plainLabel } from '../../../src/model/plainLabel.ts';

it.each([
  ['Roll out', 'Roll out'],
  ['$(zap) Roll out $(x)', '$\u200b(zap) Roll out $\u200b(x)'],
  ['Price in $ (net)', 'Price in $ (net)'],
  ['$$(zap)', '$$\u200b(zap)'],
  ['Cut cost $(500) per seat', 'Cut cost $\u200b(500) per seat'],
  ['Acme $(zap) GmbH', 'Acme $\u200b(zap) GmbH'],
  ['$(sync~spin)', '$\u200b(sync~spin)'],
  [String.raw`\$(zap)`, '\\$\u200b(zap)'],
  ['$\u202e(zap)', '$\u200b(zap)'],
  ['One\r\n  two\u2028three\tfour', 'One two three four'],
  ['  Roll out\n', 'Roll out'],
  ['Roll \u202eout\u202c', 'Roll out'],
  ['תוכנית 3', '\u2068תוכנית 3\u2069'],
  ['خطة Northwind', '\u2068خطة Northwind\u2069'],
  ['\u2069תוכנית\u2067', '\u2068תוכנית\u2069'],
  ['Müller 👩‍🚀 計画', 'Müller 👩‍🚀 計画'],
  ['\u0000\u001b[31mred', '[31mred'],
  ['', ''],
])('%j becomes %j', (text, expected) => expect(plainLabel(text)).toBe(expected));

const piece = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 5 }),
  fc.constantFrom('$(', '$', '(zap)', '\n', '\u202e', '\u2067', '\u2069', 'א', '\u200f', '\ud800', 'Roll out'),
);

it('is one line without icons, controls or a direction that goes beyond it, whatever the text', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const label = plainLabel(pieces.join(''));
      expect(label).not.toMatch(/\$\(|[\n\r\u2028\u2029\u202a-\u202e\u2066\u2067]/);
      expect(label.isWellFormed()).toBe(true);
      expect(label.replaceAll(/[^\u2068\u2069]/g, '')).toMatch(/^(\u2068\u2069)?$/);
      expect(!label.includes('א') || label.startsWith('\u2068')).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

it.each([
  ['https://evil.example/login', String.raw`https\:\/\/evil\.example\/login`],
  ['ada@evil.example', String.raw`ada\@evil\.example`],
  ['**a** [b](c)\n# d', String.raw`\*\*a\*\* \[b\]\(c\) \# d`],
  ['R&amp;D ä 中', String.raw`R\&amp\;D ä 中`],
])('%j is but text in Markdown', (text, markdown) => expect(escapedMarkdown(text)).toBe(markdown));
