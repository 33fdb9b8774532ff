import { pseudo, withLatin } from '../workbench/pseudoLanguage.ts';
import { startRelay, type Relay } from './relay.ts';

const named = new Set(['Name', 'CompanyName', 'OwnerName', 'Unit', 'Description', 'name', 'category', 'description']);

/** Every text of these fields, wherever it stands. */
const mapNames = (value: unknown, map: (text: string) => string): unknown => {
  if (Array.isArray(value)) return value.map((each) => mapNames(each, map));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      named.has(key) && typeof each === 'string' ? map(each) : mapNames(each, map),
    ]),
  );
};

const inBody =
  (map: (text: string) => string) =>
  (body: string): string => {
    try {
      return JSON.stringify(mapNames(JSON.parse(body), map));
    } catch {
      return body;
    }
  };

/** A tenant whose names and texts have no letter of ours. */
export const startForeignTenant = (origin: string): Promise<Relay> =>
  startRelay(() => origin, { there: inBody(withLatin), back: inBody(pseudo) });
