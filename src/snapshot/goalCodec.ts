import type { Goal } from '../api/schema.ts';

/** Fields whose values many goals share: each different text is written once. */
const sharedFields = [
  'CompanyId',
  'CompanyName',
  'TemplateId',
  'Status',
  'OwnerId',
  'OwnerName',
  'TargetDate',
] as const;
type SharedField = (typeof sharedFields)[number];

const momentFields = ['CreatedDate', 'ModifiedDate'] as const;

/** CompletionPercentage and the two moments. */
const floatingAGoal = 1 + momentFields.length;

/** The texts of some goals. What is rare is listed with its place among them. */
type Texts = {
  readonly Gsid: string[];
  readonly Name: string[];
  readonly Description: [place: number, text: string][];
  /** Moments of which a Date would make another text. */
  readonly odd: [place: number, field: (typeof momentFields)[number], text: string][];
  /** Shared texts that were not met before. */
  readonly shared: Record<SharedField, string[]>;
};

/** Goals in a form that is written and read in a fraction of what JSON takes. */
export type GoalChunk = {
  readonly texts: string;
  /** For each goal and shared field the number of its text, 0 for none. */
  readonly codes: Int32Array<ArrayBuffer>;
  /** For each goal its percentage and moments, NaN for none. */
  readonly numbers: Float64Array<ArrayBuffer>;
};

const noTexts = (): Record<SharedField, string[]> => ({
  CompanyId: [],
  CompanyName: [],
  TemplateId: [],
  Status: [],
  OwnerId: [],
  OwnerName: [],
  TargetDate: [],
});

/** Writes goals chunk by chunk; a {@link GoalReader} has to get the chunks in the same order. */
export class GoalWriter {
  readonly #numbers = new Map<SharedField, Map<string, number>>(sharedFields.map((field) => [field, new Map()]));

  write(goals: readonly Goal[]): GoalChunk {
    const texts: Texts = { Gsid: [], Name: [], Description: [], odd: [], shared: noTexts() };
    const codes = new Int32Array(goals.length * sharedFields.length);
    const numbers = new Float64Array(goals.length * floatingAGoal);
    for (const [place, goal] of goals.entries()) {
      texts.Gsid.push(goal.Gsid);
      texts.Name.push(goal.Name);
      if (goal.Description !== undefined) texts.Description.push([place, goal.Description]);
      for (const [i, field] of sharedFields.entries())
        codes[place * sharedFields.length + i] = this.#numberOf(field, goal[field], texts);
      numbers[place * floatingAGoal] = goal.CompletionPercentage ?? Number.NaN;
      for (const [i, field] of momentFields.entries()) {
        const moment = goal[field];
        const time = timeOf(moment);
        numbers[place * floatingAGoal + 1 + i] = time;
        if (moment !== undefined && Number.isNaN(time)) texts.odd.push([place, field, moment]);
      }
    }
    return { texts: JSON.stringify(texts), codes, numbers };
  }

  #numberOf(field: SharedField, text: string | undefined, { shared }: Texts): number {
    if (text === undefined) return 0;
    const numbers = this.#numbers.get(field) ?? new Map<string, number>();
    const known = numbers.get(text);
    if (known !== undefined) return known;
    numbers.set(text, numbers.size + 1);
    shared[field].push(text);
    return numbers.size;
  }
}

const timeOf = (moment: string | undefined): number => {
  const date = new Date(moment ?? Number.NaN);
  return !Number.isNaN(date.getTime()) && date.toISOString() === moment ? date.getTime() : Number.NaN;
};

export class GoalReader {
  readonly #shared = sharedFields.map((field) => ({ field, texts: [undefined] as (string | undefined)[] }));

  /** The goals as they were written: what was absent is absent. */
  read({ texts: json, codes, numbers }: GoalChunk): readonly Goal[] {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written above, and a checksum says that it is as it was
    const texts = JSON.parse(json) as Texts;
    for (const { field, texts: known } of this.#shared) for (const text of texts.shared[field]) known.push(text);
    const goals = texts.Gsid.map((Gsid, place) => this.#goal(Gsid, texts.Name[place] ?? '', place, codes, numbers));
    for (const [place, text] of texts.Description) Object.assign(goals[place] ?? {}, { Description: text });
    for (const [place, field, text] of texts.odd) Object.assign(goals[place] ?? {}, { [field]: text });
    return goals;
  }

  #goal(Gsid: string, Name: string, place: number, codes: Int32Array, numbers: Float64Array): Goal {
    const goal: Record<string, string | number> = { Gsid, Name };
    for (const [i, { field, texts }] of this.#shared.entries()) {
      const text = texts[codes[place * sharedFields.length + i] ?? 0];
      if (text !== undefined) goal[field] = text;
    }
    const percent = numbers[place * floatingAGoal] ?? Number.NaN;
    if (!Number.isNaN(percent)) goal['CompletionPercentage'] = percent;
    for (const [i, field] of momentFields.entries()) {
      const time = numbers[place * floatingAGoal + 1 + i] ?? Number.NaN;
      if (!Number.isNaN(time)) goal[field] = new Date(time).toISOString();
    }
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the fields of a goal, as they were written
    return goal as unknown as Goal;
  }
}
