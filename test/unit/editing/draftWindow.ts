// A window of its own process: opens a goal, then types into it at the moment that it is told.
import { noFields } from '../../../src/model/goalFields.ts';
import { Drafts } from '../../../src/editing/drafts.ts';
import { OpenDraft } from '../../../src/editing/openDraft.ts';

type Told =
  | { readonly type: 'open'; readonly folder: string; readonly id: string }
  | { readonly type: 'type'; readonly texts: readonly string[]; readonly at: number };

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const forms: OpenDraft[] = [];

process.on('message', (told: Told) => {
  if (told.type === 'open')
    forms.push(new OpenDraft(new Drafts(told.folder, () => {}), { tenant: 'acme', id: told.id }, silent));
  else type(told.texts, told.at);
  process.send?.(forms.some(({ error }) => error !== undefined) ? 'refused' : 'done');
});

const type = (texts: readonly string[], at: number): void => {
  while (Date.now() < at);
  for (const text of texts)
    forms.at(-1)?.keep({ base: noFields, mine: { ...noFields, Name: text }, at: '2031-01-01T00:00:00Z' });
};
