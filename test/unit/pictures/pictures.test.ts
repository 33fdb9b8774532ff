import { array, assert, double, integer, nat, oneof, property, record, string } from 'fast-check';
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import type { Drawing } from '../../../src/pictures/drawing.ts';
import { ownerBars } from '../../../src/pictures/ownerBars.ts';
import { cellsAcross, progressChart } from '../../../src/pictures/progressChart.ts';
import { sparkline } from '../../../src/pictures/sparkline.ts';
import { statusBars } from '../../../src/pictures/statusBars.ts';
import { svgText } from '../../../src/pictures/svgText.ts';
import { timeLine, type DayCounts, type DueGoal } from '../../../src/pictures/timeLine.ts';

const frame = { width: 600, title: 'What it shows', id: 'p' };
const kinds = [
  { tone: 'achieved', name: 'Achieved' },
  { tone: 'inProgress', name: 'In Progress' },
] as const;

const bar = (name: string, achieved: number, inProgress: number, target?: string) => ({
  name,
  label: name,
  note: `${achieved} of ${achieved + inProgress}`,
  target,
  parts: [{ tone: 'achieved', count: achieved } as const, { tone: 'inProgress', count: inProgress } as const],
});

const dueKinds = [
  { tone: 'overdue', name: 'Overdue' },
  { tone: 'open', name: 'Open' },
  { tone: 'closed', name: 'Closed' },
] as const;

const today = 20_785;
const line = (days: readonly DayCounts[], goals?: readonly DueGoal[], width = 600): Drawing =>
  timeLine({
    ...frame,
    width,
    today,
    days,
    goals,
    kinds: dueKinds,
    words: { today: 'Today', tick: (day, unit) => `${unit} ${day}`, count: String },
    column: ({ overdue, open, closed }, from, to) => ({
      label: `${overdue + open + closed} from ${from} to ${to}`,
      target: 'days',
    }),
  });

const due = (...days: readonly number[]): readonly DueGoal[] =>
  days.map((day, at) => ({ day, tone: 'open', label: `Goal ${at}`, target: `g${at}` }));
const openOn = (day: number, open = 1): DayCounts => ({ day, overdue: 0, open, closed: 0 });

const pace = (goals: readonly [passed: number, progress: number][], width = 600): Drawing =>
  progressChart({
    ...frame,
    width,
    goals: goals.map(([passed, progress], at) => ({
      passed,
      progress,
      isBehind: progress < passed,
      label: `${passed} ${progress}`,
      target: `g${at}`,
    })),
    cells: [],
    words: {
      percent: (percent) => `${percent}%`,
      passed: 'Time passed',
      progress: 'Progress',
      behind: 'Behind',
      onTrack: 'On track',
    },
  });

const parser = new new JSDOM().window.DOMParser();
const parsed = (drawing: Drawing): Element => parser.parseFromString(svgText(drawing), 'image/svg+xml').documentElement;

const marksIn = (drawing: Drawing): readonly Element[] => [...parsed(drawing).querySelectorAll('g.mark')];
const labelsIn = (drawing: Drawing): readonly (string | undefined)[] =>
  marksIn(drawing).map((each) => each.querySelector('title')?.textContent ?? undefined);

/** The numbers of every place and length. */
const placesIn = ({ attributes, children }: Drawing): readonly (readonly [string, string])[] => [
  ...Object.entries(attributes).filter(([name]) => /^([xy][12]?|width|height|d|transform)$/.test(name)),
  ...children.flatMap((child) => (typeof child === 'string' ? [] : placesIn(child))),
];
const areSound = (drawing: Drawing): boolean =>
  placesIn(drawing).length > 0 &&
  placesIn(drawing).every(
    ([name, value]) => !/NaN|Infinity|undefined/.test(value) && !(/^(width|height)$/.test(name) && Number(value) < 0),
  );

