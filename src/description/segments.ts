import type { Root } from 'hast';
import type { Loss } from './loss.ts';
import { hasDanger } from './danger.ts';
import { readHtml, writeHtml } from './html.ts';
import { lossesOf } from './losses.ts';
import type { Memory, Mention } from './memory.ts';
import { mayStay, partsOf, type Part, type PartKind } from './parts.ts';
import { blockPiece, pieceOf, type Piece } from './pieces.ts';
import { blocksInSteps, parsersWithMemory, readMarkdown, type Block, type Parsers } from './markdown/blocks.ts';
import { htmlTreeOf } from './htmlOfBlocks.ts';
import { sanitise } from './sanitise.ts';
import type { Steps } from './steps.ts';
import { stretchesOf, type Stretch } from './stretches.ts';
import type { ListSigns } from './simpleMarkdown.ts';
import { listAt, writeMarkdown } from './writeMarkdown.ts';

/** A part of a description that stays as it is, byte for byte, or is written anew. */
export type Segment = Piece & {
  readonly kind: PartKind;
  /** The sources of its blocks in the Markdown of the whole; none for what Markdown does not show, such as an empty line. */
  readonly blocks: readonly string[];
  /** The white space at its end. */
  readonly tail: string;
  /** Its images and links. */
  readonly mentions: readonly Mention[];
  /** What is lost when it is written anew. It takes as long as all the rest to know it. */
  readonly losses: () => readonly Loss[];
  /** What is lost though nobody touches it, since it may not be sent. */
  readonly unsent: readonly Loss[];
};

export type Segmented = { readonly markdown: string; readonly segments: readonly Segment[] };

/** Whose HTML it is: what the tenant has may keep what does no harm; anything else must be what may be written. */
export type Owner = 'tenant' | 'draft';

/** The description as Markdown, and which part of it comes from which part of the HTML. Together the parts are the HTML. A part at a time: others may work in between. */
export function* segmentsInSteps(html: string, memory: Memory, owner: Owner): Steps<Segmented> {
  const stretches = yield* stretchesOf(html);
  const known = new Map<Stretch, readonly Part[]>();
  const parts = stretches.flatMap((stretch) => {
    const those = known.get(stretch) ?? partsOf(stretch.tree, stretch.html);
    known.set(stretch, those);
    return those;
  });
  yield;
  const segmented = yield* segmentsOfParts(parts, memory, owner);
  return segmented ?? segmentsOfWhole({ kind: 'text', html, tree: readHtml(html), isSound: false }, memory, owner);
}

/** Undefined where the parts' Markdown would not read as the same parts one after the other. */
function* segmentsOfParts(parts: readonly Part[], memory: Memory, owner: Owner): Steps<Segmented | undefined> {
  let last: Last = { list: undefined, signs: 'usual' };
  const texts: string[] = [];
  const segments: Segment[] = [];
  const alike = new Map<string, Written>();
  const parse = parsersWithMemory();
  for (const part of parts) {
    const key = `${part.kind}${String(last.list)}${last.signs}${String(part.isSound)}${part.html}`;
    const before = alike.get(key);
    const written = before ?? (yield* writtenInSteps(part, last, { memory, owner, parse }));
    alike.set(key, written);
    ({ last } = written);
    texts.push(written.text);
    segments.push(before === undefined ? written.segment : another(written.segment, part, memory));
    if (before === undefined) yield;
  }
  const markdown = texts.filter((text) => text !== '').join('\n\n');
  yield;
  const read = (yield* blocksInSteps(markdown, parse)).map(({ source }) => source);
  const sources = segments.flatMap(({ blocks }) => blocks);
  return sameTexts(sources, read) ? { markdown, segments } : undefined;
}

/** What the next part must know of the one before. */
type Last = { readonly list: string | undefined; readonly signs: ListSigns };

type Written = { readonly text: string; readonly segment: Segment; readonly last: Last };

type Writing = Omit<Context, 'mentions'> & { readonly parse: Parsers };

function* writtenInSteps(part: Part, before: Last, { memory, owner, parse }: Writing): Steps<Written> {
  const clean = sanitise(part.tree);
  const mentions = memory.learn(clean);
  yield;
  const followsList = before.list !== undefined && before.list === listAt(clean, 0);
  const signs: ListSigns = followsList && before.signs === 'usual' ? 'other' : 'usual';
  const text = part.kind === 'text' ? writeMarkdown(clean, memory, signs) : '';
  const last = text === '' ? before : { list: listAt(clean, -1), signs };
  yield;
  const blocks = yield* blocksInSteps(text, parse);
  return { text, segment: segmentOf(part, blocks, { memory, mentions, owner }), last };
}

/** A segment is told from the others by what it is, and so is an image or a link in it. */
const another = (segment: Segment, part: Part, memory: Memory): Segment =>
  segment.mentions.length === 0 ? { ...segment } : { ...segment, mentions: memory.learn(sanitise(part.tree)) };

const segmentsOfWhole = (whole: Part, memory: Memory, owner: Owner): Segmented => {
  const clean = sanitise(whole.tree);
  const mentions = memory.learn(clean);
  const markdown = writeMarkdown(clean, memory);
  return { markdown, segments: [segmentOf(whole, readMarkdown(markdown), { memory, mentions, owner })] };
};

type Context = { readonly memory: Memory; readonly mentions: readonly Mention[]; readonly owner: Owner };

const segmentOf = (part: Part, blocks: readonly Block[], { memory, mentions, owner }: Context): Segment => {
  const { kind, tree } = part;
  const sent = sentOf(part, owner);
  let losses: readonly Loss[] | undefined;
  return {
    ...(kind === 'text' ? pieceOf(sent.html, tree) : blockPiece(sent.html)),
    kind,
    blocks: blocks.map(({ source }) => source),
    tail: kind === 'text' ? blanksAtEnd(part.html) : '',
    mentions,
    unsent: sent.html === part.html ? [] : lossesOf(tree, sent.tree),
    losses: () => (losses ??= lossesOf(tree, htmlTreeOf(blocks, memory, mentions))),
  };
};

/** The part as it may be sent where nobody touches it: as it is, or without what may not be sent. */
const sentOf = (part: Part, owner: Owner): { readonly html: string; readonly tree: Root } => {
  const { html, tree } = part;
  if (part.kind !== 'text') return part;
  if (owner === 'tenant' && mayStay(part)) return part;
  const clean = owner === 'tenant' && !hasDanger(tree) ? tree : sanitise(tree);
  const written = writeHtml(clean);
  if (owner === 'draft' && written === writeHtml(tree) && mayStay(part)) return { html, tree };
  const again = readHtml(written);
  return { html: written, tree: again };
};

const blanksAtEnd = (html: string): string => {
  let from = html.length;
  while (' \t\r\n\f'.includes(html[from - 1] ?? '.')) from -= 1;
  return html.slice(from);
};

const sameTexts = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((text, index) => text === other[index]);
