import { plainLabel } from '../model/plainLabel.ts';
import { complete } from '../model/query/complete.ts';
import { completed } from '../model/query/completed.ts';
import type { QueryContext } from '../model/query/context.ts';
import type { GoalRows } from '../model/query/goalRows.ts';
import { completionText } from '../words/completionText.ts';
import type { Suggestion } from './protocol.ts';

/** Nobody reads more of them. */
const most = 20;

/** What may stand at the caret of the filter, the likeliest first. What would change nothing is left out. */
export const suggestionsAt = (
  text: string,
  caret: number,
  rows: GoalRows,
  context: QueryContext,
): readonly Suggestion[] =>
  complete(text, caret, rows, context)
    .map((completion) => ({ ...completionText(completion, plainLabel), ...completed(text, completion) }))
    .filter((suggestion) => suggestion.text.trim() !== text.trim())
    .slice(0, most);