describe('bars', () => {
  it.each([
    ['no company', []],
    ['one', [bar('Northwind', 3, 4)]],
    ['one without goals', [bar('Contoso', 0, 0)]],
    ['all the same', [bar('A', 2, 2), bar('B', 2, 2)]],
    ['one far larger', [bar('A', 90_000, 10_000), bar('B', 1, 0)]],
  ])('are sound for %s', (_, bars) => {
    for (const width of [0, 1, 300, 600, 1600])
      for (const drawn of [statusBars({ ...frame, width, bars, kinds }), ownerBars({ ...frame, width, bars, kinds })]) {
        expect(areSound(drawn)).toBe(true);
        expect(labelsIn(drawn)).toEqual(bars.map(({ label }) => label));
      }
  });

  const toneWidths = (drawing: Drawing): readonly number[] =>
    [...parsed(drawing).querySelectorAll('g.mark rect.tone')].map((each) => Number(each.getAttribute('width')) + 1);

  it('have shares as lengths for companies, and counts for owners', () => {
    const bars = [bar('A', 10, 10), bar('B', 1, 1)];
    const [a = 0, , b = 0] = toneWidths(statusBars({ ...frame, bars, kinds }));
    expect(b).toBe(a);
    const [c = 0, , d = 0] = toneWidths(ownerBars({ ...frame, bars, kinds }));
    expect(d).toBeCloseTo(c / 10, 0);
  });

  it('have names above them in narrow pictures, each as long as its own note leaves room for', () => {
    const name = 'Twenty signs of text';
    const long = { ...bar(name, 2, 1), note: 'a note that is longer than most others' };
    const drawn = parsed(statusBars({ ...frame, width: 300, bars: [bar(name, 1, 1), long], kinds }));
    expect([...drawn.querySelectorAll('text')].filter((each) => each.textContent === name)).toHaveLength(1);
  });

  it('lead somewhere, or are an image whose parts nobody reaches', () => {
    const dead = parsed(statusBars({ ...frame, bars: [bar('A', 1, 1)], kinds }));
    expect(dead.getAttribute('role')).toBe('img');
    expect(dead.querySelector('[tabindex], [role=link]')).toBe(null);
    const live = parsed(statusBars({ ...frame, bars: [bar('A', 1, 1, 'company a')], kinds }));
    expect(live.getAttribute('role')).toBe('group');
    expect(live.querySelector('[role=link]')?.getAttribute('data-target')).toBe('company a');
  });

  it('tell parts apart without colour', () => {
    const drawn = parsed(statusBars({ ...frame, bars: [bar('A', 1, 1)], kinds }));
    expect(drawn.querySelectorAll('g.mark rect[fill="url(#p-inProgress)"]')).toHaveLength(1);
    expect(drawn.querySelectorAll('pattern#p-inProgress')).toHaveLength(1);
  });
});

