import { Pacer, type Pace, type Wait } from '../../../src/api/pace.ts';
import type { Call, Send } from '../../../src/api/send.ts';

export const call = (operation: string, more: Partial<Call> = {}): Call => ({
  operation,
  method: 'GET',
  path: '/',
  isRepeatable: true,
  ...more,
});

/** A pacer before a tenant that takes `latencyMs` for an answer and writes down when each request came. */
export const paced = (pace: Pace, latencyMs = 100) => {
  const waits: (Wait | undefined)[] = [];
  const pacer = new Pacer(pace, (wait) => waits.push(wait));
  const starts: { readonly operation: string; readonly at: number }[] = [];
  let answer: () => unknown = () => 'fine';
  let most = 0;
  let underWay = 0;
  const send: Send = async ({ operation }) => {
    starts.push({ operation, at: Date.now() });
    underWay += 1;
    most = Math.max(most, underWay);
    await new Promise((resolve) => void setTimeout(resolve, latencyMs));
    underWay -= 1;
    return answer();
  };
  return {
    pacer,
    send: pacer.pace(send),
    starts,
    waits,
    most: () => most,
    answerWith: (next: () => unknown) => {
      answer = next;
    },
  };
};

/** Of times in milliseconds. */
export const mostInAnyMinute = (times: readonly number[]): number =>
  Math.max(...times.map((start) => times.filter((at) => at >= start && at < start + 60_000).length));
