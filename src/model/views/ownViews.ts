import { isRecord, parseJson } from '../../json.ts';
import { everything, keptShown, readShown, shownOf, type Shown } from './shown.ts';

/** A view that a person saved: what it shows, under a name. */
export type OwnView = { readonly id: string; readonly name: string; readonly shown: Shown };

export const longestName = 100;

/** In the order of the list. What cannot be read is left out; the others are there. */
export const readViews = (value: unknown): readonly OwnView[] => {
  const views = Array.isArray(value) ? value.flatMap((each) => viewOf(each) ?? []) : [];
  return [...new Map(views.map((view) => [view.id, view])).values()];
};

const viewOf = (value: unknown): OwnView | undefined => {
  if (!isRecord(value)) return undefined;
  const { id, name, shown } = value;
  const read = isRecord(shown) ? shownOf(shown) : readShown(shown);
  if (read === undefined || typeof name !== 'string' || name.trim() === '') return undefined;
  return ownView(typeof id === 'string' && id !== '' ? id : newId(), name, read);
};

const newId = (): string => crypto.randomUUID();

const ownView = (id: string, name: string, { query, group, sort, isDown }: Shown): OwnView => ({
  id,
  name: name.trim().slice(0, longestName),
  shown: { query, group, sort, isDown },
});

/** What is kept: {@link readViews} reads the same from it. */
export const keptViews = (views: readonly OwnView[]): unknown =>
  views.map(({ id, name, shown }) => ({ id, name, shown: keptShown(shown) }));

export const added = (views: readonly OwnView[], name: string, shown: Shown): readonly OwnView[] => [
  ...views,
  ownView(newId(), name, shown),
];

/** With another name, or showing something else. Nothing where there is no such view. */
export const changed = (
  views: readonly OwnView[],
  id: string,
  { name, shown }: Partial<Pick<OwnView, 'name' | 'shown'>>,
): readonly OwnView[] =>
  views.map((view) => (view.id === id ? ownView(id, name ?? view.name, shown ?? view.shown) : view));

export const removed = (views: readonly OwnView[], id: string): readonly OwnView[] =>
  views.filter((view) => view.id !== id);

/** @param by how many places down; up where it is negative. It stays within the list. */
export const moved = (views: readonly OwnView[], id: string, by: number): readonly OwnView[] => {
  const from = views.findIndex((view) => view.id === id);
  const view = views[from];
  if (view === undefined) return views;
  const others = views.toSpliced(from, 1);
  return others.toSpliced(Math.min(others.length, Math.max(0, from + by)), 0, view);
};

/** As a text to pass on: JSON, a view a line. {@link importViews} reads it. */
export const exportViews = (views: readonly OwnView[]): string => {
  const lines = views.map(({ name, shown }) => `    ${JSON.stringify({ name, shown: parseJson(keptShown(shown)) })}`);
  return `{\n  "customerGoalsViews": [\n${lines.join(',\n')}\n  ]\n}\n`;
};

/** Undefined for a text that holds no views. What is there already by name and meaning is not added again. */
export const importViews = (
  text: string,
  known: readonly OwnView[],
): { readonly views: readonly OwnView[]; readonly added: number; readonly unreadable: number } | undefined => {
  const value = parseJson(text);
  const listed = isRecord(value) ? value['customerGoalsViews'] : undefined;
  if (!Array.isArray(listed)) return undefined;
  const read = listed.flatMap((each) => viewOf(each) ?? []);
  const meanings = new Set(known.map(meaningOf));
  const fresh = read.filter((view) => {
    const isNew = !meanings.has(meaningOf(view));
    meanings.add(meaningOf(view));
    return isNew;
  });
  // An id of a text from elsewhere may be that of another view here.
  const views = [...known, ...fresh.map((view) => ({ ...view, id: newId() }))];
  return { views, added: fresh.length, unreadable: listed.length - read.length };
};

const meaningOf = ({ name, shown }: OwnView): string => `${name}\n${keptShown({ ...everything, ...shown })}`;
