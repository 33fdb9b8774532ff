import { describe, expect, it } from 'vitest';
import { dataOf } from '../../../src/api/envelope.ts';
import { ApiError, isNotStored } from '../../../src/api/errors.ts';

/** What is read of a body: its data, or who said what. */
const read = (status: number, text: string) => {
  try {
    return dataOf('createGoal', { status, text, requestId: undefined, retryAfterMs: undefined }, () => {});
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { answeredBy: error.answeredBy, kind: error.kind, isNotStored: isNotStored(error) };
  }
};

describe('whose word it is', () => {
  it.each<readonly [number, string]>([
    [400, '{"errorCode":"HTTP_400","message":"bad request"}'],
    [401, '{"errorCode":"AUTH_401"}'],
    [403, '{"errorCode":"WAF_1020","errorDesc":"blocked"}'],
    [404, '{"errorCode":"ROUTE_404"}'],
    [413, '{"errorCode":"NGINX_413"}'],
    [429, '{"errorCode":"QUOTA_429"}'],
    [400, '{"result":"false","errorCode":"ERR_100"}'],
    [400, '{"result":0,"errorCode":"E_400"}'],
    [409, '{"error":{"code":"GSOBJ_1006"}}'],
    [400, '[{"errorCode":"GSOBJ_1006"}]'],
    [401, 'Unauthorized'],
    [403, '{"success":false,"errorCode":403}'],
  ])('%i %s is a gateway’s, and says nothing of what is stored', (status, text) => {
    expect(read(status, text)).toMatchObject({ answeredBy: 'gateway', isNotStored: false });
  });

  it.each<readonly [number, string]>([
    [401, '{"result":false,"errorCode":"GS_APIG_2401"}'],
    [401, '{"errorCode":"GS_APIG_2401"}'],
    [403, '{"errorCode":"GS_APIG_2402","message":"x"}'],
    [429, '{"errorCode":"GU_2400"}'],
    [400, '{"errorCode":"GSOBJ_1006"}'],
    [200, '{"result":false,"errorCode":"GSOBJ_1006"}'],
    [422, '{"result":false}'],
  ])('%i %s is the tenant’s own refusal', (status, text) => {
    expect(read(status, text)).toMatchObject({ answeredBy: 'tenant', isNotStored: true });
  });
});

describe('what the tenant’s refusal is', () => {
  it.each<readonly [number, string]>([
    [400, 'invalid'],
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'notFound'],
    [408, 'server'],
    [409, 'conflict'],
    [412, 'conflict'],
    [421, 'server'],
    [422, 'invalid'],
    [425, 'server'],
    [429, 'throttled'],
    [499, 'server'],
    [500, 'server'],
    [511, 'invalid'],
    [599, 'server'],
  ])('%i, with a code that is in no list, is %s', (status, kind) => {
    expect(read(status, '{"result":false,"errorCode":"GSOBJ_9999"}')).toMatchObject({ answeredBy: 'tenant', kind });
  });
});

describe('what JSON has not', () => {
  const inField = (token: string): unknown => read(200, `{"result":true,"data":[{"a":1},{"a":${token},"b":"NaN"}]}`);

  it.each([
    'NaN',
    '-NaN',
    'nan',
    'Infinity',
    '-Infinity',
    '+Infinity',
    'undefined',
    'None',
    'True',
    'tRUE',
    'inf',
    '+5',
    '.5',
    '1.',
    '01',
    '0x1F',
    '1.2.3',
    '',
    '  ',
    '45%',
    'N/A',
    '#N/A',
    '1,5',
    '1.#INF',
    '(null)',
    "'45'",
    '$5',
    '2026-12-20T10:00:00Z',
    '2026-12-20 10:00',
    '– none –',
    String.raw`"it\'s"`,
    String.raw`"\x41"`,
    String.raw`"\u12"`,
  ])('%s in one field is one field that cannot be read, the last of a row, too', (token) => {
    expect(inField(token)).toEqual([{ a: 1 }, { a: {}, b: 'NaN' }]);
    expect(read(200, `{"result":true,"data":[{"b":"NaN","a":${token}},{"a":1}]}`)).toEqual([
      { a: {}, b: 'NaN' },
      { a: 1 },
    ]);
  });

  it.each([
    ['"one\ttwo"', 'one\ttwo'],
    ['"one\r\ntwo"', 'one\r\ntwo'],
    ['"\u0000\u001b"', '\u0000\u001b'],
    [String.raw`NaN,"c":"say \"NaN\", \\"`, {}],
    ['NaN,"c":{"d":N/A},"e":[{"f":-}],"g":{}', {}],
    ['NaN,"c":-1.5e-3,"d":[true,false,null,0,1E5]', {}],
  ])('%j: what is unmistakable is read', (token, value) => {
    expect(inField(token)).toMatchObject([{ a: 1 }, { a: value, b: 'NaN' }]);
  });

  it.each(['"', '{"a":"\\', '{"a":NaN', 'NaN"', String.raw`{"result":true,"data":"\"`, '<p class="x">NaN</p>'])(
    '%j is no answer',
    (text) => {
      expect(read(200, text)).toMatchObject({ answeredBy: 'gateway', kind: 'malformed' });
    },
  );

  it.each([
    ['a text', 'a'],
    ['escapes', String.raw`\"`],
    ['backslashes', String.raw`\\`],
    ['line ends', '\n'],
  ])('is read beside 8 MB of %s', (_, piece) => {
    const long = piece.repeat(8_000_000 / piece.length);
    expect(read(200, `{"result":true,"data":[NaN,"${long}"]}`)).toMatchObject([{}, expect.any(String)]);
    expect(read(200, `{"result":true,"data":[NaN,"${long}`)).toMatchObject({ kind: 'malformed' });
  });
});
