import { openInSteps, readableInSteps, type RichText } from '../../src/description/richText.ts';
import { finished, type Steps } from '../../src/description/steps.ts';
import { cpuMs, medianOf } from './timing.ts';

const words = 'scope plan rollout owner review metric team access training sponsor'.split(' ');

const wordsOf = (at: number, count: number): string =>
  Array.from({ length: count }, (_, step) => words[(at * 7 + step * 3) % words.length]).join(' ');

/** What editors write, part by part, none like another. */
const parts: readonly ((at: number) => string)[] = [
  (at) => `<p style="font-size: 11pt">${wordsOf(at, 8)} <b>${at}</b> <a href="https://e.example/${at}">link</a></p>`,
  (at) => `<ul><li>${wordsOf(at, 4)}</li><li><i>${at}</i> ${wordsOf(at, 2)}</li></ul>`,
  (at) => `<h2>${wordsOf(at, 3)} ${at}</h2>`,
  (at) => `<table><tbody><tr><td style="width: 50%">${at}</td><td>${wordsOf(at, 3)}</td></tr></tbody></table>`,
  (at) => `<p class="MsoNormal"><span style="color: red">${wordsOf(at, 6)} ${at}</span></p>`,
];

const descriptionOf = (length: number): string => {
  const texts: string[] = [];
  for (let at = 0, size = 0; size < length; at += 1) {
    const text = parts[at % parts.length]?.(at) ?? '';
    texts.push(text);
    size += text.length;
  }
  return texts.join('\n');
};

/** By the clock of this thread: whatever else the computer does counts little. */
const threadMs = (work: () => unknown): number => {
  const begin = process.threadCpuUsage();
  work();
  return cpuMs(process.threadCpuUsage(begin));
};

const longestStepMs = <T>(steps: Steps<T>): number => {
  let longest = 0;
  for (let isDone = false; !isDone;)
    longest = Math.max(
      longest,
      threadMs(() => (isDone = steps.next().done === true)),
    );
  return longest;
};

const keys = 60;

/** Characters typed one after the other, here and there in the text. */
const keyTimes = (text: RichText): readonly number[] => {
  let { markdown } = text;
  return Array.from({ length: keys }, (_, key) => {
    const at = markdown.indexOf(' ', Math.floor((markdown.length / keys) * (key - (key % 10))));
    markdown = `${markdown.slice(0, at)}x${markdown.slice(at)}`;
    return threadMs(() => text.write(markdown));
  });
};

const measured = (length: number): { readonly openMs: number; readonly keyMs: number; readonly blockMs: number } => {
  const html = descriptionOf(length);
  let text: RichText | undefined;
  const openMs = threadMs(() => (text = finished(openInSteps(html, html))));
  const keyMs = medianOf(text === undefined ? [] : keyTimes(text));
  return { openMs, keyMs, blockMs: longestStepMs(readableInSteps(html)) };
};

/** What large descriptions take, once the code is warm. */
export const describe = async (): Promise<unknown> => {
  for (let round = 0; round < 5; round += 1) measured(20_000);
  const { openMs, keyMs, blockMs } = measured(100_000);
  const large = measured(1_000_000);
  return { openMs, keyMs, blockMs, openLargeMs: large.openMs, keyLargeMs: large.keyMs };
};
