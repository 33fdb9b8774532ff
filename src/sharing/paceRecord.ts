import { isRecord, parseJson } from '../json.ts';

/** What a process tells the others. All times by a clock that all processes have in common, in milliseconds. */
export type PaceRecord = {
  /** Requests of all in a minute, as a person set it; absent in a process that serves agents, and where it is over. */
  readonly limit?: number;
  /** The tenant is to be left alone until then. */
  readonly closedUntil: number;
  /** It wants to begin a request, and looks whether it may. */
  readonly isTrying: boolean;
  readonly sent: readonly Sent[];
};

/** When a request began, and when it ended: 0 where it is under way. */
export type Sent = readonly [begun: number, ended: number];

/** Undefined for a text that no process wrote. */
export const readPaceRecord = (text: string): PaceRecord | undefined => {
  const json = parseJson(text);
  if (!isRecord(json) || !Array.isArray(json['sent'])) return undefined;
  const limit = json['limit'];
  return {
    ...(typeof limit === 'number' && limit >= 1 ? { limit } : {}),
    closedUntil: numberOf(json['closedUntil']),
    isTrying: json['isTrying'] === true,
    sent: json['sent'].flatMap((each: unknown) =>
      Array.isArray(each) ? [[numberOf(each[0]), numberOf(each[1])] as const] : [],
    ),
  };
};

const numberOf = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0);

/** The same of a process that is no more: what was under way may have been counted until now. */
export const afterItsEnd = ({ closedUntil, sent }: PaceRecord, now: number): PaceRecord => ({
  closedUntil,
  isTrying: false,
  sent: sent.map(([begun, ended]) => [begun, ended === 0 ? now : ended]),
});
