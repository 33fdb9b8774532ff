import * as l10n from '@vscode/l10n';
import { ownerBars } from '../../pictures/ownerBars.ts';
import { statusBars } from '../../pictures/statusBars.ts';
import type { Bar } from '../../pictures/stackedBars.ts';
import type { Tone } from '../../pictures/tones.ts';
import { listText } from '../../words/lists.ts';
import { numberText } from '../../words/numbers.ts';
import { phrase } from '../../words/phrase.ts';
import type { Bars, OverviewBar } from '../protocol.ts';
import { goalsText, toneName } from './pageWords.ts';
import type { SectionContent } from './pictureSection.ts';

const statuses = ['achieved', 'inProgress', 'notStarted', 'missed', 'other'] as const;
const loads = ['overdue', 'open'] as const;

const countOf = (bar: OverviewBar, tone: Tone): number => bar.parts.find((part) => part.tone === tone)?.count ?? 0;
const totalOf = ({ parts }: OverviewBar): number => parts.reduce((sum, { count }) => sum + count, 0);

/** `Northwind: 3 Achieved, 4 In Progress; 1 overdue`. */
const labelOf = (name: string, bar: OverviewBar, tones: readonly Tone[]): string => {
  const counts = tones.flatMap((tone) => {
    const count = countOf(bar, tone);
    return count === 0 ? [] : [l10n.t('{0}: {1}', toneName(tone), numberText(count))];
  });
  return l10n.t('{0} ({1})', name, listText(counts));
};

const kindsIn = (bars: readonly OverviewBar[], tones: readonly Tone[]) =>
  tones.filter((tone) => bars.some((bar) => countOf(bar, tone) > 0)).map((tone) => ({ tone, name: toneName(tone) }));

const barOf = (bar: OverviewBar, name: string, note: string, tones: readonly Tone[]): Bar => ({
  name,
  note,
  label: labelOf(name, bar, tones),
  target: `query ${bar.term}`,
  parts: bar.parts,
});

export const companySection = (title: string, companies: Bars): SectionContent => {
  const { bars, moreBars, moreGoals } = companies;
  const kinds = kindsIn(bars, statuses);
  const drawn = bars.map((bar) => {
    const note = l10n.t('{0} of {1} achieved', numberText(countOf(bar, 'achieved')), numberText(totalOf(bar)));
    return barOf(bar, bar.name, overdueNote(note, bar.overdue), statuses);
  });
  return {
    key: JSON.stringify(companies),
    draw: (width) => statusBars({ width, title, id: 'companies-picture', bars: drawn, kinds }),
    table: {
      caption: title,
      head: [l10n.t('Company'), ...kinds.map(({ name }) => name), l10n.t('Overdue'), l10n.t('Goals')],
      rows: bars.map((bar) => ({
        cells: [
          bar.name,
          ...kinds.map(({ tone }) => numberText(countOf(bar, tone))),
          numberText(bar.overdue),
          numberText(totalOf(bar)),
        ],
        target: `query ${bar.term}`,
      })),
      left: '',
    },
    notes:
      moreBars === 0
        ? []
        : [
            phrase(
              l10n.t(
                '{0, plural, one {Not shown: # other company, with {1}.} other {Not shown: # other companies, with {1}.}}',
              ),
              moreBars,
              goalsText(moreGoals),
            ),
          ],
  };
};

const overdueNote = (note: string, overdue: number): string =>
  overdue === 0
    ? note
    : l10n.t('{0} · {1}', note, phrase(l10n.t('{0, plural, one {# overdue} other {# overdue}}'), overdue));

const nameOf = ({ name }: OverviewBar): string => (name === '' ? l10n.t('No owner') : name);

export const ownerSection = (title: string, owners: Bars): SectionContent => {
  const { bars, moreBars, moreGoals } = owners;
  const drawn = bars.map((bar) => barOf(bar, nameOf(bar), overdueNote(numberText(totalOf(bar)), bar.overdue), loads));
  return {
    key: JSON.stringify(owners),
    ...(bars.length === 0
      ? {}
      : {
          draw: (width: number) =>
            ownerBars({ width, title, id: 'owners-picture', bars: drawn, kinds: kindsIn(bars, loads) }),
          table: {
            caption: title,
            head: [l10n.t('Owner'), l10n.t('Overdue'), l10n.t('Open goals')],
            rows: bars.map((bar) => ({
              cells: [nameOf(bar), numberText(bar.overdue), numberText(totalOf(bar))],
              target: `query ${bar.term}`,
            })),
            left: '',
          },
        }),
    notes:
      bars.length === 0
        ? [l10n.t('No goals are open.')]
        : moreBars === 0
          ? []
          : [
              phrase(
                l10n.t(
                  '{0, plural, one {Not shown: # other owner, with {1}.} other {Not shown: # other owners, with {1}.}}',
                ),
                moreBars,
                goalsText(moreGoals),
              ),
            ],
  };
};
