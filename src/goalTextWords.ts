import * as l10n from '@vscode/l10n';
import type { TextProblem } from './goalText/textProblem.ts';
import { goalFieldLabel, metricFieldLabel } from './words/fieldLabels.ts';
import { choiceText, listText } from './words/lists.ts';
import { phrase } from './words/phrase.ts';
import { tenantLabel } from './words/tenantLabel.ts';

/** What is wrong at one place of a goals text, in a sentence or two. */
export const goalTextProblem = (problem: TextProblem): string => {
  const { code } = problem;
  if (isOfYaml(code)) return yamlText(problem, code);
  if (isOfPlaybook(code)) return playbookText(problem, code);
  return tenantText(problem, code);
};

const yamlCodes = [
  'tooLarge',
  'tooDeep',
  'tabs',
  'invisible',
  'badIndent',
  'notClosed',
  'badYaml',
  'manyDocuments',
  'alias',
  'anchor',
  'tag',
  'directive',
  'mergeKey',
  'keyTwice',
  'noGoals',
  'notMap',
  'notList',
  'notText',
  'notOneLine',
  'unknownField',
] as const;
const playbookCodes = ['badRelativeDate', 'idInPlaybook', 'unknownVariable'] as const;

type Code = TextProblem['code'];
type YamlCode = (typeof yamlCodes)[number];
type PlaybookCode = (typeof playbookCodes)[number];

const isOfYaml = (code: Code): code is YamlCode => yamlCodes.some((each) => each === code);
const isOfPlaybook = (code: Code): code is PlaybookCode => playbookCodes.some((each) => each === code);

const yamlText = ({ key = '', value = '', nearest, choices = [], limit = 0 }: TextProblem, code: YamlCode): string => {
  switch (code) {
    case 'tooLarge':
      return phrase(l10n.t('This text is longer than {0} characters.'), limit);
    case 'tooDeep':
      return l10n.t('Lists are nested too deeply here.');
    case 'tabs':
      return l10n.t('Indent with spaces. YAML does not allow tabs here.');
    case 'invisible':
      return l10n.t('There is an invisible character here. Delete it.');
    case 'badIndent':
      return l10n.t('This line is indented differently from the lines that it belongs to.');
    case 'notClosed':
      return l10n.t('The “{0}” here is not closed.', value);
    case 'badYaml':
      return l10n.t('This is not valid YAML. Put text with special characters in quotation marks.');
    case 'manyDocuments':
      return l10n.t('There can only be one document in a file. Remove this line.');
    case 'alias':
    case 'anchor':
    case 'mergeKey':
      return l10n.t(
        'Anchors, aliases, and merge keys are not supported. Write the value out, or put it in quotation marks.',
      );
    case 'tag':
      return l10n.t('Tags are not supported. To keep the exclamation mark, put the value in quotation marks.');
    case 'directive':
      return l10n.t('Directives are not supported. Remove this line.');
    case 'keyTwice':
      return l10n.t('“{0}” is already set above.', key);
    case 'noGoals':
      return l10n.t('The text needs a list named “{0}”.', 'goals');
    case 'notMap':
      return key === ''
        ? l10n.t('The text needs a list named “{0}”.', 'goals')
        : l10n.t('Each entry of “{0}” needs fields, such as “{1}”.', key, 'name: …');
    case 'notList':
      return l10n.t('“{0}” must be a list: each entry is a line that starts with “- ”.', key);
    case 'notText':
      return l10n.t('“{0}” must be text, not a list.', key);
    case 'notOneLine':
      return l10n.t('“{0}” must be one line of text.', key);
    case 'unknownField':
      return nearest === undefined
        ? l10n.t('“{0}” is not a field here. Use {1}.', value, choiceText(choices))
        : l10n.t('“{0}” is not a field here. Did you mean “{1}”?', value, nearest);
  }
};

const playbookText = ({ value = '', nearest, choices = [] }: TextProblem, code: PlaybookCode): string => {
  switch (code) {
    case 'badRelativeDate':
      return l10n.t(
        '“{0}” is not a date. In a playbook with “{1}”, use YYYY-MM-DD or a date such as “{2}” or “{3}”.',
        value,
        'variables:',
        'start + 30d',
        'start + 2 weeks',
      );
    case 'idInPlaybook':
      return l10n.t('A playbook only creates new goals. Remove the ID.');
    case 'unknownVariable':
      return nearest === undefined
        ? l10n.t('“{0}” is not a variable. Use {1}.', value, choiceText(choices))
        : l10n.t('“{0}” is not a variable. Did you mean “{1}”?', value, nearest);
  }
};

