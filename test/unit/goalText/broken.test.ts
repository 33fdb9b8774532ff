import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { readGoalText } from '../../../src/goalText/readGoalText.ts';
import { mostCharacters } from '../../../src/goalText/yamlText.ts';
import { mistakes, openedText, planned } from './textTenant.ts';

const { base, text } = openedText();
const lines = text.split('\n');
const linesWith = (pattern: RegExp): readonly number[] => lines.flatMap((line, at) => (pattern.test(line) ? [at] : []));

/** A line as it is broken, and how many lines below it the mistake is. */
type Break = { readonly at: RegExp; readonly as: (line: string) => string; readonly below?: number };

const keyed = /^ {4}(name|status|owner|company|targetDate): \S/;
const breaks: Readonly<Record<string, Break>> = {
  tabs: { at: keyed, as: (line) => line.replace('    ', '\t') },
  unknownField: { at: keyed, as: (line) => line.replace(/(\w+):/, 'x$1y:') },
  invisible: { at: keyed, as: (line) => line.replace(/(\w+):/, '$1\u200b:') },
  badDate: { at: /targetDate/, as: (line) => line.replace('2031-01-01', '2031-02-30') },
  unknownName: { at: /^ {4}(status|owner|company|template):/, as: (line) => line.replace(/:.*/, ': Nobody Knows') },
  anchor: { at: keyed, as: (line) => line.replace(': ', ': &a ') },
  alias: { at: keyed, as: (line) => line.replace(/: .*/, ': *a') },
  tag: { at: keyed, as: (line) => line.replace(': ', ': !!str ') },
  keyTwice: { at: keyed, as: (line) => `${line}\n${line}`, below: 1 },
  notClosed: { at: keyed, as: (line) => line.replace(': ', ': "') },
  mergeKey: { at: keyed, as: (line) => `    <<: x\n${line}` },
  manyDocuments: { at: /^ {2}- id/, as: (line) => `---\n${line}` },
  directive: { at: /^tenant/, as: (line) => `%YAML 1.1\n---\n${line}` },
  sameId: { at: /id: G[234]/, as: (line) => line.replace(/G\d/, 'G1') },
  unknownGoal: { at: /id: G/, as: (line) => line.replace(/G\d/, 'GX') },
  notText: { at: keyed, as: (line) => line.replace(/: .*/, ': [a, b]') },
  notOneLine: { at: keyed, as: (line) => line.replace(/: (.*)/, ': "$1\\n$1"') },
  badIndent: { at: keyed, as: (line) => line.slice(1) },
  badYaml: { at: keyed, as: (line) => line.replace(': ', ': @') },
  missing: { at: /name: (Goal|Rollout)|company/, as: (line) => line.replace(/: .*/, ':') },
  badNumber: { at: /- id: M1/, as: (line) => `      - {name: a, target: many}\n${line}` },
  otherTenant: { at: /^tenant/, as: () => 'tenant: elsewhere' },
  noTenant: { at: /^tenant/, as: () => '' },
  noGoals: { at: /^goals/, as: () => 'other:' },
};

const kind = fc.constantFrom(...Object.keys(breaks));

it('a text that is broken anywhere makes no plan, and the mistake is told at its line', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(kind, fc.nat(), (code, chance) => {
      const { at, as, below = 0 } = breaks[code] ?? { at: /$^/, as: String };
      const places = linesWith(at);
      const line = places[chance % places.length] ?? 0;
      const broken = lines.with(line, as(lines[line] ?? '')).join('\n');
      seen.add(code);
      const [first = ''] = mistakes(broken, { base });
      const expected = code === 'noTenant' ? 2 : line + 1 + below;
      expect(`${code} ${first.split(':')[0]}`).toBe(`${code} ${expected}`);
      expect(planned(broken, { base })).toMatchObject({ intents: [] });
    }),
    { numRuns: 200, seed: 7 },
  );
  expect([...seen].toSorted()).toEqual(Object.keys(breaks).toSorted());
});

it.each(Object.entries(breaks))('%s is what it is called', (code, { at, as }) => {
  const [line = 0] = linesWith(at);
  const broken = lines.with(line, as(lines[line] ?? '')).join('\n');
  const accepted = code === 'badIndent' ? ['badIndent', 'badYaml'] : code === 'noGoals' ? ['unknownField'] : [code];
  expect(accepted).toContain(planned(broken, { base }).problems[0]?.code);
});

it.each([
  ['is empty', '', ['1:1 notMap']],
  ['has comments alone', '# nothing', ['1:1 notMap']],
  ['is a list', '- a', ['1:1 notMap']],
  ['has no goals', 'tenant: sample', ['1:1 noGoals']],
  ['has goals that are a text', 'goals: x', ['1:1 notList goals']],
  ['has an entry that is a text', 'goals:\n  - x', ['2:5 notMap goals']],
  ['has brackets that stay open', 'goals: [', ['1:8 notClosed [']],
  [
    'calls a date otherwise',
    'goals:\n  - due: 2031-01-01',
    ['2:5 unknownField due targetDate', '2:5 missing company', '2:5 missing name'],
  ],
  [
    'has a distance without a start',
    'goals:\n  - {company: Acme, name: x, targetDate: start + 3d}',
    ['2:42 badRelativeDate targetDate start + 3d'],
  ],
])('a text that %s', (_, broken, expected) => {
  expect(mistakes(broken)).toEqual(expected);
});

it('a text that is huge, deep or full of aliases ends at once', () => {
  const bomb = `a: &a [x, x]\n${Array.from({ length: 30 }, (_, at) => `b${at}: &b${at} [*a, *a]`).join('\n')}\n`;
  expect(readGoalText(bomb).problems.map(({ code }) => code)).toContain('alias');
  expect(readGoalText(`goals: ${'['.repeat(50_000)}`).problems.length).toBeGreaterThan(0);
  expect(readGoalText('#'.repeat(mostCharacters + 1)).problems.map(({ code }) => code)).toEqual(['tooLarge']);
});
