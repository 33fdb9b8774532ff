import type { Block, ListItem } from './block.ts';

/** What a template may name inside of a text, and what alone in a line. */
export const textPlaceholders = ['title', 'period', 'date'] as const;
export const blockPlaceholders = ['summary', 'outcomes', 'achieved', 'slipped', 'missed', 'next', 'pictures'] as const;
export type TextPlaceholder = (typeof textPlaceholders)[number];
export type BlockPlaceholder = (typeof blockPlaceholders)[number];

/** What is wrong with a line, which counts from 1: a placeholder that is not known, one that must stand alone, one that is not closed. */
export type TemplateProblem = {
  readonly line: number;
  readonly code: 'unknown' | 'notAlone' | 'notClosed' | 'empty';
  readonly placeholder: string;
};

export type TemplatePart = Block | { readonly kind: 'placeholder'; readonly name: BlockPlaceholder };
export type Template =
  | { readonly kind: 'read'; readonly parts: readonly TemplatePart[] }
  | { readonly kind: 'refused'; readonly problems: readonly TemplateProblem[] };

export type Contents = {
  readonly texts: Readonly<Record<TextPlaceholder, string>>;
  readonly blocks: Readonly<Record<BlockPlaceholder, readonly Block[]>>;
};

const isTextPlaceholder = (name: string): name is TextPlaceholder => textPlaceholders.some((known) => known === name);
const isBlockPlaceholder = (name: string): name is BlockPlaceholder =>
  blockPlaceholders.some((known) => known === name);

const placeholder = /\{\{([^{}]*)\}\}/g;

/** Headings, lists, paragraphs and `---` for a new slide, with placeholders to fill. Comments are left out. */
export const readTemplate = (text: string): Template => {
  const lines = withoutComments(text.replaceAll('\r\n', '\n')).split('\n');
  const problems = lines.flatMap((line, at) => problemsIn(line, at + 1));
  const parts = partsOf(lines);
  if (parts.length === 0) problems.push({ line: 1, code: 'empty', placeholder: '' });
  return problems.length > 0 ? { kind: 'refused', problems } : { kind: 'read', parts };
};

/** Lines stay where they are. */
const withoutComments = (text: string): string =>
  text.replaceAll(/<!--[^]*?-->/g, (comment) => '\n'.repeat(comment.split('\n').length - 1));

const problemsIn = (line: string, at: number): TemplateProblem[] => {
  const named = [...line.matchAll(placeholder)].map(([, name = '']) => name.trim());
  const wrong = named.flatMap((name): TemplateProblem[] => {
    if (isTextPlaceholder(name)) return [];
    if (!isBlockPlaceholder(name)) return [{ line: at, code: 'unknown', placeholder: name }];
    return isAlone(line) ? [] : [{ line: at, code: 'notAlone', placeholder: name }];
  });
  const rest = line.replaceAll(placeholder, '');
  return /\{\{|\}\}/.test(rest) ? [...wrong, { line: at, code: 'notClosed', placeholder: rest.trim() }] : wrong;
};

const isAlone = (line: string): boolean => /^\s*\{\{[^{}]*\}\}\s*$/.test(line);

const partsOf = (lines: readonly string[]): TemplatePart[] => {
  const parts: TemplatePart[] = [];
  let items: ListItem[] = [];
  let words: string[] = [];
  const end = (): void => {
    if (items.length > 0) parts.push({ kind: 'list', items });
    if (words.length > 0) parts.push({ kind: 'paragraph', text: words.join(' ') });
    [items, words] = [[], []];
  };
  for (const raw of lines) {
    const line = raw.trim();
    const alone = isAlone(line) ? line.slice(2, -2).trim() : '';
    const [, signs, heading] = /^(#{1,3})\s+(?!\s)(.*)$/.exec(line) ?? [];
    const [, item] = /^[-*]\s+(?!\s)(.*)$/.exec(line) ?? [];
    if (item !== undefined && words.length === 0) items.push({ name: '', text: item });
    else if (line !== '' && signs === undefined && !isBlockPlaceholder(alone) && !/^-{3,}$/.test(line)) {
      if (items.length > 0) end();
      words.push(line);
    } else {
      end();
      if (isBlockPlaceholder(alone)) parts.push({ kind: 'placeholder', name: alone });
      else if (heading !== undefined) parts.push({ kind: 'heading', level: levelOf(signs ?? ''), text: heading });
      else if (line !== '') parts.push({ kind: 'break' });
    }
  }
  end();
  return parts;
};

const levelOf = (signs: string): 1 | 2 | 3 => (signs.length === 1 ? 1 : signs.length === 2 ? 2 : 3);

/** The template with what it names. What is filled in is never read as a placeholder again. */
export const filled = (parts: readonly TemplatePart[], { texts, blocks }: Contents): readonly Block[] => {
  const fill = (text: string): string =>
    text.replaceAll(placeholder, (whole, name: string) => {
      const named = name.trim();
      return isTextPlaceholder(named) ? texts[named] : whole;
    });
  return parts.flatMap((part): readonly Block[] => {
    switch (part.kind) {
      case 'placeholder':
        return blocks[part.name];
      case 'heading':
      case 'paragraph':
        return [{ ...part, text: fill(part.text) }];
      case 'list':
        return [{ ...part, items: part.items.map(({ name, text }) => ({ name, text: fill(text) })) }];
      case 'table':
      case 'picture':
      case 'break':
        return [part];
    }
  });
};
