import { goalStatuses } from '../../api/schema.ts';
import { el } from '../../webview/page/dom.ts';
import { statusText } from '../../words/statusText.ts';
import type { Control } from '../../webview/page/field.ts';

type StatusOptions = { readonly id: string; readonly edited: (value: string) => void };

/** All statuses in sight, one of them chosen. One that the tenant's admin made up joins them when a goal has it. */
export const statusControl = ({ id, edited }: StatusOptions): Control => {
  const element = el('div', { class: 'segments' });
  const radios = new Map<string, HTMLInputElement>();
  const add = (status: string): void => {
    const radio = el('input', { type: 'radio', name: id, id: `${id}-${radios.size}`, value: status });
    radio.addEventListener('change', () => edited(status));
    radios.set(status, radio);
    element.append(el('label', { class: 'segment' }, radio, el('span', {}, statusText(status))));
  };
  goalStatuses.forEach((status) => add(status));
  const [first] = radios.values();
  return {
    element,
    target: first ?? element,
    show: ({ value }) => {
      if (value !== '' && !radios.has(value)) add(value);
      for (const [status, radio] of radios) radio.checked = status === value;
    },
    setDisabled: (isDisabled) => {
      for (const radio of radios.values()) radio.disabled = isDisabled;
    },
  };
};
