import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Goal } from '../../../../src/api/schema.ts';
import { GoalIndex } from '../../../../src/model/goalIndex.ts';

const goalOf = (Name: string, rest: Partial<Goal> = {}): Goal => ({
  Gsid: Name,
  Name,
  CompanyId: 'c1',
  CompanyName: 'Contoso',
  ...rest,
});

const indexOf = (...goals: readonly Goal[]): GoalIndex => {
  const index = new GoalIndex();
  index.putAll(goals);
  return index;
};

const names = (goals: readonly Goal[]): readonly string[] => goals.map(({ Name }) => Name);
const ids = (goals: readonly Goal[]): readonly string[] => goals.map(({ Gsid }) => Gsid);
const found = (index: GoalIndex, query: string, limit = 10): readonly string[] => names(index.find(query, limit).goals);

/** Plain and slow: what a search should find, in its order. */
const reference = (index: GoalIndex, query: string, limit: number): { ids: readonly string[]; total: number } => {
  const plain = (text: string): string =>
    text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss').replaceAll(/\s+/g, ' ').trim();
  const words = [...new Set(plain(query).split(' '))];
  const fitOf = (text: string, word: string, ranks: readonly [number, number, number]): number => {
    if (!text.includes(word)) return 255;
    if (text.startsWith(word)) return ranks[0];
    const escaped = word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
    return new RegExp(String.raw`(?<![\p{L}\d])${escaped}`, 'u').test(text) ? ranks[1] : ranks[2];
  };
  const companyOf = (goal: Goal): string => index.company(goal.CompanyId)?.name ?? '';
  const rankOf = (goal: Goal): number => {
    const name = plain(goal.Name);
    if (goal.Name.length === query.trim().length && name === plain(query)) return -1;
    const company = plain(companyOf(goal));
    const owner = plain(goal.OwnerName ?? '');
    const rank = words.map((word) =>
      Math.min(fitOf(name, word, [0, 1, 4]), fitOf(company, word, [2, 2, 5]), fitOf(owner, word, [3, 3, 6])),
    );
    return rank.includes(255) ? Number.POSITIVE_INFINITY : rank.reduce((sum, one) => sum + one, 0);
  };
  const collator = new Intl.Collator('en', { sensitivity: 'base', numeric: true });
  const matching = [...index.goals()]
    .map((goal) => ({ goal, rank: rankOf(goal), begins: plain(goal.Name).startsWith(plain(query)) ? 0 : 1 }))
    .filter(({ rank }) => Number.isFinite(rank));
  const best = matching
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .toSorted(
      (a, b) =>
        a.rank - b.rank ||
        a.begins - b.begins ||
        collator.compare(a.goal.Name, b.goal.Name) ||
        collator.compare(companyOf(a.goal), companyOf(b.goal)),
    );
  return { ids: ids(best.map(({ goal }) => goal)), total: matching.length };
};

