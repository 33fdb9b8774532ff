import { describe, expect, it } from 'vitest';
import { filled, readTemplate, type Contents } from '../../../src/report/template.ts';
import { templateToEdit, usualTemplate } from '../../../src/report/usualTemplate.ts';

const contents: Contents = {
  texts: { title: 'T {{period}}', period: 'P', date: 'D' },
  blocks: {
    summary: [{ kind: 'paragraph', text: 'S {{title}}' }],
    outcomes: [],
    achieved: [],
    slipped: [],
    missed: [],
    next: [],
    pictures: [],
  },
};

const made = (text: string) => {
  const template = readTemplate(text);
  return template.kind === 'read' ? filled(template.parts, contents) : template.problems;
};

describe('a template', () => {
  it('has headings, paragraphs, lists, places and new slides', () => {
    expect(made('# {{title}}\nOne\ntwo {{ date }}\n\n- a\n* b\nThree\n---\n{{ summary }}\n#### deep')).toEqual([
      { kind: 'heading', level: 1, text: 'T {{period}}' },
      { kind: 'paragraph', text: 'One two D' },
      {
        kind: 'list',
        items: [
          { name: '', text: 'a' },
          { name: '', text: 'b' },
        ],
      },
      { kind: 'paragraph', text: 'Three' },
      { kind: 'break' },
      { kind: 'paragraph', text: 'S {{title}}' },
      { kind: 'paragraph', text: '#### deep' },
    ]);
  });

  it.each<readonly [string, readonly [number, string, string][]]>([
    ['# x\n\n{{sumary}}', [[3, 'unknown', 'sumary']]],
    ['see {{summary}} here', [[1, 'notAlone', 'summary']]],
    ['# {{title', [[1, 'notClosed', '# {{title']]],
    ['<!-- {{nothing}}\n\n-->\n{{x}}', [[4, 'unknown', 'x']]],
    [
      '{{a}} {{b}}',
      [
        [1, 'unknown', 'a'],
        [1, 'unknown', 'b'],
      ],
    ],
    ['<!-- nothing else -->', [[1, 'empty', '']]],
    ['', [[1, 'empty', '']]],
  ])('says what is wrong, and where: %j', (text, expected) => {
    const template = readTemplate(text);
    expect(
      template.kind === 'refused' && template.problems.map(({ line, code, placeholder }) => [line, code, placeholder]),
    ).toEqual(expected);
  });

  it('is well when it is the usual one, and when that is to be edited', () => {
    expect(readTemplate(usualTemplate()).kind).toBe('read');
    expect(readTemplate(templateToEdit())).toEqual(readTemplate(usualTemplate()));
  });
});
