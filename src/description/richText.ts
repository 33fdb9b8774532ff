import { BlockReader } from './markdown/blockReader.ts';
import { isBeyondReading, textOfTags } from './htmlLimits.ts';
import { formatOf, htmlOfPlain, isHtml, valueOfPlain } from './htmlText.ts';
import { Memory, type Mention } from './memory.ts';
import { withLineEndsOf, withOneKind } from './lineEnds.ts';
import type { Loss } from './loss.ts';
import { lostBoxes, type Placed } from './lostBoxes.ts';
import { PreviewReader } from './previewReader.ts';
import { hasLongStretch } from './stretches.ts';
import { blockPiece, joinPieces, type Piece } from './pieces.ts';
import type { Block } from './markdown/blocks.ts';
import { htmlOf } from './htmlOfBlocks.ts';
import { splice, type Rewritten, type Spliced } from './splice.ts';
import { segmentsInSteps, type Owner, type Segment, type Segmented } from './segments.ts';
import { finished, type Steps } from './steps.ts';

/** What a Markdown text becomes, and what of the tenant's description it drops: 'colours', 'merged cells'. */
export type Written = { readonly value: string; readonly drops: readonly Loss[] };

/**
 * A description that a person edits as Markdown. Parts that are not touched keep the tenant's HTML byte for byte; only what was
 * changed is written anew.
 */
export class RichText {
  /** Whether the text is neither Markdown nor HTML, and stays so: the tenant has plain text. */
  readonly isPlain: boolean;
  /** Whether it can be edited: a description with more elements, or more of them in one another, than can be read stays as it is. */
  readonly isReadable: boolean;
  /** `value` as Markdown, or as it is where that is plain. */
  readonly markdown: string;
  /** What any change of the description drops, since it may not be sent: 'scripts'. */
  readonly unsent: readonly Loss[];
  readonly #base: string;
  readonly #value: string;
  readonly #memory: Memory;
  readonly #reader = new BlockReader();
  readonly #segments: readonly Segment[];
  readonly #places: ReadonlyMap<Segment, number>;
  readonly #baseMarkdown: string;
  /** HTML of blocks that the tenant or the draft has, wherever they are moved to. */
  readonly #known = new Map<string, Piece>();
  /** HTML of the blocks that were written anew the last time. */
  #written = new Map<string, string>();