describe('finding goals', () => {
  const text = fc
    .array(fc.constantFrom('Roll', 'out', 'roll-out', 'Ä', 'a', 'É9', '9', 'Straße', 'strasse', '\n', '\t', ''), {
      maxLength: 4,
    })
    .map((words) => words.join(' '));
  const goal: fc.Arbitrary<Goal> = fc.record(
    {
      Gsid: fc.integer({ min: 0, max: 8 }).map((n) => `g${n}`),
      Name: text,
      CompanyId: fc.constantFrom('c1', 'c2', 'c3'),
      CompanyName: text,
      OwnerName: text,
    },
    { requiredKeys: ['Gsid', 'Name', 'CompanyId'] },
  );
  const query = fc
    .array(fc.constantFrom('ro', 'ROLL', 'ou', 'ut', 'a', 'ä', '9', 'e', 'ss', 'STRAẞE', 'roll-', '-', 'c1', 'l  o'), {
      minLength: 1,
      maxLength: 3,
    })
    .map((words) => words.join(' '));

  it('finds what a plain search of everything finds, in its order, whatever was put, changed or moved since', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(goal, query, fc.integer({ min: 1, max: 4 })), { minLength: 1, maxLength: 12 }),
        (steps) => {
          const index = new GoalIndex();
          for (const [one, words, limit] of steps) {
            index.put(one);
            const { goals, total } = index.find(words, limit);
            expect({ ids: ids(goals), total }).toEqual(reference(index, words, limit));
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('finds the same among more goals than are searched at a time, and prepared in parts', () => {
    const many = Array.from({ length: 4200 }, (_, i) =>
      goalOf(`${i % 7 === 0 ? 'Roll out' : 'Adopt'} plan ${i} ${'x'.repeat(i % 11)}`, {
        CompanyId: `c${i % 13}`,
        CompanyName: `Company ${i % 13}`,
        OwnerName: `Owner ${i % 3}`,
      }),
    );
    const index = indexOf(...many);
    let parts = 0;
    while (index.prepareFind()) parts += 1;
    expect(parts).toBeGreaterThan(0);
    for (const words of ['4199', 'x plan', 'owner 2 company 12 xxxxxxxx']) {
      const { goals, total } = index.find(words, 5);
      expect({ ids: ids(goals), total }).toEqual(reference(index, words, 5));
    }
  });

  it('takes words in any order, from the names of goal, company and owner', () => {
    const index = indexOf(
      goalOf('Roll out single sign-on', { OwnerName: 'Amara Okafor' }),
      goalOf('Roll out a chat bot', { CompanyId: 'c2', CompanyName: 'Northwind' }),
    );
    expect(found(index, 'sign roll')).toEqual(['Roll out single sign-on']);
    expect(found(index, 'northwind roll')).toEqual(['Roll out a chat bot']);
    expect(found(index, 'okafor contoso ON')).toEqual(['Roll out single sign-on']);
    expect(found(index, 'okafor northwind')).toEqual([]);
  });

  it.each([
    ['muller', 'Müller'],
    ['MÜLLER', 'Muller'],
    ['strasse', 'Große Straße'],
    ['oresund', 'Øresund'],
    ['lodz', 'Łódź'],
    ['istanbul', 'İstanbul'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['한', '하'],
  ])('%s finds %s, or the other way round', (one, other) => {
    expect([...found(indexOf(goalOf(one)), other), ...found(indexOf(goalOf(other)), one)]).not.toEqual([]);
  });

  it('lists names that begin with it first, then words that do, then the rest', () => {
    const index = indexOf(
      goalOf('Start anew'),
      goalOf('Fix things', { CompanyId: 'c2', CompanyName: 'Art Supplies' }),
      goalOf('State of the art'),
      goalOf('Artful'),
      goalOf('Art'),
    );
    expect(found(index, 'art')).toEqual(['Art', 'Artful', 'State of the art', 'Fix things', 'Start anew']);
  });

  it('knows where a word begins in other scripts, too', () => {
    expect(found(indexOf(goalOf('Жук'), goalOf('Я учу')), 'у')).toEqual(['Я учу', 'Жук']);
  });

  it('counts what it leaves out', () => {
    const index = indexOf(goalOf('One more'), goalOf('No more'), goalOf('More'));
    expect(index.find('more', 2)).toMatchObject({ goals: [{ Name: 'More' }, {}], total: 3 });
  });

  it('shows what was modified last where nothing is typed', () => {
    const at = (Name: string, day: string): Goal => goalOf(Name, { ModifiedDate: `2031-01-${day}T00:00:00.000Z` });
    const index = indexOf(at('b', '02'), goalOf('never'), at('c', '03'), at('a', '01'));
    expect(found(index, ' ')).toEqual(['c', 'b', 'a', 'never']);
    expect(index.find('', 2)).toMatchObject({ goals: [{ Name: 'c' }, { Name: 'b' }], total: 4 });
  });

  it('takes the id of a goal, with what was copied around it', () => {
    const index = indexOf(goalOf('One', { Gsid: '1S0AB' }), goalOf('About 1S0AB', { Gsid: '1S0CD' }));
    expect(index.find(' 1S0AB\n', 9)).toMatchObject({ goals: [{ Name: 'One' }], total: 1 });
  });

  it('finds a company by the name that its other goals give it, also when that changes', () => {
    const index = new GoalIndex();
    index.put({ Gsid: 'g1', Name: 'Unnamed', CompanyId: 'c1' });
    expect(found(index, 'c1')).toEqual(['Unnamed']);
    index.put(goalOf('Named'));
    expect(found(index, 'contoso')).toEqual(['Named', 'Unnamed']);
    index.put(goalOf('Named', { CompanyName: 'Fabrikam' }));
    expect(found(index, 'contoso')).toEqual([]);
    expect(found(index, 'fabrikam')).toEqual(['Named', 'Unnamed']);
  });

  it('finds what came from slices', () => {
    const index = new GoalIndex();
    for (const slice of indexOf(goalOf('One'), goalOf('Two'), goalOf('Twofold')).slices(2)) {
      index.append(slice);
      index.find('two', 9);
    }
    expect(found(index, 'two')).toEqual(['Two', 'Twofold']);
  });

  it('looks at the beginning of what was pasted by mistake', () => {
    expect(found(indexOf(goalOf('One')), `${'one '.repeat(100)} nowhere`)).toEqual(['One']);
  });
});

it('finds a name that was typed in full, however many begin with it and came before', () => {
  const many = Array.from({ length: 60 }, (_, i) => goalOf(`Renewal review ${i}`));
  expect(found(indexOf(...many, goalOf('Renewal'), goalOf('Renewal plan')), 'renewal', 5)[0]).toBe('Renewal');
});
