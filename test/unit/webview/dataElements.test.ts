// @vitest-environment jsdom
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { dataElement } from '../../../src/webview/dataElements.ts';

const parsed = (html: string): Document => new DOMParser().parseFromString(`<body>${html}<p>after</p>`, 'text/html');

const hostile = fc.constantFrom('</script>', '<!--', '<script>', '-->', ']]>', '\u2028', '\\', '"', '&lt;', 'x');
const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(hostile).map((parts) => parts.join('')),
);

it('whatever the data say, they are read as they were, and nothing else of the document changes', () => {
  fc.assert(
    fc.property(fc.dictionary(texts, fc.oneof(texts, fc.array(texts))), (data) => {
      const { body } = parsed(dataElement('first', data));
      expect([...body.children].map(({ tagName }) => tagName)).toEqual(['SCRIPT', 'P']);
      expect(JSON.parse(body.querySelector('#first')?.textContent ?? '')).toEqual(JSON.parse(JSON.stringify(data)));
    }),
  );
});

it('there is no element where there are no data', () => {
  expect(dataElement('first', undefined)).toBe('');
});
