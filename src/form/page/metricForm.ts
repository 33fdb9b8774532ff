import * as l10n from '@vscode/l10n';
import { checkMetric, metricFieldNames, type MetricField, type MetricFields } from '../../model/goalRules.ts';
import type { MetricState } from '../protocol.ts';
import { button, el, setAttributes, setText } from '../../webview/page/dom.ts';
import { Field } from '../../webview/page/field.ts';
import { metricFieldLabel } from '../../words/fieldLabels.ts';
import { plainNumber } from '../../words/plainNumber.ts';
import { metricProblemText } from './problemText.ts';
import { numberControl, textControl } from '../../webview/page/textControls.ts';

type MetricFormActions = {
  readonly edited: (field: MetricField, value: string) => void;
  readonly add: () => void;
  readonly cancel: () => void;
};

/** The row in which a metric is written. */
export class MetricForm {
  readonly element: HTMLElement;
  readonly #fields: Readonly<Record<MetricField, Field>>;
  readonly #visited = new Set<MetricField>();
  readonly #failure = el('p', { class: 'problem', 'aria-live': 'polite' });
  readonly #note = el('p', { class: 'hint', 'aria-live': 'polite' });
  readonly #units = el('datalist', { id: 'metric-units' });
  readonly #add: HTMLButtonElement;
  #entry: MetricFields = { Name: '', CurrentValue: '', TargetValue: '', Unit: '' };
  #unitsShown = '';
  #state: MetricState | undefined;

  constructor({ edited, add, cancel }: MetricFormActions) {
    const field = (name: MetricField): Field => this.#field(name, edited);
    this.#fields = {
      Name: field('Name'),
      CurrentValue: field('CurrentValue'),
      TargetValue: field('TargetValue'),
      Unit: field('Unit'),
    };
    this.#add = el('button', { type: 'submit', class: 'primary' }, l10n.t('Add Metric'));
    const buttons = el(
      'div',
      { class: 'buttons' },
      this.#add,
      button(l10n.t('Cancel'), { class: 'secondary' }, cancel),
    );
    const rows = el('div', { class: 'metric-fields' }, ...metricFieldNames.map((name) => this.#fields[name].element));
    const form = el(
      'form',
      { class: 'metric-form', 'aria-label': l10n.t('New metric') },
      rows,
      this.#failure,
      this.#note,
      buttons,
      this.#units,
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      for (const name of metricFieldNames) this.#fields[name].control.commit?.();
      add();
    });
    this.element = form;
  }

  #field(name: MetricField, edited: (field: MetricField, value: string) => void): Field {
    const isNumber = name === 'CurrentValue' || name === 'TargetValue';
    const options = {
      id: `metric-${name}`,
      edited: (value: string): void => {
        this.#entry = { ...this.#entry, [name]: isNumber ? plainNumber(value) : value };
        edited(name, value);
        // A sign or a point may be the beginning of a number.
        if (isNumber && !/^\s*[+-]?\.?$/.test(value)) this.#visited.add(name);
        this.#showProblems();
      },
    };
    const control = isNumber
      ? numberControl(options)
      : textControl({ ...options, ...(name === 'Unit' ? { list: 'metric-units' } : {}) });
    control.target.addEventListener('blur', () => {
      if (this.#entry[name] !== '') this.#visited.add(name);
      this.#showProblems();
    });
    const isRequired = name === 'Name' || name === 'TargetValue';
    return new Field({ id: `metric-${name}`, label: metricFieldLabel(name), control, isRequired });
  }

  show(state: MetricState, isOlder: (field: MetricField) => boolean): void {
    if (this.#state !== undefined && state.added !== this.#state.added) this.#visited.clear();
    this.#state = state;
    for (const name of metricFieldNames) {
      if (isOlder(name)) continue;
      this.#entry = { ...this.#entry, [name]: state.entry[name] };
      this.#fields[name].control.show({ value: state.entry[name] });
    }
    // Not disabled, which would drop the focus; the host adds one at a time.
    setAttributes(this.#add, { 'aria-disabled': state.isAdding ? 'true' : undefined });
    setText(this.#add, state.isAdding ? l10n.t('Adding…') : l10n.t('Add Metric'));
    setText(this.#failure, state.failure === undefined ? '' : `${state.failure.sentence} ${state.failure.advice}`);
    setText(this.#note, state.note ?? '');
    const units = state.units.join('\n');
    if (units !== this.#unitsShown)
      this.#units.replaceChildren(...state.units.map((unit) => el('option', { value: unit })));
    this.#unitsShown = units;
    this.#showProblems();
  }

  #showProblems(): void {
    const problems = checkMetric(this.#entry);
    for (const name of metricFieldNames) {
      const isDue = this.#state?.showProblems === true || this.#visited.has(name);
      const problem = isDue ? problems[name] : undefined;
      this.#fields[name].setProblem(this.#state?.serverErrors[name] ?? (problem && metricProblemText(problem)));
    }
  }

  focus(): void {
    this.#fields.Name.control.target.focus();
  }
}
