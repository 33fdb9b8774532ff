import * as l10n from '@vscode/l10n';
import { goalFieldNames, type GoalField } from '../../model/goalFields.ts';
import { checkGoal } from '../../model/goalRules.ts';
import type { Choice } from '../../webview/choice.ts';
import type { LoadStatus } from '../../webview/loadStatus.ts';
import type { Choices, FormState } from '../protocol.ts';
import { Combobox } from '../../webview/page/combobox.ts';
import { DescriptionControl, type Hint } from './description.ts';
import { el } from '../../webview/page/dom.ts';
import { Field } from '../../webview/page/field.ts';
import type { FormLink } from './formLink.ts';
import type { FormModel } from './formModel.ts';
import { choiceWords, type ChoiceField } from './choiceWords.ts';
import { dueHint } from './dueHint.ts';
import { goalProblemText, unreadableFieldText, unresolvedText } from './problemText.ts';
import { statusControl } from './statusControl.ts';
import { goalFieldLabel } from '../../words/fieldLabels.ts';
import { dateControl, textControl } from '../../webview/page/textControls.ts';

const idOf = (name: GoalField): string => `goal-${name}`;

/** The fields of a goal that a person edits, and when each shows what is wrong with it. */
export class GoalFieldGroup {
  readonly element: HTMLElement;
  readonly #link: FormLink;
  readonly #model: FormModel;
  readonly #fields: Readonly<Record<GoalField, Field>>;
  readonly #comboboxes: Readonly<Record<'CompanyId' | 'OwnerId' | 'TemplateId', Combobox>>;
  readonly #description: DescriptionControl;
  readonly #visited = new Set<GoalField>();

