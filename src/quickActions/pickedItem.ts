import { plainLabel } from '../model/plainLabel.ts';

/** What a person chose for a field: what is sent, and how it reads. `id` is '' for none. */
export type Picked = { readonly id: string; readonly name: string };

export type PickedItem = Picked & { readonly label: string; readonly description: string };

/** @param detail what tells it from others of its name */
export const pickedItem = (id: string, name: string, detail = id): PickedItem => ({
  label: plainLabel(name),
  description: plainLabel(detail),
  id,
  name,
});
