import { describe, expect, it } from 'vitest';
import { ApiError } from '../../../src/api/errors.ts';
import { sendOnce } from '../../../src/api/sendOnce.ts';

const failing = async (message: string, code: string) => {
  let looks = 0;
  const cause = Object.assign(new Error(message), { code });
  const send = (): Promise<never> => Promise.reject(new ApiError('network', 'createGoal', { cause }));
  const look = () => {
    looks += 1;
    return Promise.resolve('absent' as const);
  };
  const error: unknown = await sendOnce(send, look, () => Promise.resolve()).catch((thrown: unknown) => thrown);
  return { error, looks };
};

describe('a write whose connection fails', () => {
  it.each(['EHOSTUNREACH', 'ENETUNREACH'])('on its way to the host (%s) is known not to be stored', async (code) => {
    const { error, looks } = await failing(
      `request to https://acme failed, reason: connect ${code} 10.0.0.1:443`,
      code,
    );
    expect(error).toMatchObject({ outcome: 'notStored' });
    expect(looks).toBe(0);
  });

  it.each(['EHOSTUNREACH', 'ENETUNREACH'])('when the host may have it (%s) is looked for', async (code) => {
    const { looks } = await failing(`request to https://acme failed, reason: read ${code}`, code);
    expect(looks).toBe(3);
  });
});
