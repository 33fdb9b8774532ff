import * as l10n from '@vscode/l10n';
import { explainInOne, mismatchText, shownMismatch } from '../explain.ts';
import { isGoalField, type GoalField } from '../model/goalFields.ts';
import { metricFieldNames } from '../model/goalRules.ts';
import { plainLabel } from '../model/plainLabel.ts';
import { partOf, type FieldChange, type PlanRow, type Question } from '../plan/plan.ts';
import { errorOf, type Done, type StepState } from '../plan/stepState.ts';
import { refusalText } from '../refusalWords.ts';
import { goalFieldLabel, goalFieldList, metricFieldLabel } from '../words/fieldLabels.ts';
import { listText } from '../words/lists.ts';
import { phrase } from '../words/phrase.ts';
import { nameOfId, valueText, type KnownNames } from './valueText.ts';

/** What a row of the list says. */
export type RowWords = {
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  readonly icon: RowIcon;
};

export type RowIcon =
  | 'change'
  | 'new'
  | 'same'
  | 'refused'
  | 'open'
  | 'waiting'
  | 'sending'
  | 'done'
  | 'failed'
  | 'conflict';

/** @param state what became of it; undefined as long as nothing of the plan was sent */
export const planRowWords = (
  row: PlanRow,
  state: StepState | undefined,
  leftOut: ReadonlySet<string>,
  names: KnownNames,
): RowWords => {
  const what = plannedText(row, leftOut, names);
  const label = labelOf(row);
  const became = state === undefined ? undefined : becameOf(row, state);
  const differences = state?.kind === 'done' ? differenceTexts(row, state, names) : [];
  const tooltip = [label, what.text, became?.text, ...differences].filter((each) => each !== undefined).join('\n');
  return { label, description: (became ?? what).text, tooltip, icon: (became ?? what).icon };
};

/** A goal of which nothing but its line in a file is known is called by that line. */
const labelOf = (row: PlanRow): string => {
  const name = plainLabel(row.name);
  const line = lineInstead(row);
  if (line === undefined) return name || l10n.t('Goal');
  return name === '' ? phrase(l10n.t('Line {0}'), line) : phrase(l10n.t('Line {0}: {1}'), line, name);
};

const lineInstead = ({ state, companyId, name, source }: PlanRow): number | undefined =>
  plainLabel(name) === '' || (state.kind === 'refused' && companyId === '') ? source?.line : undefined;

/** On one line, as {@link plainLabel} has it. */
type Said = { readonly text: string; readonly icon: RowIcon };

const plannedText = (row: PlanRow, leftOut: ReadonlySet<string>, names: KnownNames): Said => {
  const { key, state } = row;
  switch (state.kind) {
    case 'create':
      return { text: l10n.t('new goal'), icon: 'new' };
    case 'addMetric':
      return { text: l10n.t('new metric: {0}', plainLabel(state.metric.Name)), icon: 'new' };
    case 'unchanged':
      return { text: l10n.t('no changes'), icon: 'same' };
    case 'refused': {
      // A line that the row is called by is not said twice.
      const line = lineInstead(row);
      const texts = state.refusals.map(({ place, ...other }) =>
        refusalText(place && (line === undefined || place.line !== line) ? { ...other, place } : other),
      );
      return { text: plainLabel(texts.join(' ')), icon: 'refused' };
    }
    case 'open':
      return { text: state.questions.map(questionText).join(' '), icon: 'open' };
    case 'update': {
      const kept = state.changes.filter(({ field }) => !leftOut.has(partOf.field(key, field)));
      const [only, ...others] = kept.length === 0 ? state.changes : kept;
      if (only === undefined || others.length > 0)
        return { text: phrase(l10n.t('{0, plural, one {# change} other {# changes}}'), kept.length), icon: 'change' };
      const text = l10n.t('{0}: {1}', goalFieldLabel(only.field), changeText(only, names));
      return { text, icon: 'change' };
    }
  }
};

