import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { causeOf } from '../../../src/log.ts';
import type { Draft } from '../../../src/editing/draft.ts';
import { plainName, safeName } from '../../../src/editing/draftName.ts';
import { Drafts } from '../../../src/editing/drafts.ts';
import { noFields } from '../../../src/model/goalFields.ts';

const tenant = 'acme.gainsightcloud.com';
const draftOf = (name: string): Draft => ({
  base: noFields,
  mine: { ...noFields, Name: name },
  at: '2031-01-01T00:00:00Z',
});

const opened = (read?: (path: string) => string) => {
  const folder = mkdtempSync(join(tmpdir(), 'draft-disk-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const warnings: string[] = [];
  const drafts = new Drafts(folder, (message) => warnings.push(message), read === undefined ? {} : { read });
  const pathOf = (id: string): string => join(folder, tenant, `${safeName(id)}.json`);
  const write = (id: string, name: string) => drafts.write({ tenant, id }, draftOf(name));
  const read1 = (id: string) => drafts.read({ tenant, id })?.mine.Name;
  const names = () => drafts.list().map(({ draft }) => draft.mine.Name);
  return { folder, warnings, drafts, pathOf, write, nameIn: read1, names };
};

const refusing =
  (code: string, file: string) =>
  (path: string): string => {
    if (path.endsWith(file)) throw Object.assign(new Error(`read ${path}`), { code });
    return readFileSync(path, 'utf8');
  };

/** What may stand where a draft should. */
const odd: Readonly<Record<string, (path: string) => void>> = {
  'a folder': (path) => mkdirSync(path),
  'a link to itself': (path) => symlinkSync(path, path),
  'a link to nothing': (path) => symlinkSync(`${path}.nowhere`, path),
  'nothing readable, on a disk that takes no other': (path) => {
    writeFileSync(path, '{');
    mkdirSync(`${path}.lock`);
  },
  'an empty file': (path) => writeFileSync(path, ''),
  'bytes that are no text': (path) => writeFileSync(path, Buffer.from([0xff, 0xfe, 0, 0x80])),
};

const oddOnUnix: typeof odd = {
  'a pipe': (path) => void execFileSync('mkfifo', [path]),
  'a link to a device that never ends': (path) => symlinkSync('/dev/zero', path),
};
const allOdd = process.platform === 'win32' ? odd : { ...odd, ...oddOnUnix };

describe('one odd entry', () => {
  it.each(Object.keys(allOdd))('%s leaves the other drafts, and is not written over', (kind) => {
    const { names, write, nameIn, pathOf, drafts, warnings } = opened();
    write('other', 'Other');
    allOdd[kind]?.(pathOf('odd'));
    expect(names()).toEqual(['Other']);
    expect(names()).toEqual(['Other']);
    expect(nameIn('odd')).toBeUndefined();
    const { found } = drafts.replace({ tenant, id: 'odd' }, undefined, draftOf('Typed'));
    expect(['expected', 'other']).toContain(found);
    expect(nameIn('odd')).toBe(found === 'expected' ? 'Typed' : undefined);
    // Named once, and a link to nothing is nothing.
    expect(warnings).toHaveLength(kind === 'a link to nothing' ? 0 : 1);
    expect(warnings.every((warning) => warning.includes(join(tenant, 'odd.json')))).toBe(true);
  });

  it.each(['EACCES', 'EIO', 'ELOOP', 'EISDIR', 'EMFILE'])('that answers %s is named, once', (code) => {
    const { names, write, drafts, warnings } = opened(refusing(code, 'odd.json'));
    write('odd', 'Odd');
    write('other', 'Other');
    expect(names()).toEqual(['Other']);
    expect(drafts.read({ tenant, id: 'odd' })).toBeUndefined();
    expect(warnings).toEqual([`A draft cannot be read (${code}): ${join(tenant, 'odd.json')}.`]);
  });

  it('where a tenant’s folder should be leaves the drafts of other tenants', () => {
    const { folder, names, write } = opened();
    write('other', 'Other');
    writeFileSync(join(folder, 'stray'), '');
    symlinkSync(join(folder, 'loop'), join(folder, 'loop'));
    expect(names()).toEqual(['Other']);
  });
});

describe('a file that was changed by nobody’s hand', () => {
  it('is never read as another text, whichever byte is another', () => {
    const { write, nameIn, pathOf, drafts } = opened();
    write('g', 'Typed');
    const good = readFileSync(pathOf('g'));
    for (let at = 0; at < good.length; at += 1) {
      const bytes = Buffer.from(good);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      writeFileSync(pathOf('g'), bytes);
      expect(['Typed', undefined]).toContain(nameIn('g'));
      drafts.remove({ tenant, id: 'g' });
    }
    for (let length = 0; length < good.length - 1; length += 1) {
      writeFileSync(pathOf('g'), good.subarray(0, length));
      expect(nameIn('g')).toBeUndefined();
    }
  });

  it('is set aside beside those before it, of which the oldest goes in the end', () => {
    const { write, nameIn, pathOf } = opened();
    for (let count = 0; count < 12; count += 1) {
      write('g', 'Typed');
      writeFileSync(pathOf('g'), `garbled ${count}`);
      expect(nameIn('g')).toBeUndefined();
    }
    const files = readdirSync(dirname(pathOf('g')));
    expect(files).toHaveLength(5);
    const texts = files.map((name) => readFileSync(join(dirname(pathOf('g')), name), 'utf8'));
    expect(texts).toContain('garbled 11');
    expect(new Set(texts).size).toBe(5);
  });
});

describe.skipIf(process.platform === 'win32')('what is on disk', () => {
  const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

  it('is for nobody else to look into, also where it was before', () => {
    const { folder, write, pathOf } = opened();
    mkdirSync(join(folder, tenant));
    chmodSync(join(folder, tenant), 0o755);
    chmodSync(folder, 0o755);
    write('g', 'Typed');
    expect([folder, join(folder, tenant), pathOf('g')].map(modeOf)).toEqual(['700', '700', '600']);
  });
});

describe('a name', () => {
  const ids = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.constantFrom(
      'a',
      'A',
      'con',
      'nul.x',
      'COM1',
      'é',
      'e\u0301',
      '.',
      '..',
      '',
      'a~b',
      'a.',
      'x'.repeat(5000),
      '1P02abc',
      '1P02ABC',
    ),
  );

  it('is another for each id on any file system, and none that one refuses', () => {
    fc.assert(
      fc.property(
        ids.filter((id) => id.isWellFormed()),
        ids.filter((id) => id.isWellFormed()),
        (a, b) => {
          const [one, other] = [safeName(a), safeName(b)];
          expect(one.toLowerCase() === other.toLowerCase()).toBe(a === b);
          expect(one).toMatch(/^[\w%.~-]{0,100}$/);
          expect(one).not.toMatch(/^\.|\.$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it.each(['1P02ABC', '1P02abc', 'G1', 'a/b', 'x'.repeat(200), 'Ünïcode', 'made-up', 'a b'])(
    'that version 0.1.0 gave to %s is found, listed once and taken over',
    (id) => {
      const { folder, drafts, nameIn, names } = opened();
      mkdirSync(join(folder, tenant));
      const { mine, ...rest } = draftOf('Typed before');
      writeFileSync(
        join(folder, tenant, `${plainName(id)}.json`),
        JSON.stringify({ ...rest, mine, loose: { OwnerId: 'Nobody' } }),
      );
      expect(names()).toEqual(['Typed before']);
      const found = drafts.open({ tenant, id });
      expect(found?.draft.unresolved).toEqual({ OwnerId: 'Nobody' });
      expect(drafts.replace({ tenant, id }, found?.version, draftOf('Typed on')).found).toBe('expected');
      expect(nameIn(id)).toBe('Typed on');
      expect(names()).toEqual(['Typed on']);
      drafts.remove({ tenant, id });
      expect(readdirSync(join(folder, tenant))).toEqual([]);
    },
  );

  it('of version 0.1.0 is not taken for that of an id that differs by case', () => {
    const { folder, nameIn, names } = opened();
    mkdirSync(join(folder, tenant));
    writeFileSync(join(folder, tenant, '1p02abc.json'), JSON.stringify(draftOf('Typed before')));
    expect(nameIn('1P02ABC')).toBeUndefined();
    expect(names()).toEqual(['Typed before']);
  });
});

describe('a draft that is replaced', () => {
  const key = { tenant, id: 'g' };

  it.each([
    ['is there as it was', 'Mine', 'expected', 'Typed on'],
    ['is gone', undefined, 'gone', 'Typed on'],
    ['is another’s', 'Theirs', 'other', 'Theirs'],
  ] as const)('where it %s', (_, there, found, then) => {
    const { drafts, write, nameIn } = opened();
    const { version } = drafts.replace(key, undefined, draftOf('Mine'));
    if (there === undefined) drafts.remove(key);
    else write('g', there);
    expect(drafts.replace(key, version, draftOf('Typed on')).found).toBe(found);
    expect(nameIn('g')).toBe(then);
  });

  it('by nothing is removed, but not where it is another’s', () => {
    const { drafts, write, nameIn } = opened();
    const { version } = drafts.replace(key, undefined, draftOf('Mine'));
    write('g', 'Theirs');
    expect(drafts.replace(key, version, undefined).found).toBe('other');
    expect(nameIn('g')).toBe('Theirs');
    expect(drafts.replace(key, drafts.open(key)?.version, undefined).found).toBe('expected');
    expect(drafts.has(key)).toBe(false);
  });

  it.each([
    ['ended', '4194305 x', 'now'],
    ['was asleep', `${process.ppid} x`, 'long ago'],
    ['ended before it signed', '', 'now'],
    ['ended while it signed', `${process.ppid}`, 'now'],
    ['had the number of this one', `${process.pid} earlier`, 'now'],
  ])('is not held up by a process that %s', (_, holder, when) => {
    const { drafts, pathOf, nameIn, write } = opened();
    write('g', 'Before');
    writeFileSync(`${pathOf('g')}.lock`, holder);
    const longAgo = new Date(Date.now() - 10_000);
    if (when === 'long ago') utimesSync(`${pathOf('g')}.lock`, longAgo, longAgo);
    drafts.replace(key, drafts.open(key)?.version, draftOf('Typed'));
    expect(nameIn('g')).toBe('Typed');
    expect(readdirSync(dirname(pathOf('g')))).toEqual(['g.json']);
  });

  it('is left to a process that is at it', () => {
    const { drafts, pathOf, write } = opened();
    write('g', 'Before');
    writeFileSync(`${pathOf('g')}.lock`, `${process.ppid} x`);
    expect(drafts.replace(key, drafts.open(key)?.version, draftOf('Typed')).found).toBe('other');
    expect(() => drafts.write(key, draftOf('Typed'))).toThrow(expect.objectContaining({ code: 'ELOCKED' }));
  });
});

it('what the log is told of a refusal names no text', () => {
  const { drafts, pathOf } = opened();
  mkdirSync(dirname(pathOf('g')), { recursive: true });
  mkdirSync(`${pathOf('g')}.lock`);
  const refusal = (() => {
    try {
      drafts.write({ tenant, id: 'g' }, draftOf('Secret'));
      return undefined;
    } catch (error) {
      return causeOf(error);
    }
  })();
  expect(refusal).toBe('Locked ELOCKED');
});
