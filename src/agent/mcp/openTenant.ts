import { readFileSync, statSync } from 'node:fs';
import { readAccessKey } from '../../connection/accessKey.ts';
import { readTenantAddress } from '../../connection/tenantAddress.ts';
import type { Log } from '../../log.ts';
import { GoalStore } from '../../model/goalStore.ts';
import { sampleTenantId, type TenantId } from '../../model/tenant.ts';
import { tenantParts } from '../../model/tenantParts.ts';
import { PaceFiles } from '../../sharing/paceFiles.ts';
import { startSampleTenant } from '../../sample/server.ts';
import { openTenantClient } from '../../tenantClient.ts';
import { AgentTenant } from '../agentTenant.ts';
import type { Options } from './arguments.ts';

/** Which tenant, and the key for it. */
export type Access = { readonly id: TenantId; readonly origin: string; readonly accessKey: string };

export type AccessReading = { readonly access: Access | 'sample' } | { readonly problem: string };

type Environment = Readonly<Record<string, string | undefined>>;

const originName = 'CUSTOMER_GOALS_ORIGIN';
const keyName = 'CUSTOMER_GOALS_ACCESS_KEY';

/** Reads from the environment which tenant is meant. A problem is a sentence that never quotes the key. */
export const readAccess = ({ isSample, keyFile }: Options, env: Environment): AccessReading => {
  if (isSample) return { access: 'sample' };
  const typed = env[originName] ?? '';
  if (typed.trim() === '')
    return { problem: `Set ${originName} to the address of the tenant, or use --sample. See --help.` };
  const address = readTenantAddress(typed);
  if ('problem' in address) return { problem: `${originName}: ${address.problem}` };
  const key = keyFile === undefined ? { text: env[keyName] ?? '' } : readKeyFile(keyFile);
  if ('problem' in key) return key;
  const from = keyFile === undefined ? keyName : '--key-file';
  if (key.text.trim() === '')
    return { problem: `${from} holds no access key. Set ${keyName}, or use --key-file. See --help.` };
  const reading = readAccessKey(key.text);
  if ('problem' in reading) return { problem: `${from}: ${reading.problem}` };
  const { origin, id } = address.address;
  return { access: { id, origin, accessKey: reading.accessKey } };
};

const readKeyFile = (file: string): { readonly text: string } | { readonly problem: string } => {
  try {
    const isOpen = process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0;
    if (isOpen) return { problem: 'The file of --key-file can be read by others. Run: chmod 600 on it.' };
    return { text: readFileSync(file, 'utf8') };
  } catch {
    return { problem: 'The file of --key-file cannot be read.' };
  }
};

/** As the extension's settings are by themselves. All processes of this computer share these limits for one tenant. */
const requestsAMinute = 60;
const atOnce = 4;
/** The sample tenant's own limit is for nobody else. */
const samplePace = { requestsAMinute: 100, atOnce };

const now = (): Date => new Date();

/** @param paceFolder where the processes of this computer share the pace */
export const openTenant = async (access: Access | 'sample', paceFolder: string, log: Log): Promise<AgentTenant> => {
  const sample = access === 'sample' ? await startSampleTenant() : undefined;
  const { id, origin, accessKey } =
    access === 'sample'
      ? { id: sampleTenantId, origin: sample?.url ?? '', accessKey: sample?.accessKey ?? '' }
      : access;
  const sharing =
    sample === undefined
      ? {
          pace: { requestsAMinute, atOnce },
          share: new PaceFiles({ folder: paceFolder, origin, limit: requestsAMinute, isAgent: true, log }),
        }
      : { pace: samplePace };
  const client = openTenantClient({ origin, accessKey }, { ...sharing, log, onWait: () => {} });
  const store = new GoalStore(
    () => tenantParts,
    now,
    () => performance.now(),
  );
  store.use(client);
  const stopLoading = (): void => store.stop();
  const onDispose = (): void => {
    stopLoading();
    client.close();
    void sample?.close();
  };
  return new AgentTenant({ id, client, store, now, stopLoading, onDispose });
};