/** `Achieved (was In Progress)`: what is new comes first, since a narrow list cuts what comes last. */
export const changeText = ({ field, before, after }: FieldChange, names: KnownNames): string => {
  const now = valueText(field, after, names);
  return before === undefined
    ? l10n.t('{0} (previous value not known)', now)
    : l10n.t('{0} (was {1})', now, valueText(field, before, names));
};

export const questionText = (question: Question): string => plainLabel(questionOf(question));

const questionOf = ({ code, field, text }: Question): string => {
  switch (code) {
    case 'perhapsThere':
      return l10n.t('A goal named “{0}” already exists. Update it or create another?', text);
    case 'plannedTwice':
      return l10n.t('“{0}” is planned more than once. Create it again?', text);
    case 'namesakes':
      return l10n.t('{0}: more than one is named “{1}”. Which one?', fieldLabel(field), text);
    case 'weak':
      return l10n.t('{0}: no exact match for “{1}”. Which one?', fieldLabel(field), text);
    case 'unknown':
      return l10n.t('{0}: no match for “{1}”. Which one?', fieldLabel(field), text);
  }
};

const fieldLabel = (field: GoalField | undefined): string =>
  field === undefined ? l10n.t('Goal') : goalFieldLabel(field);

const becameOf = (row: PlanRow, state: StepState): Said => {
  switch (state.kind) {
    case 'waiting':
      return { text: l10n.t('not saved yet'), icon: 'waiting' };
    case 'sending':
      return { text: l10n.t('saving…'), icon: 'sending' };
    case 'unchanged':
      return { text: isMade(row) ? l10n.t('already exists') : l10n.t('already up to date'), icon: 'done' };
    case 'done': {
      if (state.mismatches.length === 0) return { text: l10n.t('saved'), icon: 'done' };
      const fields = mismatchList(row, state.mismatches);
      return { text: l10n.t('saved; Gainsight has different values in {0}', fields), icon: 'conflict' };
    }
    case 'conflict':
      return { text: l10n.t('conflict: {0} changed in Gainsight', goalFieldList(state.fields)), icon: 'conflict' };
    case 'failed':
      return { text: plainLabel(l10n.t('not saved: {0}', explainInOne(errorOf(state.error)))), icon: 'failed' };
    case 'inDoubt':
      return { text: doubtText(row), icon: 'failed' };
    case 'notPutBack': {
      const fields = Object.keys(state.lost).filter(isGoalField);
      return {
        text: l10n.t('saved; a colleague’s change was overwritten: {0}', goalFieldList(fields)),
        icon: 'conflict',
      };
    }
  }
};

/** A goal and a metric both have a name. */
const mismatchList = ({ state }: PlanRow, names: readonly string[]): string =>
  state.kind === 'addMetric'
    ? listText(metricFieldNames.filter((name) => names.includes(name)).map((name) => metricFieldLabel(name)))
    : goalFieldList(names.filter(isGoalField));

/** What was sent and what is held, a line for each field. */
const differenceTexts = ({ state }: PlanRow, { values = {} }: Done, names: KnownNames): readonly string[] => {
  const nameOf = (field: GoalField, id: string): string | undefined => nameOfId(field, id, names);
  return Object.entries(values).flatMap(([field, { meant, held }]) => {
    const value = { meant, held };
    if (state.kind === 'addMetric') {
      const name = metricFieldNames.find((each) => each === field);
      return name === undefined ? [] : plainLabel(mismatchText({ label: metricFieldLabel(name), ...value }));
    }
    return isGoalField(field) ? plainLabel(mismatchText(shownMismatch({ field, ...value }, nameOf))) : [];
  });
};

const isMade = ({ state }: PlanRow): boolean => state.kind === 'create';

const doubtText = ({ state }: PlanRow): string =>
  state.kind === 'create'
    ? l10n.t('may have been created: apply again to check')
    : l10n.t('may have been added: apply again to check');
