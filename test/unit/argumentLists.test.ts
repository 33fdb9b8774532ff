import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

// A call with more than some 100,000 arguments throws.
const spread = /\.(?:push|unshift|fromCharCode|fromCodePoint)\(\.\.\.|Math\.(?:min|max)\(\.\.\./;

it('no list of any length is handed to a call as its arguments', () => {
  const files = globSync('src/**/*.ts');
  expect(files.length).toBeGreaterThan(400);
  const lines = files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, at) => (spread.test(line) ? `${file}:${at + 1} ${line.trim()}` : [])),
  );
  expect(lines).toEqual([]);
});
