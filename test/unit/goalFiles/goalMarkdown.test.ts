import { fromMarkdown } from 'mdast-util-from-markdown';
import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Goal } from '../../../src/api/schema.ts';
import { goalMarkdown, metricLine } from '../../../src/goalFiles/goalMarkdown.ts';

const goal = (fields: Partial<Goal>): Goal => ({ Gsid: 'G', Name: 'Roll out', CompanyId: 'C', ...fields });

describe('a goal as Markdown', () => {
  it('is its name and its facts', () => {
    const facts = {
      CompanyName: 'Northwind',
      Status: 'In Progress',
      CompletionPercentage: 62,
      TargetDate: '2031-12-31',
      OwnerName: 'Noor van Dijk',
    };
    expect(goalMarkdown(goal(facts))).toBe(
      '**Roll out**\n\n- Company: Northwind\n- Status: In Progress\n- Progress: 62%\n- Target date: 2031-12-31\n- Owner: Noor van Dijk\n',
    );
  });

  it('leaves out what the tenant left out', () => expect(goalMarkdown(goal({ OwnerName: '' }))).toBe('**Roll out**\n'));

  it('says what could not be read', () => {
    const metric = { Gsid: 'M', GoalId: 'G', Name: '', CurrentValue: 4, unreadable: ['Name'] as const };
    const odd = goal({ Name: '', OwnerName: 'Noor', unreadable: ['Name', 'Status'] });
    expect(goalMarkdown(odd, [metric])).toBe(
      '**Unreadable name**\n\n- Owner: Noor\n- Note: unreadable: Name and Status\n\n- Unreadable name: 4\n',
    );
  });

  it.each([
    '[a](command:x)',
    '# a',
    '<img src=x>',
    '`a`',
    '**a**',
    'a\n\n- b',
    '&lt;b&gt;',
    '![a](https://b)',
    'a | b',
  ])('takes %j for text', (text) =>
    expect(textsOf(goal({ Name: text, CompanyName: text }))).toEqual([oneLine(text), `Company: ${oneLine(text)}`]),
  );

  it('is one name and one list, whatever a tenant wrote', () => {
    assert(
      property(string({ unit: 'grapheme-ascii' }), (text) => {
        const { children } = fromMarkdown(goalMarkdown(goal({ Name: `a${text}b`, CompanyName: `a${text}b` })));
        expect(children.map(({ type }) => type)).toEqual(['paragraph', 'list']);
      }),
    );
  });
});

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');

/** The name and the entries of the list, where they are text and nothing else. */
const textsOf = (one: Goal): readonly string[] => {
  const [name, list] = fromMarkdown(goalMarkdown(one)).children;
  const items = list?.type === 'list' ? list.children : [];
  return [name, ...items].map((node) => plainTextIn(node));
};

const plainTextIn = (node: unknown): string => {
  const { type, value, children } = Object(node);
  if (type === 'text') return String(value);
  if (!['paragraph', 'strong', 'listItem'].includes(type)) return `<${type}>`;
  return children.map((child: unknown) => plainTextIn(child)).join('');
};

describe('a metric as text', () => {
  it.each([
    [{ CurrentValue: 450, TargetValue: 600, Unit: 'users' }, 'Logins a day: 450 of 600 users'],
    [{}, 'Logins a day: no value yet'],
  ])('%j is %s', (values, text) =>
    expect(metricLine({ Gsid: 'M', GoalId: 'G', Name: 'Logins\na day', ...values })).toBe(text),
  );
});
