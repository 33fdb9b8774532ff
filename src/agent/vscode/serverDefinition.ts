import { unusualThresholds, type RiskThresholds } from '../../model/risk/riskThresholds.ts';
import { sampleTenantId, type TenantId } from '../../model/tenant.ts';

/** What a process is started with. */
export type Started = { readonly args: readonly string[]; readonly env: Readonly<Record<string, string>> };

/** How a server for agents is started: nothing in it that is secret. */
export type ServerStart = {
  /** The file of the server. */
  readonly file: string;
  readonly historyFolder: string;
  /** For what is planned: that of the window, whose plans go with the key of their tenant. */
  readonly stateFolder: string;
  readonly tenant: TenantId;
  /** From when on a goal is at risk. */
  readonly risk: RiskThresholds;
};

/** What is in the list of servers, which is shown and kept. */
export const listedServer = ({ file, historyFolder, stateFolder, tenant, risk }: ServerStart): Started => ({
  args: [
    file,
    ...(tenant === sampleTenantId ? ['--sample'] : ['--history-folder', historyFolder, '--state-folder', stateFolder]),
    ...riskArguments(risk),
  ],
  // VS Code's own program is Node then.
  env: { ELECTRON_RUN_AS_NODE: '1' },
});

/** Nothing where all is as usual. */
const riskArguments = (risk: RiskThresholds): readonly string[] => {
  const unusual = unusualThresholds(risk);
  return Object.keys(unusual).length === 0 ? [] : ['--risk', JSON.stringify(unusual)];
};

export type Access = { readonly origin: string; readonly accessKey: string };

/** What it is started with: the key is in its environment alone. */
export const startedServer = (start: ServerStart, access: Access | undefined): Started => {
  const { args, env } = listedServer(start);
  if (start.tenant === sampleTenantId || access === undefined) return { args, env };
  const { origin, accessKey } = access;
  return { args, env: { ...env, CUSTOMER_GOALS_ORIGIN: origin, CUSTOMER_GOALS_ACCESS_KEY: accessKey } };
};
