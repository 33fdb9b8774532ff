import { expect, it } from 'vitest';
import { RichText } from '../../../src/description/richText.ts';

const centred = '<div style="text-align:center"><p>Alpha</p></div>';

/** What changes when the Markdown of a description becomes another. */
const written = (html: string, markdown: string) => new RichText(html, html).write(markdown);

it('names what a box says where something is moved out of it', () => {
  expect(written(`${centred}<p>Here</p>`, 'Here\n\nAlpha')).toEqual({
    value: '<p>Here</p><p>Alpha</p>',
    drops: ['alignment'],
  });
  const boxes = `<div class="x"><div style="text-align:center"><p>Alpha</p><p>Beta</p></div><p>Here</p></div>`;
  expect(written(boxes, 'Beta\n\nHere\n\nAlpha').drops).toEqual(['class names', 'alignment']);
});

const three = '<div style="text-align:center"><p>Beta</p><p>Gamma</p></div>';

it.each([
  ['moved within it', `${three.replace('<p>', '<p>Alpha</p><p>')}<p>Here</p>`, 'Beta\n\nAlpha\n\nGamma\n\nHere'],
  ['moved into the like', `${centred}<p>Here</p>${three}`, 'Here\n\nBeta\n\nAlpha\n\nGamma'],
  ['taken out', `${centred}<p>Here</p>`, 'Here'],
  ['copied', `${centred}<p>Here</p>`, 'Alpha\n\nHere\n\nAlpha'],
  ['moved out of a box that says nothing', '<div><p>Alpha</p></div><p>Here</p>', 'Here\n\nAlpha'],
])('names nothing where something is %s', (_, html, markdown) => {
  expect(written(html, markdown).drops).toEqual([]);
});
