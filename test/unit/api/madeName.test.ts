import { expect, it } from 'vitest';
import { mayBeAllThatIsLeftOf, mayBeMadeOf } from '../../../src/api/madeName.ts';

it.each([
  ['Roll out single sign-on', 'Roll out s'],
  ['Roll out single sign-on', 'Roll out si…'],
  ['Roll  out ', 'Roll out'],
  ['Roll\u00a0out', 'Roll out'],
  ['Roll out', 'ROLL OUT'],
  ['Café', 'Cafe\u0301'],
  ['Ｒｏｌｌ out', 'Roll out'],
  ['R&D <plan>', 'R&amp;D &lt;plan&gt;'],
  ['Roll out 🚀', 'Roll out ?'],
])('of %j may be made %j', (sent, held) => expect(mayBeMadeOf(sent, held)).toBe(true));

it.each([
  ['Roll out', 'Roll out more'],
  ['Roll out more', 'Roll'],
  ['Roll out, step 12', 'Roll out, step 1'],
  ['Roll out', 'Renew'],
  ['Roll out', ''],
  ['Roll out', '…'],
  ['!!!', '???'],
])('of %j is not made %j', (sent, held) => expect(mayBeMadeOf(sent, held)).toBe(false));

it.each([
  ['Roll out more', 'Roll'],
  ['Qualität', 'Qualit?t'],
  ['Qualität', 'Qualitat'],
  ['Q3: up 5 to 10', 'Q3: up 5 t'],
  ['Roll out', ''],
])('all that is left of %j may be %j', (sent, held) => expect(mayBeAllThatIsLeftOf(sent, held)).toBe(true));

it.each([
  ['Roll out', 'Roll out more'],
  ['Roll out', 'Renew'],
  ['Qualität', 'Quantität'],
  ['Step 12', 'Step 1'],
  ['计划甲', '计划乙'],
])('what is left of %j is not %j', (sent, held) => expect(mayBeAllThatIsLeftOf(sent, held)).toBe(false));