  /** @param redraw is called when a field can show more of the last state than it did */
  constructor(link: FormLink, model: FormModel, redraw: () => void) {
    this.#link = link;
    this.#model = model;
    this.#description = new DescriptionControl({
      id: idOf('Description'),
      edited: (value, markdown) => this.#edit('Description', value, markdown),
      ready: redraw,
    });
    this.#comboboxes = {
      CompanyId: this.#combobox('CompanyId', true),
      OwnerId: this.#combobox('OwnerId', true),
      TemplateId: this.#combobox('TemplateId', false),
    };
    this.#fields = this.#build();
    const shown: readonly GoalField[] = [
      'Name',
      'Status',
      'CompanyId',
      'OwnerId',
      'TargetDate',
      'TemplateId',
      'Description',
    ];
    this.element = el('div', { class: 'fields' }, ...shown.map((name) => this.#fields[name].element));
    for (const name of goalFieldNames) this.#fields[name].element.addEventListener('focusout', () => this.#visit(name));
  }

  #build(): Readonly<Record<GoalField, Field>> {
    const { CompanyId, OwnerId, TemplateId } = this.#comboboxes;
    const edited = (name: GoalField) => (value: string) => this.#edit(name, value);
    const options = (name: GoalField) => ({ id: idOf(name), label: goalFieldLabel(name) });
    const date = dateControl({
      id: idOf('TargetDate'),
      edited: edited('TargetDate'),
      incomplete: (isIncomplete) => this.#setUnresolved('TargetDate', isIncomplete ? 'incomplete' : ''),
    });
    const text = (name: GoalField) => ({ id: idOf(name), edited: edited(name) });
    return {
      Name: new Field({ ...options('Name'), control: textControl(text('Name')), isRequired: true, isWide: true }),
      CompanyId: new Field({ ...options('CompanyId'), control: CompanyId, isRequired: true }),
      Status: new Field({ ...options('Status'), control: statusControl(text('Status')), isWide: true, isGroup: true }),
      OwnerId: new Field({ ...options('OwnerId'), control: OwnerId }),
      TargetDate: new Field({ ...options('TargetDate'), control: date }),
      TemplateId: new Field({ ...options('TemplateId'), control: TemplateId }),
      Description: new Field({
        ...options('Description'),
        control: this.#description,
        isWide: true,
      }),
    };
  }

  #combobox(name: ChoiceField, takesIds: boolean): Combobox {
    return new Combobox({
      id: idOf(name),
      words: choiceWords(name),
      takesIds,
      picked: (id) => this.#edit(name, id),
      typed: (text) => this.#setUnresolved(name, text),
    });
  }

  /** Says of every field what is wrong with it, also of those that were not visited yet. */
  showAllProblems(): void {
    goalFieldNames.forEach((name) => this.#visited.add(name));
    this.#showProblems();
  }

  /** Makes values of what is half typed. */
  commit(): void {
    goalFieldNames.forEach((name) => this.#fields[name].control.commit?.());
  }

  setChoices({ companies, owners, goals }: Choices): void {
    this.#comboboxes.CompanyId.setChoices(companies, goals);
    this.#comboboxes.OwnerId.setChoices(owners, goals);
    this.show();
  }

  setTemplates(choices: readonly Choice[], list: LoadStatus): void {
    this.#comboboxes.TemplateId.setChoices(choices, list);
    const retry = { label: l10n.t('Try again'), run: () => this.#link.send({ type: 'retry', part: 'templates' }) };
    if (list.kind === 'failed')
      this.#fields.TemplateId.setHint(`${l10n.t('The templates could not be loaded.')} ${list.sentence}`, retry);
    else this.#fields.TemplateId.setHint(list.kind === 'loading' ? l10n.t('Loading templates…') : '');
  }

  #edit(name: GoalField, value: string, markdown?: string): void {
    const typed = markdown === undefined ? {} : { markdown };
    this.#model.edited(this.#link.edit({ type: 'edit', field: name, value, ...typed }), name, value, markdown);
    // What is missing in a new goal is said when the field is left, and all else as it is typed.
    if (value !== '' || this.#model.state?.isNew === false) this.#visited.add(name);
    this.#showProblems();
  }

  #setUnresolved(name: GoalField, text: string): void {
    if ((this.#model.state?.unresolved[name] ?? '') === text) return;
    this.#model.editedUnresolved(this.#link.edit({ type: 'unresolved', field: name, text }), name, text);
    this.#showProblems();
  }

  #visit(name: GoalField): void {
    const { state } = this.#model;
    const isEmptyNewField = state?.isNew === true && state.values[name] === '' && !state.unresolved[name];
    if (!isEmptyNewField) this.#visited.add(name);
    this.#showProblems();
  }

  /** Loads what the form can be looked at without. */
  loadRest(): void {
    this.#description.load();
  }

  /** Fields in which a person is ahead of the host are left as they are. */
  show(): void {
    const { state } = this.#model;
    if (state === undefined) return;
    for (const name of goalFieldNames) {
      const { control } = this.#fields[name];
      control.setDisabled(state.isBlank || (name === 'Description' && state.description.kind !== 'loaded'));
      if (this.#model.isAhead(name)) continue;
      if (name === 'Description') this.#description.setSource(state.source);
      control.show({ value: state.values[name], name: state.names[name], unresolved: state.unresolved[name] });
    }
    this.#showHints(state);
    this.#showProblems();
  }

  #showHints({ values, unreadable, description }: FormState): void {
    this.#fields.TargetDate.setHint(dueHint({ ...values, unreadable }, new Date()));
    const { text, act } = descriptionHint(description) ?? this.#description.hint;
    this.#fields.Description.setHint(text, act);
  }

  #showProblems(): void {
    const { state } = this.#model;
    if (state === undefined || state.isBlank) return;
    const problems = checkGoal(state.values, { Description: state.source.base });
    for (const name of goalFieldNames) {
      const isDue = state.showProblems || this.#visited.has(name);
      const unresolved = state.unresolved[name];
      const found = problems[name];
      const problem = unresolved ? unresolvedText(name, unresolved) : found && goalProblemText(found);
      // What the tenant refused is another value than what was typed since.
      const refusal = this.#model.isAhead(name) ? undefined : state.serverErrors[name];
      const unread = state.unreadable.includes(name) ? unreadableFieldText() : undefined;
      this.#fields[name].setProblem(unread ?? (isDue ? problem : undefined) ?? refusal);
    }
  }
}

const descriptionHint = (description: LoadStatus): Hint | undefined => {
  switch (description.kind) {
    case 'waiting':
      return { text: l10n.t('Not loaded.') };
    case 'loading':
      return { text: l10n.t('Loading…') };
    case 'failed':
      return { text: l10n.t('Could not be loaded.') };
    case 'loaded':
      return undefined;
    default:
      return description satisfies never;
  }
};
