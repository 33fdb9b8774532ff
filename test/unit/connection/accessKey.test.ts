import { describe, expect, it } from 'vitest';
import { readAccessKey } from '../../../src/connection/accessKey.ts';

const key = '0f8fad5b-d9cb-469f-a165-70867728950e';

describe('readAccessKey', () => {
  it.each([
    key,
    `  ${key}\r\n`,
    `"${key}"`,
    `'${key}'`,
    `\`${key}\``,
    `accessKey: ${key}`,
    `AccessKey:${key}`,
    `accesskey = ${key}`,
    `"accessKey": "${key}"`,
    `"accessKey": "${key}",`,
    `'accesskey: ${key}'`,
    `-H 'accessKey: ${key}'`,
    `--header "accessKey: ${key}"`,
    `\u200b${key}\ufeff`,
  ])('takes the key out of %j', (typed) => {
    expect(readAccessKey(typed)).toEqual({ accessKey: key });
  });

  it.each(['a', '"', "it's", 'a"b', 'key:with:colons', 'accessKey', '-H', '$2', 'abc,'])(
    'leaves %j as it is',
    (typed) => {
      expect(readAccessKey(typed)).toEqual({ accessKey: typed });
    },
  );

  it.each([
    ['', 'Enter the access key.'],
    [' \n', 'Enter the access key.'],
    ['accessKey:', 'Enter the access key.'],
    ['""', 'Enter the access key.'],
    ['two words', 'Paste only the key'],
    ['a\nb', 'Paste only the key'],
    ['a\r\nHost: evil.com', 'Paste only the key'],
    ['a\u0000b', 'Paste only the key'],
    ['a\u200bb', 'Paste only the key'],
    ['schlüssel', 'Paste only the key'],
  ])('refuses %j', (typed, problem) => {
    expect(readAccessKey(typed)).toEqual({ problem: expect.stringContaining(problem) });
  });

  it('has a limit', () => {
    expect(readAccessKey('x'.repeat(4096))).toEqual({ accessKey: 'x'.repeat(4096) });
    expect(readAccessKey('x'.repeat(4097))).toEqual({ problem: expect.stringContaining('too long') });
  });

  it.each([' ', '\u00a0', '\u200b', '"', "'", '-H ', 'accessKey:'])(
    'says soon what is wrong with 100 KB of %j',
    (text) => {
      const before = process.cpuUsage().user;
      expect(readAccessKey(`a${text.repeat(100_000 / text.length)}b`)).toHaveProperty('problem');
      expect(readAccessKey(text.repeat(100_000 / text.length))).toHaveProperty('problem');
      expect(process.cpuUsage().user - before).toBeLessThan(1_000_000);
    },
  );

  it('never quotes what was entered', () => {
    for (const typed of ['two words', 'schlüssel', 'x'.repeat(4097)]) {
      expect(JSON.stringify(readAccessKey(typed))).not.toContain(typed);
    }
  });
});
