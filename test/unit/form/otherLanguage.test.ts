import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StepName } from '../../../src/editing/goalEdits.ts';
import { templateChoices } from '../../../src/form/goalChoices.ts';
import { goalTitle } from '../../../src/form/words/goalTitle.ts';
import { stepText } from '../../../src/form/words/stepText.ts';
import { lookingForGoal, lookingForMetric } from '../../../src/form/words/lookingText.ts';
import { refusedTexts } from '../../../src/form/words/refusedTexts.ts';
import { goalFieldNames } from '../../../src/model/goalFields.ts';
import { openLoaded, openWindow } from '../editing/openSession.ts';
import { hasEnglish, speakEnglish, speakOtherLanguage } from '../words/otherLanguage.ts';

beforeAll(speakOtherLanguage);
afterAll(speakEnglish);

type Loaded = Awaited<ReturnType<typeof openLoaded>>;

const ways: readonly (readonly [string, (form: Loaded) => Promise<unknown>])[] = [
  ['saved', async () => undefined],
  ['a draft', async ({ session }) => session.edit('Status', 'Achieved')],
  [
    'not saved for its fields',
    async ({ session, saver }) => {
      session.edit('Name', '');
      session.edit('CompanyId', '');
      await saver.save();
    },
  ],
  [
    'in conflict',
    async ({ session, saver, window, goal }) => {
      session.edit('Status', 'Achieved');
      session.edit('TargetDate', '');
      await window.changeElsewhere(goal, { Status: 'Missed', TargetDate: '2031-02-03' });
      await saver.save();
    },
  ],
  [
    'saved with changes by others',
    async ({ session, saver, window, goal }) => {
      session.edit('Status', 'Achieved');
      await window.changeElsewhere(goal, { TargetDate: '2031-02-03' });
      await saver.save();
    },
  ],
  ['saved but for a metric', async ({ session }) => session.metric.edit('Unit', 'Да')],
  [
    'offline',
    async ({ session, window }) => {
      session.edit('Status', 'Achieved');
      window.connectTo(undefined);
      session.follow();
    },
  ],
];

describe('the host has no word that is not translated', () => {
  it.each(ways)('of a goal that is %s', async (_, act) => {
    const form = await openLoaded();
    await act(form);
    const { line, notice } = form.state();
    expect([line, notice].filter((part) => hasWords(part))).toEqual([]);
  });

  it('of a new goal', async () => {
    const { session, line } = (await openWindow()).openNew();
    expect([line(), goalTitle(session)].filter((text) => hasEnglish(text))).toEqual([]);
  });

  it('of steps, looking, refusals and templates', () => {
    const steps: readonly StepName[] = ['editGoal', 'restoreDraft', 'discardDraft', 'putBack', 'takeTheirs'];
    const looking = { looks: 1, nextInMs: 1000, leftMs: 60_000 };
    const texts = [
      ...[...goalFieldNames, ...steps].map((step) => stepText(step)),
      lookingForGoal('Да', looking),
      lookingForMetric(looking),
      ...Object.values(refusedTexts({ Name: 'Нет' })),
      ...templateChoices([{ id: '1', name: 'Да', isActive: false }], '1').map(({ detail }) => detail ?? ''),
      ...templateChoices([{ id: '1', name: 'Да', category: 'Да', isActive: false }], '1').map(
        ({ detail = '' }) => detail,
      ),
    ];
    expect(texts.filter((text) => hasEnglish(text))).toEqual([]);
  });
});

/** In what is shown: keys and kinds are for the page. */
const hasWords = (part: unknown, key = ''): boolean => {
  if (typeof part === 'string') return !codes.has(key) && hasEnglish(part);
  if (typeof part !== 'object' || part === null) return false;
  return Object.entries(part).some(([name, value]) => hasWords(value, Array.isArray(part) ? key : name));
};

const codes: ReadonlySet<string> = new Set(['kind', 'field', 'action', 'choice']);
