import { describe, expect, it } from 'vitest';
import { DescriptionHits, pauseMs } from '../../../src/commands/descriptionHits.ts';
import type { Goal } from '../../../src/api/schema.ts';

const goalOf = (Gsid: string): Goal => ({ Gsid, Name: Gsid, CompanyId: 'c' });

const opened = () => {
  const pauses: { readonly ms: number; isOver: boolean; readonly act: () => void }[] = [];
  const asked: string[] = [];
  const requests: {
    readonly signal: AbortSignal;
    readonly answer: (goals: readonly Goal[]) => void;
    readonly fail: (error: Error) => void;
  }[] = [];
  let changes = 0;
  const hits = new DescriptionHits({
    describedBy: (words, _, signal) => {
      asked.push(words.join(' '));
      const { promise, resolve, reject } = Promise.withResolvers<readonly Goal[]>();
      requests.push({ signal, answer: resolve, fail: reject });
      return promise;
    },
    after: (ms, act) => {
      const pause = { ms, isOver: false, act };
      pauses.push(pause);
      return { dispose: () => void (pause.isOver = true) };
    },
    onDidChange: () => void (changes += 1),
  });
  const pass = (): void => {
    for (const pause of pauses.splice(0)) if (!pause.isOver) pause.act();
  };
  const drawn = (): string => `${hits.hits.isAsking ? '… ' : ''}${hits.hits.goals.map(({ Gsid }) => Gsid).join(' ')}`;
  return { hits, pauses, pass, asked, requests, drawn, changes: () => changes };
};

const answered = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
};

describe('descriptions', () => {
  it('are asked for after a pause, once for what was typed last', async () => {
    const { hits, pauses, pass, asked, requests, drawn, changes } = opened();
    for (const text of ['lau', 'laun', 'launch', ' Launch ']) hits.ask(text);
    expect([asked, drawn(), pauses.map(({ ms, isOver }) => (isOver ? 0 : ms))]).toEqual([[], '… ', [0, 0, pauseMs]]);
    pass();
    expect([asked, drawn()]).toEqual([['launch'], '… ']);
    requests[0]?.answer([goalOf('g1')]);
    await answered();
    expect([drawn(), changes()]).toEqual(['g1', 1]);
  });

  it('are cancelled on typing, and what is late does not count', async () => {
    const { hits, pass, requests, drawn, changes } = opened();
    hits.ask('launch');
    pass();
    hits.ask('launches');
    expect(requests[0]?.signal.aborted).toBe(true);
    requests[0]?.answer([goalOf('late')]);
    await answered();
    expect([drawn(), changes()]).toEqual(['… ', 0]);
  });

  it('are not asked for twice by the same words', async () => {
    const { hits, pass, asked, requests, drawn } = opened();
    hits.ask('launch');
    pass();
    requests[0]?.answer([goalOf('g1')]);
    await answered();
    hits.ask('');
    expect(drawn()).toBe('');
    hits.ask('launch');
    pass();
    expect([asked, drawn()]).toEqual([['launch'], 'g1']);
  });

  it('are asked for again where that failed, and the failure is told', async () => {
    const { hits, pass, asked, requests } = opened();
    hits.ask('launch');
    pass();
    const error = new Error('no');
    requests[0]?.fail(error);
    await answered();
    expect(hits.hits).toEqual({ goals: [], isAsking: false, error });
    hits.ask('launc');
    hits.ask('launch');
    pass();
    expect(asked).toEqual(['launch', 'launch']);
  });

  it.each(['', 'la', 'a b c', '-- ::', 'a b c d e f g h i launch'])('are not asked for by %j', (text) => {
    const { hits, pauses, drawn } = opened();
    hits.ask(text);
    expect([pauses, drawn()]).toEqual([[], '']);
  });

  it('are not asked for any more once nobody looks', () => {
    const { hits, pauses } = opened();
    hits.ask('launch');
    hits.end();
    expect(pauses.map(({ isOver }) => isOver)).toEqual([true]);
  });
});
