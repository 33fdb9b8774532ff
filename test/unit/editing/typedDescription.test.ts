import { expect, it, vi } from 'vitest';
import { ReadableText } from '../../../src/form/readableText.ts';
import { openLoaded } from './openSession.ts';
import { until } from '../until.ts';

it('a description is kept as it was typed, over a restart, an undo and a redo', async () => {
  const { window, session, goal, steps, state } = await openLoaded();
  session.edit('Description', '<ul><li>one</li></ul>', '* one');
  expect(state().source).toEqual({ base: goal.Description ?? '', markdown: '* one' });
  expect(window.openGoal(goal).state().source.markdown).toBe('* one');

  steps.at(-1)?.undo();
  expect(state().source).toEqual({ base: goal.Description ?? '' });
  steps.at(-1)?.redo();
  expect(state().source.markdown).toBe('* one');

  session.edit('Name', 'Mine');
  expect(state().source.markdown).toBe('* one');
  session.revert();
  expect(state().source.markdown).toBeUndefined();
  expect(window.openGoal(goal).state().source.markdown).toBeUndefined();
});

it('a new goal’s description comes from nothing, also where a template fills it', async () => {
  const { window } = await openLoaded();
  const { session, state } = window.openNew({});
  session.edit('Description', 'x', 'x');
  expect(state().source).toEqual({ base: '', markdown: 'x' });
});

it('a conflict shows Markdown where that tells the sides apart, and HTML where it does not', async () => {
  const arrived = vi.fn<() => void>();
  const readable = new ReadableText(arrived);
  const texts = ['<p>a</p>', '<p><b>a</b></p>'];
  expect(readable.of('Description', texts)).toEqual(texts);
  await readable.load();
  expect(arrived).toHaveBeenCalledOnce();
  expect(readable.of('Description', texts)).toEqual(['a', '**a**']);
  const coloured = ['<p>a</p>', '<p style="color: red">a</p>'];
  expect(readable.of('Description', coloured)).toEqual(coloured);
  expect(readable.of('Description', ['<p>a</p>', '<p>a</p>', ''])).toEqual(['a', 'a', '']);
  expect(readable.of('Name', texts)).toEqual(texts);
});

it('a long description is read in slices: until then it is shown as its text', async () => {
  const arrived = vi.fn<() => void>();
  const readable = new ReadableText(arrived);
  await readable.load();
  arrived.mockClear();
  const texts = ['a', 'b'].map((letter) => `<p><b>${letter}</b> some text</p>`.repeat(400));
  const expected = ['a', 'b'].map((letter) => Array(400).fill(`**${letter}** some text`).join('\n\n'));
  const bare = ['a', 'b'].map((letter) => Array(400).fill(`${letter} some text`).join('\n\n'));
  expect(readable.of('Description', texts)).toEqual(bare);
  // Each is read by itself.
  await until(() => readable.of('Description', texts).every((text, at) => text !== bare[at]));
  expect(readable.of('Description', texts)).toEqual(expected);
  expect(arrived).toHaveBeenCalled();
});

it('a long description in one part is read without its formatting', async () => {
  const readable = new ReadableText(() => undefined);
  const text = `<div>${'<b>a</b> '.repeat(1_100)}</div>`;
  expect(await readable.whole('Description', [text])).toEqual(['a '.repeat(1_100).trim()]);
});
