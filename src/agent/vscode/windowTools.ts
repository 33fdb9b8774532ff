import type { Client } from '../../api/client.ts';
import type { Goal } from '../../api/schema.ts';
import type { Coverage, RecordedChange } from '../../history/recordedChange.ts';
import type { Log } from '../../log.ts';
import { NotConnected, type GoalStore } from '../../model/goalStore.ts';
import type { RiskThresholds } from '../../model/risk/riskThresholds.ts';
import type { TenantId } from '../../model/tenant.ts';
import type { ActivityLog } from '../activity.ts';
import type { LiveRows } from '../../model/views/liveRows.ts';
import { AgentTenant } from '../agentTenant.ts';
import type { Answer } from '../answer.ts';
import { ActivityFiles } from '../disk/activityFiles.ts';
import { plansOnDisk } from '../disk/plansOnDisk.ts';
import type { ReadHistory } from '../history.ts';
import type { Plans } from '../plans.ts';
import { callTool } from '../toolTable.ts';

type WindowHistory = (
  since: number,
  take: (change: RecordedChange) => void,
  signal?: AbortSignal,
) => Promise<Coverage | undefined>;

type Connected = { readonly tenant: TenantId; readonly client: Client };

export type WindowToolsDeps = {
  readonly store: GoalStore;
  /** Those of the window, of which there is one for all. */
  readonly rows: Pick<LiveRows, 'ready'>;
  readonly connections: {
    readonly connected: Connected | undefined;
    /** Resolves once it is known which tenant the window talks to, if any: the first call may be what activated the extension. */
    whenIdle(): Promise<void>;
  };
  /** Has the goals of the window loaded. Resolves when those that were kept are shown. */
  readonly want: () => Promise<void>;
  readonly folder: string;
  readonly history: { read: WindowHistory };
  readonly risk: () => RiskThresholds;
  readonly show: (goal: Goal) => Promise<void>;
  /** Where all processes of this computer write down what agents do. */
  readonly activityFolder: string;
  readonly log: Pick<Log, 'error'>;
};

/** The tools on the tenant that the window is connected to, and on its store. */
export class WindowTools {
  readonly #deps: WindowToolsDeps;
  readonly #plans: Plans;
  readonly #activity: ActivityLog;
  #current: { readonly of: Connected; readonly tenant: AgentTenant } | undefined;
  /** Inputs for which VS Code asked the person. */
  readonly #asked = new Set<string>();

  constructor(deps: WindowToolsDeps) {
    this.#deps = deps;
    this.#activity = new ActivityFiles(deps.activityFolder).log('chat', deps.log, deps.folder);
    this.#plans = plansOnDisk(deps.folder, () => new Date(), deps.log);
  }

  dispose(): void {
    this.#current?.tenant.dispose();
  }

  /** What a call would ask the person first. Sends nothing. */
  async prepare(name: string, input: unknown, signal: AbortSignal): Promise<Answer> {
    // What was asked before may have been declined, of which nobody is told: only this very question counts.
    this.#asked.delete(keyOf(name, input));
    const answer = await this.#call(name, input, 'canAsk', signal);
    if (answer.ask !== undefined) this.#asked.add(keyOf(name, input));
    return answer;
  }

  /** VS Code calls this after the person agreed. They agreed to what {@link prepare} last asked of this very input, and to nothing else. */
  call(name: string, input: unknown, signal: AbortSignal): Promise<Answer> {
    const isAgreed = this.#asked.delete(keyOf(name, input));
    return this.#call(name, input, isAgreed ? 'yes' : 'canAsk', signal);
  }

  #call(name: string, input: unknown, consent: 'yes' | 'canAsk', signal: AbortSignal): Promise<Answer> {
    const abilities = {
      allowWrites: true,
      plans: this.#plans,
      history: this.#history,
      risk: this.#deps.risk(),
      activity: this.#activity,
      show: this.#deps.show,
    };
    return callTool(name, input, {
      tenant: async () => {
        await this.#deps.connections.whenIdle();
        await this.#deps.want();
        return this.#tenant();
      },
      abilities,
      consent,
      signal,
      log: this.#deps.log,
    });
  }

  /** The window's is that of its tenant. */
  readonly #history: ReadHistory = async (tenant, since, take, signal) =>
    tenant === this.#deps.connections.connected?.tenant ? this.#deps.history.read(since, take, signal) : undefined;

  /** @throws NotConnected */
  #tenant(): AgentTenant {
    const { connections, store, rows } = this.#deps;
    const { connected } = connections;
    if (connected === undefined) throw new NotConnected();
    if (this.#current?.of.client === connected.client) return this.#current.tenant;
    this.#current?.tenant.dispose();
    const { tenant: id, client } = connected;
    const tenant = new AgentTenant({ id, client, store, rows, now: () => new Date() });
    this.#current = { of: connected, tenant };
    return tenant;
  }
}

const keyOf = (name: string, input: unknown): string => JSON.stringify([name, input]);
