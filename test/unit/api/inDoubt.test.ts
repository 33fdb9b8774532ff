import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Client } from '../../../src/api/client.ts';
import { createClient } from '../../../src/api/createClient.ts';
import { ApiError } from '../../../src/api/errors.ts';
import { Pacer } from '../../../src/api/pace.ts';
import type { Sighting } from '../../../src/api/sendOnce.ts';
import { TenantClock, type Clocks } from '../../../src/api/tenantClock.ts';
import type { Fetch, FetchResponse } from '../../../src/api/transport.ts';

/** Hands out the numbers of one round, from 0 up to 1; the same round is the same story. */
type Dice = () => number;

const pick = <T>(dice: Dice, among: readonly [T, ...T[]]): T => among[Math.floor(dice() * among.length)] ?? among[0];

type Stored = { readonly Gsid: string; readonly at: number; readonly seenFrom: number; readonly body: object };

const start = Date.UTC(2031, 0, 1);
const second = 1000;

const code = (name: string): Error => Object.assign(new Error(name), { code: name });

/** A tenant behind a gateway that loses, delays and replaces answers. Time is the test's own. */
class UnreliableTenant {
  readonly #dice: Dice;
  readonly stored: Stored[] = [];
  now = 0;
  /** Whether the last create was or will be stored. */
  lastIsStored = false;

  constructor(dice: Dice) {
    this.#dice = dice;
  }

  readonly clocks: Clocks = { wall: () => start + this.now, steady: () => this.now };

  get visible(): readonly Stored[] {
    return this.stored.filter(({ seenFrom }) => seenFrom <= this.now);
  }

  readonly fetch: Fetch = async (url, { method, body }) => {
    const isCreate = method === 'POST' && !url.endsWith('/search');
    return isCreate ? this.#create(JSON.parse(body ?? '{}')) : this.#read(url);
  };

