import { expect, it } from 'vitest';
import { ReadableText } from '../../../src/form/readableText.ts';

const long = (end: string): string => `${'<p>Some <b>text</b> to read.</p>'.repeat(500)}<p>${end}</p>`;

/** What a form in a conflict does: it asks again whenever something arrived. */
const opened = async () => {
  let wake = (): void => undefined;
  const readable = new ReadableText(() => wake());
  await readable.load();
  const session = {};
  const ask = (...texts: readonly string[]) => readable.of('Description', texts, session);
  const arrival = (): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve;
    });
  /** Asks until all of them are read. */
  const settled = async (...texts: readonly string[]): Promise<readonly string[]> => {
    await readable.whole('Description', texts);
    return ask(...texts);
  };
  return { readable, ask, settled, arrival };
};

it('shows a long description as its text until it is read, and then as Markdown', async () => {
  const { ask, settled } = await opened();
  const [theirs = '', mine = ''] = ask(long('theirs'), long('mine'));
  expect([theirs.slice(0, 40), mine.slice(-4)]).toEqual(['Some text to read.\n\nSome text to read.\n\n', 'mine']);
  const [read = ''] = await settled(long('theirs'), long('mine'));
  expect(read.slice(0, 22)).toBe('Some **text** to read.');
});

it('shows a long description that is being typed as it was before, until it is read', async () => {
  const { ask, settled, arrival } = await opened();
  const [, before] = await settled(long('theirs'), long('m'));
  for (const typed of ['mi', 'min']) expect(ask(long('theirs'), long(typed))[1]).toBe(before);
  const arrived = arrival();
  ask(long('theirs'), long('mine'));
  await arrived;
  expect(ask(long('theirs'), long('mine'))[1]).toMatch(/\*\*text\*\*[^]*mine$/);
});

it('reads no more what was typed over', async () => {
  const { readable, ask, settled } = await opened();
  await settled(long('theirs'), long('m'));
  for (const typed of ['mi', 'min', 'mine']) ask(long('theirs'), long(typed));
  await settled(long('theirs'), long('mine'));
  // What was read is there at once, and what was not has yet to be read.
  const at = (typed: string) => readable.of('Description', [long(typed)])[0]?.includes('**');
  expect([at('mine'), at('min'), at('mi')]).toEqual([true, false, false]);
});

it('shows texts as they are where Markdown cannot tell them apart', async () => {
  const { settled } = await opened();
  const [one, other] = [`${long('x')}<p style="color: red">y</p>`, `${long('x')}<p style="color: blue">y</p>`];
  expect(await settled(one, other)).toEqual([one, other]);
});

it('asks nothing of other fields', async () => {
  const { readable } = await opened();
  expect(readable.of('Name', ['<b>x</b>'])).toEqual(['<b>x</b>']);
  expect(await readable.whole('Name', ['<b>x</b>'])).toEqual(['<b>x</b>']);
});