  /**
   * @param base what the tenant holds
   * @param value what the draft holds, which may be the same
   * @param read both as they were read in steps; read at once where it is left out
   */
  constructor(base: string, value: string, read: Read = finished(readInSteps(base, value))) {
    const { memory, theirs, mine } = read;
    this.isPlain = formatOf(base) === 'plain' && formatOf(value) !== 'html';
    this.#base = base;
    this.#value = value;
    this.#memory = memory;
    this.isReadable = theirs !== undefined && mine !== undefined;
    this.#segments = theirs?.segments ?? [];
    this.#places = new Map(this.#segments.map((segment, at) => [segment, at]));
    this.#baseMarkdown = theirs?.markdown ?? textOfTags(base);
    this.markdown = mine?.markdown ?? textOfTags(value);
    this.unsent = unique(this.#segments.flatMap(({ unsent }) => unsent));
    for (const segment of [...(mine?.segments ?? []), ...this.#segments])
      if (segment.blocks.length === 1) this.#known.set(segment.blocks[0] ?? '', segment);
  }

  /** What changing a part of the description may drop. */
  get atStake(): readonly Loss[] {
    return finished(this.assess());
  }

  /** The same in steps: to know it, each part is written anew. */
  *assess(): Steps<readonly Loss[]> {
    const losses: Loss[] = [];
    for (const segment of this.#segments)
      if (segment.blocks.length > 0) {
        for (const loss of segment.losses()) losses.push(loss);
        yield;
      }
    return unique([...losses, ...this.unsent]);
  }

  write(markdown: string): Written {
    if (!this.isReadable) return { value: this.#value, drops: [] };
    if (markdown === this.#baseMarkdown) return { value: this.#base, drops: [] };
    if (this.isPlain) return { value: withLineEndsOf(this.#base, valueOfPlain(markdown)), drops: [] };
    const blocks = this.#reader.read(markdown);
    const { value: html, drops } = this.#splice(blocks);
    if (markdown === this.markdown) return { value: this.#value, drops };
    return { value: this.#isPlain(blocks, markdown) ? markdown.trim() : html, drops };
  }

  /** A line without any formatting needs no HTML, where there was none before. */
  #isPlain(blocks: readonly Block[], markdown: string): boolean {
    if (isHtml(this.#base) || blocks.length > 1) return false;
    const text = markdown.trim();
    const node = blocks[0]?.node;
    if (node === undefined) return true;
    const [only, ...others] = node.type === 'paragraph' ? node.children : [];
    return only?.type === 'text' && others.length === 0 && only.value === text && valueOfPlain(text) === text;
  }

  #splice(blocks: readonly Block[]): Written {
    const written = new Map<string, string>();
    const all = splice(this.#segments, blocks);
    this.#reader.prepare(all.flatMap((each) => (each.kind === 'block' && !this.#hasHtml(each) ? [each.block] : [])));
    const pieces = all.map((each) =>
      each.kind === 'block' ? { ...this.#pieceOf(each, written), isSeen: true } : pieceOfSegment(each.segment),
    );
    this.#written = written;
    const gone = new Set(all.flatMap((each) => (each.kind === 'block' ? [each.gone] : [])));
    const drops = [
      ...[...gone].flatMap((those) => those.flatMap(({ losses }) => losses())),
      ...this.#lostBoxes(all),
      ...all.flatMap((each) => (each.kind === 'segment' ? each.segment.unsent : [])),
    ];
    return { value: joinPieces(pieces), drops: unique(drops) };
  }

  #lostBoxes(all: readonly Spliced[]): readonly Loss[] {
    const staying = new Set(all.map((each) => (each.kind === 'segment' ? each.segment : undefined)));
    const before = this.#segments.map((segment) => placed(segment, staying.has(segment) ? [] : segment.blocks));
    const after = all.map((each) => (each.kind === 'segment' ? placed(each.segment, []) : placedAnew(each)));
    return lostBoxes(before, after);
  }

  #hasHtml(each: Rewritten): boolean {
    return this.#known.has(each.block.source) || this.#written.has(this.#keyOf(each));
  }

  /** What the HTML of a block depends on. */
  #keyOf({ block, place, gone }: Rewritten, mentions = mentionsFor(place, gone)): string {
    return `${mentions.length === 0 || place === undefined ? -1 : this.#places.get(place)} ${block.source}`;
  }

  #pieceOf(each: Rewritten, written: Map<string, string>): Piece {
    const { block, place, gone, tail } = each;
    const known = this.#known.get(block.source);
    if (known !== undefined) return known;
    const mentions = mentionsFor(place, gone);
    const key = this.#keyOf(each, mentions);
    const html = this.#written.get(key) ?? htmlOf(block, this.#memory, mentions);
    written.set(key, html);
    return blockPiece(`${html}${tail}`);
  }
}

/** Of so many parts that are gone, the images and links are looked for by their address alone. */
const mostGone = 200;

/** The images and links that may stand in a block: first those of the part whose place it takes. */
const mentionsFor = (place: Segment | undefined, gone: readonly Segment[]): readonly Mention[] => {
  if (place === undefined) return [];
  const others = gone.length > mostGone ? [] : gone.filter((each) => each !== place);
  return [place, ...others].flatMap(({ mentions }) => mentions);
};

const placed = ({ kind, html }: Segment, sources: readonly string[]): Placed => ({ kind, html, sources });

const placedAnew = ({ block }: Rewritten): Placed => ({ kind: 'text', html: '', sources: [block.source] });

const unique = (losses: readonly Loss[]): readonly Loss[] => [...new Set(losses)];

const pieceOfSegment = ({
  html,
  beginsBare,
  endsBare,
  blocks,
  kind,
}: Segment): Piece & { readonly isSeen: boolean } => ({
  html,
  beginsBare,
  endsBare,
  isSeen: blocks.length > 0 || kind !== 'text',
});

/** The tenant's description and the draft's, taken apart; undefined where it cannot be read. */
type Read = {
  readonly memory: Memory;
  readonly theirs: Segmented | undefined;
  readonly mine: Segmented | undefined;
};

function* readInSteps(base: string, value: string): Steps<Read> {
  const memory = new Memory();
  const theirs = yield* segmented(base, memory, 'tenant');
  const mine = value === base ? theirs : yield* segmented(value, memory, 'draft');
  return { memory, theirs, mine };
}

/** A description, opened a part at a time, so that whoever waits may do something else in between. */
export function* openInSteps(base: string, value: string): Steps<RichText> {
  return new RichText(base, value, yield* readInSteps(base, value));
}

function* segmented(text: string, memory: Memory, owner: Owner): Steps<Segmented | undefined> {
  if (formatOf(text) !== 'html') return { markdown: withOneKind(text), segments: [] };
  return yield* ifRead(text, segmentsInSteps(text, memory, owner));
}

function* ifRead<T>(html: string, steps: Steps<T>): Steps<T | undefined> {
  if (isBeyondReading(html)) return undefined;
  try {
    return yield* steps;
  } catch (error) {
    // The depth was estimated; the stack is what counts.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** What a description says, as Markdown: to be read and compared. */
export const readable = (description: string): string => finished(readableInSteps(description));

/** So many elements, and characters, at a time are read on a thread that others need too. */
const mostAtOnce = { elements: 1_000, characters: 30_000 };

/** The same in short steps, between which others may work: a part that would take longer makes it the text without its formatting. */
export function* readableInSteps(description: string): Steps<string> {
  if (!isHtml(description)) return description;
  if (hasLongStretch(description, mostAtOnce.elements, mostAtOnce.characters)) return textOfTags(description);
  const read = yield* ifRead(description, segmentsInSteps(description, new Memory(), 'tenant'));
  return read?.markdown ?? textOfTags(description);
}

/** Plain text as the HTML that looks like it, for whoever wants to format it. */
export const formatted = (text: string): string => htmlOfPlain(text);

export { type Loss, PreviewReader, textOfTags };

/** Rich text from the clipboard as Markdown; undefined where there is none in it. */
export const pasted = (html: string): string | undefined => {
  const read = finished(ifRead(html, segmentsInSteps(html, new Memory(), 'draft')));
  // A picture that is in the text itself has no address that could be written.
  const markdown = read?.markdown.replaceAll(/!\[[^\]]*\]\(image-\d+\)/g, '').trim() ?? '';
  return markdown === '' ? undefined : markdown;
};