  #read(url: string): FetchResponse {
    this.now += this.#dice() * 2 * second;
    const chance = this.#dice();
    if (chance < 0.1) throw code('ECONNRESET');
    if (chance < 0.15) return this.#answer(503, '<h1>busy</h1>');
    if (chance < 0.2) return this.#answer(429, JSON.stringify({ result: false, errorCode: 'GS_APIG_2404' }));
    const rows = this.visible.map(({ Gsid, at, body }) => {
      const stamp = new Date(start + at).toISOString();
      return { ...body, Gsid, ...(url.endsWith('/search') ? { CreatedDate: stamp } : { LastUpdatedDate: stamp }) };
    });
    const data = url.endsWith('/search') ? { records: rows, totalCount: rows.length } : rows;
    return this.#answer(200, JSON.stringify({ result: true, data }));
  }

  #create(body: object): FetchResponse {
    this.lastIsStored = false;
    const end = pick(this.#dice, ['told', 'refused', 'notSent', 'lost', 'lost', 'lost']);
    if (end === 'notSent') throw code(pick(this.#dice, ['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'CERT_HAS_EXPIRED']));
    if (end === 'refused') return this.#refusal();
    const isStored = end === 'told' || this.#dice() < 0.6;
    const at = this.now;
    this.now += this.#dice() * 30 * second;
    if (isStored) this.#store(body, at);
    const Gsid = this.stored.at(-1)?.Gsid;
    if (end === 'told') return this.#answer(200, JSON.stringify({ result: true, data: { ...body, Gsid } }));
    if (this.#dice() < 0.4) throw code(pick(this.#dice, ['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE']));
    return this.#garbled();
  }

  #store(body: object, at: number): void {
    const lag = this.#dice() * 60 * second;
    this.stored.push({ Gsid: `g${this.stored.length}`, at, seenFrom: this.now + lag, body });
    this.lastIsStored = true;
  }

  #refusal(): FetchResponse {
    const status = pick(this.#dice, [400, 401, 403, 404, 409, 422, 429]);
    return this.#answer(status, JSON.stringify({ result: false, errorCode: 'GSOBJ_1006', errorDesc: 'no' }));
  }

  /** Whatever a gateway may say in the place of the tenant, and the tenant where it stumbles. */
  #garbled(): FetchResponse {
    const status = 200 + Math.floor(this.#dice() * 400);
    const bodies = ['', '<h1>hello</h1>', '{"message":"no"}', '{"result":true,"data":null}', '[]', 'null'] as const;
    const text = status < 500 ? pick(this.#dice, bodies) : pick(this.#dice, [...bodies, '{"result":false}']);
    // These four a server answers instead of doing something.
    return this.#answer([307, 308].includes(status) ? 500 : status, text);
  }

  #answer(status: number, text: string): FetchResponse {
    const chance = this.#dice();
    const odd = pick(this.#dice, [2 * 86_400, -2 * 86_400, 3600, -600]) * second;
    const date = new Date(start + this.now + (chance < 0.1 ? odd : 0)).toUTCString();
    return {
      status,
      headers: { get: (name) => (name === 'date' && chance > 0.05 ? date : null) },
      body: (async function* () {
        yield new TextEncoder().encode(text);
      })(),
    };
  }
}

type Ways = {
  readonly create: (client: Client, signal: AbortSignal) => Promise<unknown>;
  readonly find: (client: Client, since: string, signal: AbortSignal) => Promise<Sighting<unknown>>;
};

const goal = { Name: 'Just one', CompanyId: 'C', Status: 'In Progress' };
const metric = { Name: 'Seats', TargetValue: 3, CurrentValue: 1 };

const ways: Readonly<Record<'goal' | 'metric', Ways>> = {
  goal: {
    create: (client, signal) => client.createGoal(goal, signal),
    find: (client, since, signal) => client.findCreatedGoal(goal, since, signal),
  },
  metric: {
    create: (client, signal) => client.addGoalMetric('G', metric, signal),
    find: (client, since, signal) => client.findAddedMetric('G', metric, since, signal),
  },
};

/** A person who wants one record, presses again and again, loses patience, and starts VS Code anew. */
const press = async (
  dice: Dice,
  { create, find }: Ways,
): Promise<{ readonly count: number; readonly lies: number }> => {
  const tenant = new UnreliableTenant(dice);
  let patience = new AbortController();
  let leavesAt = Number.POSITIVE_INFINITY;
  const sleep = async (ms: number, signal?: AbortSignal): Promise<void> => {
    const isLeaving = tenant.now + ms >= leavesAt && signal !== undefined;
    tenant.now = isLeaving ? Math.max(tenant.now, leavesAt) : tenant.now + ms;
    if (isLeaving) patience.abort();
  };
  const open = (): Client =>
    createClient({
      origin: 'https://a.example',
      accessKey: 'k',
      fetch: tenant.fetch,
      pacer: new Pacer({ requestsAMinute: 1_000_000, atOnce: 4 }, undefined, {
        clocks: tenant.clocks,
        gate: { leastMs: 0, unaskedMs: 0, mostMs: 0 },
      }),
      random: dice,
      sleep,
      clock: new TenantClock(tenant.clocks),
    });
  let client = open();
  let since: string | undefined;
  let lies = 0;
  for (let presses = 0; presses < 10; presses += 1) {
    patience = new AbortController();
    leavesAt = dice() < 0.4 ? tenant.now + dice() * 150 * second : Number.POSITIVE_INFINITY;
    if (since !== undefined) {
      const sighting = await find(client, since, patience.signal).catch(() => 'unclear' as const);
      if (typeof sighting === 'object') break;
      if (sighting === 'unclear') {
        tenant.now += dice() * 90 * second;
        continue;
      }
    }
    const sentAt = client.tenantTime();
    const error: unknown = await create(client, patience.signal).then(
      () => 'done',
      (thrown: unknown) => thrown,
    );
    if (error === 'done') break;
    if (!(error instanceof ApiError)) throw error;
    if (error.outcome === 'unknown') since = sentAt;
    else lies += Number(tenant.lastIsStored);
    if (dice() < 0.3) client = open();
    tenant.now += dice() * 60 * second;
  }
  tenant.now += 3600 * second;
  return { count: tenant.visible.length, lies };
};

describe.each(['goal', 'metric'] as const)('one %s', (kind) => {
  it('is there once at most, and never said not to be stored when it is, in 2,000 rounds', async () => {
    let made = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 2 ** 31 }), async (seed) => {
        const { count, lies } = await press(diceOf(seed), ways[kind]);
        made += count;
        expect({ isOnceAtMost: count <= 1, lies }).toEqual({ isOnceAtMost: true, lies: 0 });
      }),
      // One odd date told a restarted client that the create was two days old.
      { numRuns: 2000, examples: [[732_100_936]] },
    );
    expect(made).toBeGreaterThan(1000);
  });
});

/** Mulberry32. */
const diceOf = (seed: number): Dice => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};
