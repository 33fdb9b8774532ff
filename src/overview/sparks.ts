import { percentText } from '../words/numbers.ts';
import { sparkOf } from '../words/spark.ts';
import type { Past } from '../words/sparkText.ts';
import type { Overview, RiskRow } from './protocol.ts';

/** How the progress of goals went, as far as that was recorded. Never rejects. */
export type ReadPast = (goalId: string) => Promise<Past>;

type Sparks = ReadonlyMap<string, NonNullable<RiskRow['spark']>>;

/** Of each goal that is named with what it is at risk of. */
export const readSparks = async ({ risk }: Overview, past: ReadPast): Promise<Sparks> => {
  const ids = risk.rows.map(({ id }) => id);
  const pasts = await Promise.all(ids.map(past));
  return new Map(
    ids.flatMap((id, at) => {
      const spark = sparkOf(pasts[at]?.points(id) ?? [], percentText);
      return spark === undefined ? [] : [[id, spark] as const];
    }),
  );
};

/** Those that were drawn before. */
export const sparksIn = (overview: Overview | undefined): Sparks =>
  new Map(overview?.risk.rows.flatMap(({ id, spark }) => (spark === undefined ? [] : [[id, spark] as const])));

export const withSparks = (overview: Overview, sparks: Sparks): Overview => ({
  ...overview,
  risk: {
    ...overview.risk,
    rows: overview.risk.rows.map((row) => {
      const spark = sparks.get(row.id);
      return spark === undefined ? row : { ...row, spark };
    }),
  },
});
