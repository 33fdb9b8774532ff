import type { GoalRows } from '../model/query/goalRows.ts';
import type { Due, DueDay, DueMark } from './protocol.ts';
import { mostMarks } from './mostMarks.ts';
import { withRoom } from './staleRows.ts';

/** Days before and after today that the time line shows at most. */
const back = 366;
const ahead = 731;

const tones = ['overdue', 'open', 'closed'] as const;

/** Where a goal is counted: nowhere, in one of these, or as one of the tones of a day. */
const places = { undated: 1, earlier: 2, later: 3, firstDay: 4 } as const;

/** Counts goals by the days on which they are due. */
export class DueCounts {
  readonly #today: number;
  /** By place how many goals it has. */
  readonly #counts = new Uint32Array(places.firstDay + (back + ahead + 1) * tones.length);
  #places = new Uint16Array();

  constructor(today: number) {
    this.#today = today;
  }

  makeRoom(rows: number): void {
    this.#places = withRoom(this.#places, rows, (room) => new Uint16Array(room));
  }

  /** @param day NaN for none */
  add(row: number, day: number, tone: DueMark['tone']): void {
    const place = this.#placeOf(day, tone);
    this.#places[row] = place;
    this.#counts[place] = (this.#counts[place] ?? 0) + 1;
  }

  remove(row: number): void {
    const place = this.#places[row] ?? 0;
    if (place > 0) this.#counts[place] = (this.#counts[place] ?? 0) - 1;
    this.#places[row] = 0;
  }

  #placeOf(day: number, tone: DueMark['tone']): number {
    if (Number.isNaN(day)) return places.undated;
    if (day < this.#today - back) return places.earlier;
    if (day > this.#today + ahead) return places.later;
    return places.firstDay + (day - this.#today + back) * tones.length + tones.indexOf(tone);
  }

  due(rows: GoalRows): Due {
    const days = this.#days();
    const dated = days.reduce((sum, { overdue, open, closed }) => sum + overdue + open + closed, 0);
    return {
      days,
      ...(dated > mostMarks ? {} : { goals: this.#marks(rows).toSorted((a, b) => a.day - b.day) }),
      earlier: this.#counts[places.earlier] ?? 0,
      later: this.#counts[places.later] ?? 0,
      undated: this.#counts[places.undated] ?? 0,
    };
  }

  #days(): readonly DueDay[] {
    const days: DueDay[] = [];
    for (let place: number = places.firstDay; place < this.#counts.length; place += tones.length) {
      const [overdue = 0, open = 0, closed = 0] = this.#counts.subarray(place, place + tones.length);
      if (overdue + open + closed > 0) days.push({ day: this.#dayOf(place), overdue, open, closed });
    }
    return days;
  }

  #dayOf(place: number): number {
    return Math.floor((place - places.firstDay) / tones.length) + this.#today - back;
  }

  #marks(rows: GoalRows): readonly DueMark[] {
    const marks: DueMark[] = [];
    for (let row = 0; row < rows.end; row += 1) {
      const place = this.#places[row] ?? 0;
      const id = place < places.firstDay || !rows.isThere(row) ? undefined : rows.id(row);
      const tone = tones[(place - places.firstDay) % tones.length];
      if (id !== undefined && tone !== undefined) marks.push({ id, day: this.#dayOf(place), tone });
    }
    return marks;
  }
}
