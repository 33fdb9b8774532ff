import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Draft } from '../../../src/editing/draft.ts';
import { Drafts } from '../../../src/editing/drafts.ts';
import { longText, readFileTexts } from '../../../src/editing/fileTexts.ts';
import { noFields, type GoalFields } from '../../../src/model/goalFields.ts';

const key = { tenant: 'sample', id: 'a' };
const long = 'Long. '.repeat(longText);
const longer = `${long}!`;

const draftOf = (mine: Partial<GoalFields>, rest: Partial<Draft> = {}): Draft => ({
  base: noFields,
  mine: { ...noFields, ...mine },
  at: '2031-01-01T00:00:00.000Z',
  ...rest,
});

const opened = () => {
  const root = mkdtempSync(join(tmpdir(), 'long-texts-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const folder = join(root, 'sample');
  const another = (): Drafts => new Drafts(root, () => {});
  const drafts = another();
  const files = (): readonly string[] => readdirSync(folder).toSorted();
  const texts = (): readonly string[] => files().filter((name) => name.endsWith('.text'));
  const stamps = (): readonly string[] =>
    texts().map((name) => {
      const { ino, mtimeNs } = statSync(join(folder, name), { bigint: true });
      return `${ino} ${mtimeNs}`;
    });
  const age = (name: string): void => utimesSync(join(folder, name), 0, 0);
  return { folder, drafts, another, files, texts, stamps, age };
};

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('', '\ud800', '"$part":"', `"$part":"${'a'.repeat(64)}"`, '\\', '{"$part":1}'),
);
const anyLong = fc.oneof(
  anyText,
  anyText.map((text) => `${text}${'x'.repeat(longText)}`),
  anyText.map((text) => `${'\u2028'.repeat(longText)}${text}`),
);
const anyFields = fc.record({
  Name: anyText,
  CompanyId: anyText,
  Status: anyText,
  OwnerId: anyText,
  TargetDate: anyText,
  TemplateId: anyText,
  Description: anyLong,
});
const anyDraft: fc.Arbitrary<Draft> = fc.record(
  { base: anyFields, mine: anyFields, at: fc.constant('2031-01-01T00:00:00.000Z'), markdown: anyLong, sent: anyFields },
  { requiredKeys: ['base', 'mine', 'at'] },
);

describe('a draft with long texts', () => {
  it('is read as it was written, whatever was there before, and leaves no text that it does not need', () => {
    const { drafts, another, texts } = opened();
    fc.assert(
      fc.property(anyDraft, (draft) => {
        drafts.write(key, draft);
        expect(another().read(key)).toEqual(draft);
        const all = [draft.base.Description, draft.mine.Description, draft.sent?.Description ?? ''];
        const needed = new Set([...all, draft.markdown ?? ''].filter(({ length }) => length >= longText));
        expect(texts()).toHaveLength(needed.size);
      }),
      { numRuns: 300 },
    );
  });

  it('does not write them again for a key in another field', () => {
    const { drafts, folder, stamps } = opened();
    drafts.write(key, draftOf({ Name: 'A', Description: long }, { markdown: longer }));
    const before = stamps();
    for (const Name of ['AB', 'ABC']) drafts.write(key, draftOf({ Name, Description: long }, { markdown: longer }));
    expect(before).toHaveLength(2);
    expect(stamps()).toEqual(before);
    expect(statSync(join(folder, 'a.json')).size).toBeLessThan(longText);
  });

  it('goes with all of them', () => {
    const { drafts, files } = opened();
    drafts.write(key, draftOf({ Description: long }));
    drafts.remove(key);
    expect(files()).toEqual([]);
  });

  it('is listed with them', () => {
    const { drafts, another } = opened();
    drafts.write(key, draftOf({ Description: long }));
    expect(another().list()).toMatchObject([{ draft: { mine: { Description: long } } }]);
  });

  it('without a long one is a file that earlier versions read', () => {
    const { drafts, folder, files } = opened();
    drafts.write(key, draftOf({ Description: long }));
    drafts.write(key, draftOf({ Description: 'short' }));
    expect(files()).toEqual(['a.json']);
    expect(readFileSync(join(folder, 'a.json'), 'utf8')).toMatch(/^\{"format":2,/);
  });

  it.each([
    ['is gone', (path: string) => rmSync(path)],
    ['is empty', (path: string) => writeFileSync(path, '')],
    ['is another', (path: string) => writeFileSync(path, JSON.stringify(longer))],
    ['is cut off', (path: string) => writeFileSync(path, readFileSync(path, 'utf8').slice(0, -9))],
  ])('is set aside where one %s, and never read as another text', (_, harm) => {
    const { drafts, another, folder, texts, files, age } = opened();
    drafts.write(key, draftOf({ Name: 'A', Description: long }, { markdown: longer }));
    const [first = ''] = texts();
    harm(join(folder, first));
    expect(another().read(key)).toBeUndefined();
    expect(files()).toContain('a.json.unreadable');
    const kept = texts();
    kept.forEach(age);
    another().list();
    expect(texts()).toEqual(kept);
  });

  it('leaves its other texts where it was set aside, also behind what is typed next', () => {
    const { drafts, another, folder, texts } = opened();
    drafts.write(key, draftOf({ Name: 'A', Description: long }, { markdown: longer }));
    const [first = '', second = ''] = texts();
    rmSync(join(folder, first));
    const window = another();
    expect(window.read(key)).toBeUndefined();
    window.write(key, draftOf({ Name: 'B' }));
    expect(texts()).toEqual([second]);
  });

  it('is whole again after a write, where a process left half of a text', () => {
    const { drafts, another, folder, texts } = opened();
    drafts.write(key, draftOf({ Description: long }));
    const [name = ''] = texts();
    drafts.remove(key);
    writeFileSync(join(folder, name), '"Lo');
    drafts.write(key, draftOf({ Description: long }));
    expect(another().read(key)?.mine.Description).toBe(long);
  });
});

it('a long text that no draft needs goes after a while, and none that one needs', () => {
  const { drafts, another, folder, texts, age } = opened();
  drafts.write(key, draftOf({ Description: long }));
  const needed = texts();
  const left = ['a.json.0123456789abcdef01234567.text', 'gone.json.0123456789abcdef01234567.text'];
  for (const name of left) writeFileSync(join(folder, name), '"left"');
  another().list();
  expect(texts()).toHaveLength(3);
  texts().forEach(age);
  another().list();
  expect(texts()).toEqual(needed);
});

it('a long text stays where its draft cannot be read for now', () => {
  const { drafts, folder, texts, age, files } = opened();
  drafts.write(key, draftOf({ Description: long }));
  files().forEach(age);
  const needed = texts();
  const read = (path: string): string => {
    if (path.endsWith('.json')) throw Object.assign(new Error('too many files'), { code: 'EMFILE' });
    return readFileSync(path, 'utf8');
  };
  new Drafts(dirname(folder), () => {}, { read }).list();
  expect(texts()).toEqual(needed);
});

it('a long text stays where a list sets its draft aside', () => {
  const { drafts, another, folder, texts, age, files } = opened();
  drafts.write(key, draftOf({ Description: long, Name: 'Renew' }));
  const needed = texts();
  const [name = ''] = files().filter((each) => each.endsWith('.json'));
  writeFileSync(join(folder, name), readFileSync(join(folder, name), 'utf8').replace('Renew', 'Ranew'));
  files().forEach(age);
  const later = another();
  later.list();
  later.list();
  another().list();
  expect(files()).toEqual([...needed, `${name}.unreadable`].toSorted());
});

it('reads a file without places of texts as it is, whatever stands in it', () => {
  const value = { mine: { $part: 'no hash', Name: 'a' } };
  expect(readFileTexts(JSON.stringify(value), () => undefined)).toEqual(value);
});