const tenantText = (problem: TextProblem, code: Exclude<Code, YamlCode | PlaybookCode>): string => {
  const { key = '', value = '', nearest = '', choices = [], limit = 0 } = problem;
  switch (code) {
    case 'missing':
      return l10n.t('{0} is required.', labelOf(key));
    case 'tooLong':
      return phrase(l10n.t('{0} is longer than {1} characters.'), labelOf(key), limit);
    case 'badDate':
      return l10n.t('“{0}” is not a date. Use YYYY-MM-DD.', value);
    case 'badNumber':
      return l10n.t('“{0}” is not a number.', value);
    case 'unknownName':
      return unknownText(key, value, nearest);
    case 'namesakes':
      return l10n.t('Several are named “{0}”. Use an ID instead: {1}.', value, listText(choices));
    case 'unknownGoal':
      return l10n.t('No goal with the ID “{0}” was found.', value);
    case 'notLoaded':
      return l10n.t('The goal with the ID “{0}” has not been loaded. Refresh, and try again.', value);
    case 'sameId':
      return phrase(l10n.t('Line {0} has the same ID. To create a new goal from this entry, remove its ID.'), limit);
    case 'idGone':
      return l10n.t(
        'The ID of “{0}” was removed. Put “{1}” back. For a different goal, change the name.',
        nearest,
        `id: ${value}`,
      );
    case 'perhapsMade':
      return l10n.t(
        'The goal “{0}” was created from this text, but its ID is missing. If this entry is that goal, add “{1}” to it. If not, add an entry with only this ID.',
        nearest,
        `id: ${value}`,
      );
    case 'noTenant':
      return nearest === ''
        ? l10n.t('This text has IDs, but does not say which tenant they are from. Add “{0}”.', 'tenant: …')
        : l10n.t('This text has IDs, but does not say which tenant they are from. Add “{0}”.', `tenant: ${nearest}`);
    case 'otherTenant':
      return l10n.t(
        'This text is for the tenant {0}. It changes nothing in {1}.',
        tenantLabel(value),
        tenantLabel(nearest),
      );
    case 'changedSince':
      return l10n.t('The goal has changed since this version. Open it as text again, and make your changes there.');
    case 'noVersion':
      return l10n.t(
        'Without “{0}” it is not known which version of the goal this is. Open the goal as text, and make your changes there.',
        'modified',
      );
    case 'notReadExactly':
      return l10n.t('This description cannot be edited as text. Remove it here to leave it as it is.');
    case 'descriptionUnseen':
      return l10n.t(
        'The goal has a description that is not shown here. Open the goal as text with descriptions to change it.',
      );
    case 'metricChanged':
      return l10n.t('Metrics can be added here but not edited.');
    case 'metricThere':
      return l10n.t('The goal already has a metric named “{0}”. Metrics can be added here but not edited.', value);
    case 'unknownMetric':
      return l10n.t('The goal has no metric with this ID. To add a metric, remove the ID.');
  }
};

const unknownText = (key: string, value: string, nearest: string): string => {
  if (nearest !== '') return l10n.t('{0}: no match for “{1}”. Did you mean “{2}”?', labelOf(key), value, nearest);
  return key === 'status' || key === 'template'
    ? l10n.t('{0}: no match for “{1}”.', labelOf(key), value)
    : l10n.t('{0}: no match for “{1}” among the goals of this tenant.', labelOf(key), value);
};

const labelOf = (key: string): string => {
  switch (key) {
    case 'company':
      return goalFieldLabel('CompanyId');
    case 'owner':
      return goalFieldLabel('OwnerId');
    case 'status':
      return goalFieldLabel('Status');
    case 'targetDate':
      return goalFieldLabel('TargetDate');
    case 'template':
      return goalFieldLabel('TemplateId');
    case 'description':
      return goalFieldLabel('Description');
    case 'metric.name':
      return metricFieldLabel('Name');
    case 'metric.target':
      return metricFieldLabel('TargetValue');
    default:
      return goalFieldLabel('Name');
  }
};
