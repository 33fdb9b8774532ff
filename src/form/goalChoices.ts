import * as l10n from '@vscode/l10n';
import type { GoalTemplate } from '../api/schema.ts';
import type { GoalStore } from '../model/goalStore.ts';
import type { Choice } from '../webview/choice.ts';

/**
 * What the form's comboboxes offer. Computed once for all forms, and again when the store has changed; the same list where it says
 * the same, so that who has it need not be told.
 */
export class GoalChoices {
  readonly #store: Pick<GoalStore, 'companies' | 'company' | 'owners'>;
  #companies: readonly Choice[] = [];
  #owners: readonly Choice[] = [];
  #areCompaniesDue = true;
  #areOwnersDue = true;
  #ownerNames: ReadonlyMap<string, string> | undefined;

  constructor(store: Pick<GoalStore, 'companies' | 'company' | 'owners'>) {
    this.#store = store;
  }

  forget(): void {
    this.#areCompaniesDue = true;
    this.#areOwnersDue = true;
    this.#ownerNames = undefined;
  }

  get companies(): readonly Choice[] {
    if (this.#areCompaniesDue) {
      const now = this.#store.companies().map(({ Gsid, name }) => ({ id: Gsid, name }));
      this.#companies = unlessSame(this.#companies, tellApart(now));
    }
    this.#areCompaniesDue = false;
    return this.#companies;
  }

  get owners(): readonly Choice[] {
    if (this.#areOwnersDue) {
      const now = this.#store.owners().map(({ id, name }) => ({ id, name }));
      this.#owners = unlessSame(this.#owners, tellApart(now));
    }
    this.#areOwnersDue = false;
    return this.#owners;
  }

  companyName(id: string): string | undefined {
    return this.#store.company(id)?.name;
  }

  ownerName(id: string): string | undefined {
    this.#ownerNames ??= new Map(this.owners.map((owner) => [owner.id, owner.name]));
    return this.#ownerNames.get(id);
  }
}

/** A goal keeps a template that has been retired; a new choice of it is not offered. */
export const templateChoices = (templates: readonly GoalTemplate[], currentId: string): readonly Choice[] =>
  tellApart(
    templates
      .filter(({ id, isActive }) => isActive || id === currentId)
      .map(({ id, name, category, isActive }) => {
        const detail = isActive ? category : retiredText(category);
        return { id, name, ...(detail === undefined ? {} : { detail }) };
      }),
  );

const retiredText = (category: string | undefined): string =>
  category === undefined ? l10n.t('no longer available') : l10n.t('{0}, no longer available', category);

/** A name as it looks: spaces of any kind and number are one, and characters without width are left out. */
const shownName = (name: string): string =>
  name
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/g, ' ')
    .trim();

/** Namesakes get their id as detail: which one is meant is a person's choice. */
const tellApart = (choices: readonly Choice[]): readonly Choice[] => {
  const counts = new Map<string, number>();
  for (const { name } of choices) counts.set(shownName(name), (counts.get(shownName(name)) ?? 0) + 1);
  return choices.map((choice) =>
    (counts.get(shownName(choice.name)) ?? 0) > 1
      ? { ...choice, detail: [choice.detail, choice.id].filter((part) => part !== undefined).join(', ') }
      : choice,
  );
};

const unlessSame = (before: readonly Choice[], now: readonly Choice[]): readonly Choice[] => {
  const isSame = ({ id, name, detail }: Choice, index: number): boolean => {
    const other = before[index];
    return other?.id === id && other.name === name && other.detail === detail;
  };
  return before.length === now.length && now.every((choice, index) => isSame(choice, index)) ? before : now;
};
