import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openJournal, type Journal } from '../../../src/sample/journal.ts';

let folder: string;
const file = (): string => join(folder, 'edits.jsonl');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = (journal: Journal): readonly unknown[] => journal.read().entries;

describe('a journal', () => {
  test('makes its folder, and a file for its owner alone', () => {
    folder = join(folder, 'deep', 'down');
    openJournal(folder).close();
    expect(readFileSync(file(), 'utf8')).toBe('');
  });

  test('reads what it wrote, once', () => {
    const journal = openJournal(folder);
    journal.append({ n: 1 });
    journal.append({ n: 'zwölf\n' });
    expect(read(journal)).toEqual([{ n: 1 }, { n: 'zwölf\n' }]);
    expect(read(journal)).toEqual([]);
    journal.close();
  });

  test('reads what another wrote, in the order of the file', () => {
    const [one, two] = [openJournal(folder), openJournal(folder)];
    one.append(1);
    two.append(2);
    one.append(3);
    expect([read(one), read(two)]).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ]);
    one.close();
    two.close();
  });

  test('leaves a line that is still being written until its end is there', () => {
    const journal = openJournal(folder);
    appendFileSync(file(), '{"n":"ä');
    expect(read(journal)).toEqual([]);
    appendFileSync(file(), '"}\n');
    expect(journal.read()).toEqual({ entries: [{ n: 'ä' }], broken: 0, restarted: false });
    journal.close();
  });

  test('never continues a line that a crash tore', () => {
    writeFileSync(file(), '{"n":1}\n{"n":2,"te');
    const journal = openJournal(folder);
    expect(read(journal)).toEqual([{ n: 1 }]);
    journal.append({ n: 3 });
    expect(journal.read()).toEqual({ entries: [{ n: 3 }], broken: 1, restarted: false });
    journal.close();
  });

  test('keeps a line whose end alone was torn off', () => {
    writeFileSync(file(), '{"n":1}');
    const journal = openJournal(folder);
    journal.append({ n: 2 });
    expect(read(journal)).toEqual([{ n: 1 }, { n: 2 }]);
    journal.close();
  });

  test('skips and counts what is no JSON', () => {
    writeFileSync(file(), '{"n":1}\n\u0000\u0000\n\n{"n":2}}\n{"n":3}\n');
    const journal = openJournal(folder);
    expect(journal.read()).toEqual({ entries: [{ n: 1 }, { n: 3 }], broken: 2, restarted: false });
    journal.close();
  });

  test('begins again when the file was emptied', () => {
    const journal = openJournal(folder);
    journal.append({ n: 1 });
    expect(read(journal)).toEqual([{ n: 1 }]);
    truncateSync(file());
    expect(journal.read()).toEqual({ entries: [], broken: 0, restarted: true });
    journal.append({ n: 2 });
    expect(journal.read()).toEqual({ entries: [{ n: 2 }], broken: 0, restarted: false });
    journal.close();
  });

  test('touches no file once it is closed', () => {
    const journal = openJournal(folder);
    journal.close();
    journal.close();
    expect(() => journal.append(1)).toThrow('The sample tenant is closed.');
    expect(() => journal.read()).toThrow('The sample tenant is closed.');
  });
});
