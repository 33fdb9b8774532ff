import * as l10n from '@vscode/l10n';
import { phrase } from './phrase.ts';
import { sparkLevels, type Point } from './sparkText.ts';

/** How a value went: to be drawn, and in words for those who do not see the drawing. */
export type Spark = { readonly levels: readonly number[]; readonly words: string };

const day = 86_400;

/** From so many days on, weeks say more. */
const mostDays = 13;

/** Undefined where there are fewer than two points. @param textOf `40%` */
export const sparkOf = (points: readonly Point[], textOf: (value: number) => string): Spark | undefined => {
  const [first, last] = [points[0], points.at(-1)];
  if (points.length < 2 || first === undefined || last === undefined) return undefined;
  return { levels: sparkLevels(points), words: wentText(textOf(first.value), textOf(last.value), last.at - first.at) };
};

/** `40% → 65% in 3 weeks`. */
const wentText = (from: string, to: string, seconds: number): string => {
  const days = Math.round(seconds / day);
  if (days < 1) return l10n.t('{0} → {1} within a day', from, to);
  return days <= mostDays
    ? phrase(l10n.t('{0, plural, one {{1} → {2} in # day} other {{1} → {2} in # days}}'), days, from, to)
    : phrase(
        l10n.t('{0, plural, one {{1} → {2} in # week} other {{1} → {2} in # weeks}}'),
        Math.round(days / 7),
        from,
        to,
      );
};
