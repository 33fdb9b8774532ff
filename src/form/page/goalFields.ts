import { goalFieldLabels, goalFieldNames, type GoalField, type GoalFields } from '../../model/goalFields.ts';
import { checkGoal } from '../../model/goalRules.ts';
import { dueText } from '../../model/dueDate.ts';
import type { Choice } from '../../webview/choice.ts';
import type { LoadStatus } from '../../webview/loadStatus.ts';
import type { Choices, FormState } from '../protocol.ts';
import { Combobox } from '../../webview/page/combobox.ts';
import { DescriptionControl, type Hint } from './description.ts';
import { el } from '../../webview/page/dom.ts';
import { Field } from '../../webview/page/field.ts';
import type { FormLink } from './formLink.ts';
import { statusControl } from './statusControl.ts';
import { dateControl, textControl } from '../../webview/page/textControls.ts';

const idOf = (name: GoalField): string => `goal-${name}`;

/** The fields of a goal that a person edits, and when each shows what is wrong with it. */
export class GoalFieldGroup {
  readonly element: HTMLElement;
  readonly #link: FormLink;
  readonly #fields: Readonly<Record<GoalField, Field>>;
  readonly #comboboxes: Readonly<Record<'CompanyId' | 'OwnerId' | 'TemplateId', Combobox>>;
  readonly #description: DescriptionControl;
  readonly #visited = new Set<GoalField>();
  /** The number of the last edit of each field: what the host says before it knows of that one is old. */
  readonly #editedAt = new Map<GoalField, number>();
  #state: FormState | undefined;
  #values: GoalFields | undefined;
  #unresolved: FormState['unresolved'] = {};

  /** @param redraw is called when a field can show more of the last state than it did */
  constructor(link: FormLink, redraw: () => void) {
    this.#link = link;
    this.#description = new DescriptionControl({
      id: idOf('Description'),
      edited: (value, markdown) => this.#edit('Description', value, markdown),
      ready: redraw,
    });
    this.#comboboxes = {
      CompanyId: this.#combobox('CompanyId', 'companies', 'Type to find a company', true),
      OwnerId: this.#combobox('OwnerId', 'owners', 'No owner', true),
      TemplateId: this.#combobox('TemplateId', 'templates', 'No template', false),
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
    const options = (name: GoalField) => ({ id: idOf(name), label: goalFieldLabels[name] });
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

  #combobox(name: GoalField, noun: string, placeholder: string, takesIds: boolean): Combobox {
    return new Combobox({
      id: idOf(name),
      label: goalFieldLabels[name],
      noun,
      placeholder,
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

  /** Decides what stands half typed. */
  settle(): void {
    goalFieldNames.forEach((name) => this.#fields[name].control.settle?.());
  }

  setChoices({ companies, owners, goals }: Choices): void {
    this.#comboboxes.CompanyId.setChoices(companies, goals);
    this.#comboboxes.OwnerId.setChoices(owners, goals);
    if (this.#state !== undefined) this.show(this.#state);
  }

  setTemplates(choices: readonly Choice[], list: LoadStatus): void {
    this.#comboboxes.TemplateId.setChoices(choices, list);
    const retry = { label: 'Try again', run: () => this.#link.send({ type: 'retry', part: 'templates' }) };
    if (list.kind === 'failed') this.#fields.TemplateId.setHint(`The templates are missing. ${list.sentence}`, retry);
    else this.#fields.TemplateId.setHint(list.kind === 'loading' ? 'Loading templates…' : '');
  }

  #edit(name: GoalField, value: string, markdown?: string): void {
    const typed = markdown === undefined ? {} : { markdown };
    this.#editedAt.set(name, this.#link.edit({ type: 'edit', field: name, value, ...typed }));
    if (this.#values !== undefined) this.#values = { ...this.#values, [name]: value };
    this.#unresolved = { ...this.#unresolved, [name]: '' };
    // What is missing in a new goal is said when the field is left, and all else as it is typed.
    if (value !== '' || this.#state?.isNew === false) this.#visited.add(name);
    this.#showProblems();
  }

  #setUnresolved(name: GoalField, text: string): void {
    if ((this.#unresolved[name] ?? '') === text) return;
    this.#editedAt.set(name, this.#link.edit({ type: 'unresolved', field: name, text }));
    this.#unresolved = { ...this.#unresolved, [name]: text };
    this.#showProblems();
  }

  #visit(name: GoalField): void {
    const isEmptyNewField = this.#state?.isNew === true && this.#values?.[name] === '' && !this.#unresolved[name];
    if (!isEmptyNewField) this.#visited.add(name);
    this.#showProblems();
  }

  show(state: FormState): void {
    this.#state = state;
    const isOlder = (name: GoalField): boolean => (this.#editedAt.get(name) ?? 0) > state.seq;
    const mine = this.#values ?? state.values;
    this.#values = {
      ...state.values,
      ...Object.fromEntries(goalFieldNames.filter((name) => isOlder(name)).map((name) => [name, mine[name]])),
    };
    for (const name of goalFieldNames) {
      const { control } = this.#fields[name];
      control.setDisabled(state.isBlank || (name === 'Description' && state.description.kind !== 'loaded'));
      if (isOlder(name)) continue;
      if (name === 'Description') this.#description.setSource(state.source);
      this.#unresolved = { ...this.#unresolved, [name]: state.unresolved[name] };
      control.show({ value: state.values[name], name: state.names[name], unresolved: state.unresolved[name] });
    }
    this.#showHints(state);
    this.#showProblems();
  }

  #showHints({ values, description }: FormState): void {
    this.#fields.TargetDate.setHint(dueText(values, new Date()) ?? '');
    const { text, act } = descriptionHint(description) ?? this.#description.hint;
    this.#fields.Description.setHint(text, act);
  }

  #showProblems(): void {
    if (this.#state === undefined || this.#values === undefined || this.#state.isBlank) return;
    const problems = checkGoal(this.#values, { Description: this.#state.source.base });
    for (const name of goalFieldNames) {
      const isDue = this.#state.showProblems || this.#visited.has(name);
      const unresolved = this.#unresolved[name];
      const problem = unresolved ? looseProblem(name, unresolved) : problems[name];
      this.#fields[name].setProblem((isDue ? problem : undefined) ?? this.#refusal(name));
    }
  }

  #refusal(name: GoalField): string | undefined {
    return this.#values?.[name] === this.#state?.values[name] ? this.#state?.serverErrors[name] : undefined;
  }
}

const looseProblem = (name: GoalField, text: string): string =>
  name === 'TargetDate'
    ? 'Complete the date, or clear it.'
    : `“${text}” is not among the names. Pick one from the list.`;

const descriptionHint = (description: LoadStatus): Hint | undefined => {
  switch (description.kind) {
    case 'waiting':
      return { text: 'Not loaded.' };
    case 'loading':
      return { text: 'Loading…' };
    case 'failed':
      return { text: 'Could not be loaded.' };
    case 'loaded':
      return undefined;
    default:
      return description satisfies never;
  }
};
