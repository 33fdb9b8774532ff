import { today } from '../model/dueDate.ts';
import type { GoalStore } from '../model/goalStore.ts';
import { isFinished } from '../model/loadState.ts';
import type { TenantId } from '../model/tenant.ts';
import type { KeptValue } from '../model/views/keptValue.ts';

export type DailyNewsDeps = {
  readonly store: Pick<GoalStore, 'state' | 'refresh'>;
  /** Whether a person asked for it. */
  readonly isOn: () => boolean;
  readonly tenant: () => TenantId | undefined;
  /** The day on which news was told last, `yyyy-mm-dd`, in whatever window. */
  readonly told: KeptValue<string>;
  readonly news: () => ReadonlySet<string>;
  /** Of several windows the one that a person is in tells. */
  readonly isFocused: () => boolean;
  readonly now: () => Date;
  readonly tell: (goals: number) => void;
};

/** Tells once a day that there is news, to those who asked for it. */
export class DailyNews {
  readonly #deps: DailyNewsDeps;
  /** The day for which goals were asked for, since nobody looked at them. */
  #askedFor = '';

  constructor(deps: DailyNewsDeps) {
    this.#deps = deps;
  }

  /** To be called whenever anything of it may be otherwise. */
  check(): void {
    const { store, isOn, tenant, told, news, isFocused, now, tell } = this.#deps;
    const of = tenant();
    const day = today(now());
    const { state } = store;
    if (!isOn() || of === undefined || !isFocused() || !isFinished(state) || told.of(of) === day) return;
    if (today(state.at) !== day) return this.#askOnce(`${of} ${day}`);
    const { size } = news();
    if (size === 0) return;
    void told.keep(of, day);
    tell(size);
  }

  /** Yesterday’s goals do not say what is new. The store tells when it has others. */
  #askOnce(tenantAndDay: string): void {
    if (this.#askedFor === tenantAndDay) return;
    this.#askedFor = tenantAndDay;
    void this.#deps.store.refresh({ isAsked: false });
  }
}