describe('the time line', () => {
  it.each([
    ['no goals', [], []],
    ['one today', [openOn(today)], due(today)],
    ['all on one day', [openOn(today + 3, 5)], due(...Array.from({ length: 5 }, () => today + 3))],
    ['one a hundred years away', [openOn(today + 36_525)], due(today + 36_525)],
    ['one a hundred years ago', [openOn(today - 36_525)], due(today - 36_525)],
    ['a day that is none', [openOn(Number.NaN)], due(Number.NaN)],
  ])('is sound for %s', (_, days, goals) => {
    for (const width of [1, 300, 1600])
      for (const drawn of [line(days, goals, width), line(days, undefined, width)]) {
        expect(areSound(drawn)).toBe(true);
        expect(parsed(drawn).textContent).toContain('Today');
      }
  });

  it('has a mark for each goal as long as they fit, and a bar for those of some days where they do not', () => {
    expect(labelsIn(line([openOn(today, 12)], due(...Array.from({ length: 12 }, () => today))))).toHaveLength(12);
    expect(labelsIn(line([openOn(today, 13)], due(...Array.from({ length: 13 }, () => today))))).toEqual([
      `13 from ${today} to ${today}`,
    ]);
    expect(labelsIn(line([openOn(today, 500), openOn(today + 20, 2)]))).toEqual([
      `500 from ${today} to ${today}`,
      `2 from ${today + 20} to ${today + 20}`,
    ]);
  });

  it('counts every goal once, whatever the days', () => {
    const days = array(record({ day: integer({ min: today - 40_000, max: today + 40_000 }), open: nat(9) }));
    assert(
      property(days, integer({ min: 1, max: 2000 }), (some, width) => {
        const drawn = line(
          some.map(({ day, open }) => openOn(day, open)),
          undefined,
          width,
        );
        const drawnGoals = labelsIn(drawn).reduce((sum, label) => sum + Number(label?.split(' ')[0]), 0);
        expect(drawnGoals).toBe(some.reduce((sum, { open }) => sum + open, 0));
        expect(areSound(drawn)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});

describe('progress against time passed', () => {
  it.each<[string, [number, number][]]>([
    ['no goals', []],
    ['one at the beginning', [[0, 0]]],
    ['all the same', Array.from({ length: 40 }, () => [50, 50])],
    ['more than all', [[100_000, 150]]],
    ['less than nothing', [[-3, -1]]],
  ])('is sound for %s', (_, goals) => {
    for (const width of [1, 300, 1600]) {
      expect(areSound(pace(goals, width))).toBe(true);
      expect(marksIn(pace(goals, width))).toHaveLength(goals.length);
    }
  });

  it('has another shape for what is behind', () => {
    const shapes = marksIn(
      pace([
        [80, 10],
        [10, 80],
      ]),
    ).map((each) => each.querySelector('path')?.getAttribute('class'));
    expect(shapes).toEqual(['tone behind', 'tone open']);
  });

  it('shows goals that are too many as parts of the picture, which lead nowhere', () => {
    const cells = [{ x: 0, y: cellsAcross - 1, count: 5000, label: '5,000 goals' }];
    const words = { percent: String, passed: '', progress: '', behind: '', onTrack: '' };
    const drawn = progressChart({ ...frame, goals: [], cells, words });
    expect(labelsIn(drawn)).toEqual(['5,000 goals']);
    expect(parsed(drawn).getAttribute('role')).toBe('img');
  });
});

describe('a sparkline', () => {
  const spark = (...levels: readonly number[]): Drawing =>
    sparkline({ ...frame, width: 48, height: 16, levels, levelsHigh: 8 });
  const bars = (drawing: Drawing): readonly (readonly number[])[] =>
    [...parsed(drawing).querySelectorAll('.spark')].map((each) =>
      ['x', 'y', 'height'].map((name) => Number(each.getAttribute(name))),
    );

  it('has a bar for each step, the least one in sight, and the most as high as the drawing', () => {
    expect(bars(spark(0, 3, 7))).toEqual([
      [0, 14, 2],
      [16, 8, 8],
      [32, 0, 16],
    ]);
  });

  it('stays inside whatever it is given, and says in words what it is', () => {
    assert(
      property(array(oneof(nat(7), double())), (levels) => {
        const drawn = spark(...levels);
        for (const [x = Number.NaN, y = Number.NaN, height = Number.NaN] of bars(drawn))
          expect(x >= 0 && x < 48 && y >= 0 && height > 0 && y + height <= 16.02).toBe(true);
        expect(parsed(drawn).getAttribute('aria-label')).toBe(frame.title);
      }),
    );
  });
});

it('text of a tenant stays text, in a file too', () => {
  assert(
    property(string({ unit: 'binary' }), (name) => {
      const label = `<script>x</script>"&]]>${name}`;
      const drawn = parsed(statusBars({ ...frame, bars: [{ ...bar('A', 1, 1, label), name: label, label }], kinds }));
      expect(drawn.nodeName).toBe('svg');
      expect(drawn.querySelector('script')).toBe(null);
      expect(drawn.querySelectorAll('g.mark')).toHaveLength(1);
      expect(drawn.querySelector('title')?.textContent).toContain('<script>x</script>"&]]>');
    }),
    { numRuns: 50 },
  );
});
