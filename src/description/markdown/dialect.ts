import { attention } from 'micromark-core-commonmark';
import type { Code, Construct, Extension, State, Token, Tokenizer } from 'micromark-util-types';
import { isEscape } from './escapes.ts';

const star = 42;
const backslash = 92;

const characterOf = (code: Code): string =>
  code === null || code < -2 ? '' : code < 0 ? ' ' : String.fromCharCode(code);

const isPunctuation = (code: Code): boolean => code !== null && /^[!-/:-@[-`{-~]$/.test(characterOf(code));

/** The backslashes and the sign behind them, which are an escape if this fits. */
const escapeAhead: Construct = {
  partial: true,
  tokenize(effects, ok, nok) {
    const before = characterOf(this.previous);
    let sign = '';
    const backslashes: State = (code) => {
      if (code === backslash) {
        effects.consume(code);
        return backslashes;
      }
      if (!isPunctuation(code)) return nok(code);
      sign = characterOf(code);
      effects.consume(code);
      return behind;
    };
    const behind: State = (code) => (isEscape(before, sign, characterOf(code)) ? ok(code) : nok(code));
    return (code) => {
      effects.enter('data');
      return backslashes(code);
    };
  },
};

const tokenizeBackslashes: Tokenizer = (effects, ok) => {
  const escape: State = (code) => {
    if (code !== backslash) return ok(code);
    effects.enter('characterEscape');
    effects.enter('escapeMarker');
    effects.consume(code);
    effects.exit('escapeMarker');
    return escaped;
  };
  const escaped: State = (code) => {
    effects.enter('characterEscapeValue');
    effects.consume(code);
    effects.exit('characterEscapeValue');
    effects.exit('characterEscape');
    return code === backslash ? escape : ok;
  };
  const text: State = (code) => {
    effects.enter('data');
    return inText(code);
  };
  const inText: State = (code) => {
    if (code === backslash) {
      effects.consume(code);
      return inText;
    }
    effects.exit('data');
    return ok(code);
  };
  return effects.check(escapeAhead, escape, text);
};

const isSpace = (code: Code): boolean => /^\s?$/u.test(characterOf(code));

const isAscii = (code: Code): boolean => code !== null && code < 128;

/**
 * Stars begin bold text before anything but a space, and end it behind anything but a space: a colon or a bracket at its border
 * makes no difference, `**Owner:**Ada`. Beside a Latin letter a single star begins nothing before a bracket: `2*(3+4)*5`.
 */
const tokenizeStars: Tokenizer = function (effects, ok) {
  const { previous } = this;
  let size = 0;
  const inside: State = (code) => {
    if (code === star) {
      effects.consume(code);
      size += 1;
      return inside;
    }
    const token: Token = effects.exit('attentionSequence');
    const isFactor =
      size === 1 && isAscii(previous) && !isPunctuation(previous) && !isSpace(previous) && isPunctuation(code);
    Object.assign(token, { _open: !isSpace(code) && !isFactor, _close: !isSpace(previous) });
    return ok(code);
  };
  return (code) => {
    effects.enter('attentionSequence');
    return inside(code);
  };
};

/** How this Markdown differs from CommonMark. */
export const dialect: Extension = {
  text: {
    [star]: { ...attention, tokenize: tokenizeStars },
    [backslash]: { name: 'characterEscape', tokenize: tokenizeBackslashes },
  },
};
