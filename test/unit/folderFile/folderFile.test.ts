import { readFileSync } from 'node:fs';
import path from 'node:path';
import { assert, json, oneof, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { folderFileKeys, readFolderFile } from '../../../src/folderFile/folderFile.ts';
import { problemPlace } from '../../../src/folderFile/problemPlace.ts';
import { format } from '../../../src/model/query/format.ts';

const read = (text: string): string => {
  const reading = readFolderFile(text);
  if ('problem' in reading) return `${reading.problem.code} ${reading.problem.key ?? '-'}`;
  const { tenant = '-', query } = reading.file;
  return `${tenant} | ${format(query)}`;
};

describe('what a folder says', () => {
  it.each([
    ['{"company":"Alderbrook Insurance"}', '- | company:="Alderbrook Insurance"'],
    ['{"tenant":"acme.gainsightcloud.com","company":"Acme, Inc."}', 'acme.gainsightcloud.com | company:="Acme, Inc."'],
    ['{"tenant":"127.0.0.1:4000"}', '127.0.0.1:4000 | '],
    ['{"query":"status:open owner:@me"}', '- | status:open owner:@me'],
    ['{"company":"A","query":"due:overdue"}', '- | company:=A due:overdue'],
    ['\uFEFF{"company":" A "}', '- | company:=A'],
    ['{"$schema":"x","company":"A","more":[1]}', '- | company:=A'],
    ['', 'notJson -'],
    ['{"company":"A",}', 'notJson -'],
    ['["A"]', 'notAnObject -'],
    ['null', 'notAnObject -'],
    ['{}', 'empty -'],
    ['{"company":7}', 'notText company'],
    ['{"tenant":null}', 'notText tenant'],
    ['{"query":" "}', 'blank query'],
    ['{"tenant":"https://acme.gainsightcloud.com"}', 'notAHost tenant'],
    ['{"tenant":"me@acme"}', 'notAHost tenant'],
    ['{"query":"statsu:open"}', 'badQuery query'],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it('is read or refused, whatever stands there', () => {
    assert(property(oneof(string(), json()), (text) => read(text).length > 0));
  });
});

describe('the place of a problem', () => {
  it.each([
    ['{"tenant": "a b", "company": "A"}', 'tenant', '"a b"'],
    ['{\n  "query": "statsu:x"\n}', 'query', '"statsu:x"'],
    ['{"company": {"tenant": 1}, "tenant": 7}', 'tenant', '7'],
    ['{"company": "a\\"b", "query": 1}', 'query', '1'],
    ['[1]\n', undefined, '[1]'],
  ] as const)('%s', (text, key, expected) => {
    const { start, end } = problemPlace(text, key);
    expect(text.slice(start, end)).toBe(expected);
  });

  it.each(['[', '{"a":', '{"a":[', '- ', '-\t', '? ', ': ', 'a: ', '? a: ', '- ? : ', '[[]', '"]"[', '?\n '])(
    'is the whole text where %j stands in itself too often',
    (sign) => {
      const text = sign.repeat(8000);
      expect(problemPlace(`${text}\n`, undefined)).toEqual({ start: 0, end: text.trimEnd().length });
    },
  );

  it('is the whole text where lists in lists are JSON', () => {
    const text = `{"company": 7, "more": ${'['.repeat(8000)}${']'.repeat(8000)}}`;
    expect(read(text)).toBe('notText company');
    expect(problemPlace(text, 'company')).toEqual({ start: 0, end: text.length });
  });

  it('is inside the text, or at its end, whatever stands there', () => {
    const texts = oneof(string(), json());
    assert(
      property(texts, (text) => {
        const { start, end } = problemPlace(text, 'query');
        return start >= 0 && start <= end;
      }),
    );
  });
});

it('the schema knows the same keys', () => {
  const file = path.resolve(import.meta.dirname, '../../../schemas/customer-goals.schema.json');
  const schema: { readonly properties: Readonly<Record<string, { readonly pattern?: string }>> } = JSON.parse(
    readFileSync(file, 'utf8'),
  );
  expect(Object.keys(schema.properties).toSorted()).toEqual(['$schema', ...folderFileKeys].toSorted());
  const pattern = new RegExp(schema.properties['tenant']?.pattern ?? '', 'u');
  for (const host of ['acme', '127.0.0.1:4000', 'a b', 'https://acme', 'me@acme', 'a/b'])
    expect([host, pattern.test(host)]).toEqual([host, 'file' in readFolderFile(JSON.stringify({ tenant: host }))]);
});
