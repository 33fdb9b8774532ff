import { describe, expect, test } from 'vitest';
import { labelsOf, parseExpression, type Expression } from '../../../src/sample/expression.ts';

const labels = new Set(['A', 'B', 'C', 'D1']);

/** With every pair in parentheses. */
function drawn(expression: Expression): string {
  if (expression.kind === 'label') return expression.label;
  return `(${drawn(expression.left)} ${expression.kind} ${drawn(expression.right)})`;
}

describe('parseExpression', () => {
  test.each([
    ['A', 'A'],
    ['A AND B', '(A and B)'],
    ['A AND B AND C', '((A and B) and C)'],
    ['A OR B AND C', '(A or (B and C))'],
    ['A AND B OR C', '((A and B) or C)'],
    ['(A OR B) AND C', '((A or B) and C)'],
    ['A AND (B OR (C AND D1))', '(A and (B or (C and D1)))'],
    ['((A))', 'A'],
    ['('.repeat(50) + 'A' + ')'.repeat(50), 'A'],
    ['  A  AND(B)', '(A and B)'],
    ['A AND A', '(A and A)'],
  ])('%s is %s', (text, expected) => {
    expect(drawn(parseExpression(text, labels))).toBe(expected);
  });

  test.each([
    ['', 'it ends where a condition should be'],
    ['A AND', 'it ends where a condition should be'],
    ['AND A', "character 1 is 'AND' where a condition should be"],
    ['A B', "character 3 is 'B' where AND, OR or the end should be"],
    ['A and B', "character 3 is 'and' where AND, OR or the end should be"],
    ['(A OR B', 'it ends where a closing parenthesis should be'],
    ['A)', "character 2 is ')' where AND, OR or the end should be"],
    ['()', "character 2 is ')' where a condition should be"],
    ['A AND Z', "there is no condition 'Z'"],
    ['A && B', "character 3 is '&&' where AND, OR or the end should be"],
  ])('%s is refused: %s', (text, expected) => {
    expect(() => parseExpression(text, labels)).toThrow(`where.expression: ${expected}.`);
  });
});

test.each([
  ['nesting', '('.repeat(51) + 'A' + ')'.repeat(51), 'more than 50 parentheses inside each other'],
  ['length', `A${' AND A'.repeat(1000)}`, 'more than 1000 words and parentheses'],
])('%s has an end', (_, text, expected) => {
  expect(() => parseExpression(text, labels)).toThrow(`where.expression: ${expected}.`);
});

test('labelsOf finds each label where it stands', () => {
  expect(labelsOf(parseExpression('A AND (B OR A)', labels))).toEqual(['A', 'B', 'A']);
});
