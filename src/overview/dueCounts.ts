import type { Due, DueDay, DueMark } from './protocol.ts';

/** So many goals have a mark each; of more there are bars. */
export const mostMarks = 400;

/** Days before and after today that the time line shows at most. */
const back = 366;
const ahead = 731;

type Mutable = { -readonly [Key in keyof DueDay]: DueDay[Key] };

/** Counts goals by the days on which they are due. */
export class DueCounts {
  readonly #today: number;
  readonly #days = new Map<number, Mutable>();
  readonly #marks: { readonly row: number; readonly day: number; readonly tone: DueMark['tone'] }[] = [];
  #dated = 0;
  #earlier = 0;
  #later = 0;
  #undated = 0;

  constructor(today: number) {
    this.#today = today;
  }

  /** @param day NaN for none */
  add(row: number, day: number, tone: DueMark['tone']): void {
    if (Number.isNaN(day)) this.#undated += 1;
    else if (day < this.#today - back) this.#earlier += 1;
    else if (day > this.#today + ahead) this.#later += 1;
    else this.#count(row, day, tone);
  }

  #count(row: number, day: number, tone: DueMark['tone']): void {
    const counts = this.#days.get(day) ?? { day, overdue: 0, open: 0, closed: 0 };
    counts[tone] += 1;
    this.#days.set(day, counts);
    this.#dated += 1;
    if (this.#dated <= mostMarks) this.#marks.push({ row, day, tone });
  }

  /** @param idOf undefined for a row that is gone */
  due(idOf: (row: number) => string | undefined): Due {
    const goals = this.#marks.flatMap(({ row, day, tone }) => {
      const id = idOf(row);
      return id === undefined ? [] : [{ id, day, tone }];
    });
    return {
      days: [...this.#days.values()].toSorted((a, b) => a.day - b.day),
      ...(this.#dated > mostMarks ? {} : { goals: goals.toSorted((a, b) => a.day - b.day) }),
      earlier: this.#earlier,
      later: this.#later,
      undated: this.#undated,
    };
  }
}
