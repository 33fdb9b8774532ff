import {
  CST,
  isCollection,
  isScalar,
  LineCounter,
  Lexer,
  parseDocument,
  visit,
  type Document,
  type YAMLError,
} from 'yaml';
import type { ProblemCode, Span, TextProblem } from './textProblem.ts';

/** A text of a thousand goals with descriptions is smaller, in UTF-16 units. */
export const mostCharacters = 1_000_000;

/** So many mistakes are told at a time. */
export const mostProblems = 200;

/** What is wrong with the YAML is told so often: what comes behind follows from it. */
const mostErrors = 5;

export type YamlText = {
  /** Absent where the text cannot be read as YAML. */
  readonly contents?: unknown;
  readonly problems: readonly TextProblem[];
  /** Of a place in the text, counted from 1. */
  readonly placeOf: (offset: number) => { readonly line: number; readonly column: number };
};

/** Everything in quotes or not is text: `no` is a name like another. */
const options = {
  schema: 'failsafe',
  version: '1.2',
  strict: true,
  prettyErrors: false,
  logLevel: 'silent',
  uniqueKeys: true,
} as const;

/** Reads the part of YAML that these files have: one document of maps, lists and texts. */
export const readYaml = (text: string): YamlText => {
  const placeOf = placesIn(text);
  if (text.length > mostCharacters)
    return { problems: [{ code: 'tooLarge', span: { start: 0, end: 1 }, limit: mostCharacters }], placeOf };
  const unwanted = unwantedIn(text);
  if (unwanted.length > 0) return { problems: unwanted, placeOf };
  try {
    const document = parseDocument(text, options);
    const problems = document.errors.slice(0, mostErrors).map((error) => problemOf(error, document, text));
    return problems.length > 0 ? { problems, placeOf } : { contents: document.contents, problems, placeOf };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { problems: [{ code: 'tooDeep', span: { start: 0, end: 1 } }], placeOf };
  }
};

const placesIn = (text: string): YamlText['placeOf'] => {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines.addNewLine(at + 1);
  return (offset) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
};

/** So many lists and maps in one another are no goals, and take long to read. */
const mostDepth = 20;

const bracket: ReadonlyMap<CST.TokenType | null, number> = new Map([
  ['flow-seq-start', 1],
  ['flow-map-start', 1],
  ['flow-seq-end', -1],
  ['flow-map-end', -1],
]);

const unwantedTokens: ReadonlyMap<CST.TokenType | null, ProblemCode> = new Map([
  ['alias', 'alias'],
  ['anchor', 'anchor'],
  ['tag', 'tag'],
  ['directive-line', 'directive'],
]);

/** What YAML has and these files have not, found by its signs alone: an alias is never followed. */
const unwantedIn = (text: string): readonly TextProblem[] => {
  const problems: TextProblem[] = [];
  let at = 0;
  let documents = 0;
  let [brackets, dashes] = [0, 0];
  let isText = false;
  for (const sign of new Lexer().lex(text)) {
    const type = CST.tokenType(sign);
    // These stand for nothing in the text. What follows the last is a text, whatever it looks like.
    if (type === 'doc-mode' || type === 'flow-error-end' || type === 'scalar') {
      isText = type === 'scalar';
      continue;
    }
    if (isText) {
      at += sign.length;
      isText = false;
      continue;
    }
    if (type === 'doc-start') documents += 1;
    brackets += bracket.get(type ?? null) ?? 0;
    dashes = type === 'newline' ? 0 : dashes + (type === 'seq-item-ind' || type === 'explicit-key-ind' ? 1 : 0);
    if (brackets + dashes > mostDepth)
      return [...problems, { code: 'tooDeep', span: { start: at, end: at + sign.length } }];
    const code = type === 'doc-end' || documents > 1 ? 'manyDocuments' : unwantedTokens.get(type ?? null);
    if (code !== undefined) problems.push({ code, span: { start: at, end: at + sign.length }, value: sign });
    if (code === 'manyDocuments' || problems.length >= mostProblems) return problems;
    if (type === 'doc-start' && text.slice(0, at).trim() !== '' && !isOnlyComments(text.slice(0, at)))
      return [...problems, { code: 'manyDocuments', span: { start: at, end: at + sign.length } }];
    at += sign.length;
  }
  return problems;
};

const isOnlyComments = (text: string): boolean =>
  text.split(/\r?\n/).every((line) => line.trim() === '' || /^\s*[#%\u{FEFF}]/u.test(line));

const codes: Readonly<Partial<Record<YAMLError['code'], ProblemCode>>> = {
  TAB_AS_INDENT: 'tabs',
  DUPLICATE_KEY: 'keyTwice',
  BAD_INDENT: 'badIndent',
  MULTIPLE_DOCS: 'manyDocuments',
  BAD_ALIAS: 'alias',
  TAG_RESOLVE_FAILED: 'tag',
};

const problemOf = ({ code, pos: [start, end], message }: YAMLError, document: Document, text: string): TextProblem => {
  const open = /closing|end with a/.test(message) ? opening(start, document, text) : undefined;
  if (open !== undefined) return { code: 'notClosed', ...open };
  const span = { start, end: Math.max(end, start + 1) };
  const key = /^[\w-]+/.exec(text.slice(start))?.[0];
  return { code: codes[code] ?? 'badYaml', span, ...(key !== undefined && code === 'DUPLICATE_KEY' ? { key } : {}) };
};

/** What begins before a place and is not closed there: a quoted text, or a list or map in brackets. */
const opening = (
  at: number,
  document: Document,
  text: string,
): { readonly span: Span; readonly value: string } | undefined => {
  let start: number | undefined;
  visit(document, {
    Node: (_, node) => {
      const [begin = -1] = node.range ?? [];
      const isOpen =
        (isScalar(node) && (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE')) ||
        (isCollection(node) && node.flow === true);
      if (isOpen && begin >= 0 && begin <= at) start = Math.max(begin, start ?? 0);
    },
  });
  return start === undefined ? undefined : { span: { start, end: start + 1 }, value: text.charAt(start) };
};
