import * as l10n from '@vscode/l10n';
import type { Looking } from '../../api/client.ts';
import { phrase } from '../../words/phrase.ts';

/** What is done about an answer that was lost; a look every so many seconds, and so it is said by the look and not by the second. */
export const lookingForGoal = (where: string, { nextInMs, leftMs }: Looking): string =>
  phrase(
    l10n.t({
      message:
        'No answer from {0}. Checking whether the goal was saved. Next check in {1, plural, one {# second} other {# seconds}}, giving up in {2, plural, one {# second} other {# seconds}}…',
      comment: ['{0} is the tenant.'],
    }),
    where,
    seconds(nextInMs),
    seconds(leftMs),
  );

/** The same of a metric. */
export const lookingForMetric = ({ nextInMs, leftMs }: Looking): string =>
  phrase(
    l10n.t(
      'No answer yet. Checking whether the metric was added. Next check in {0, plural, one {# second} other {# seconds}}, giving up in {1, plural, one {# second} other {# seconds}}…',
    ),
    seconds(nextInMs),
    seconds(leftMs),
  );

const seconds = (ms: number): number => Math.max(1, Math.round(ms / 1000));
