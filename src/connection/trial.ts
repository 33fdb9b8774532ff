import type { Client } from '../api/client.ts';
import { ApiError } from '../api/errors.ts';
import { explainInOne } from '../explain.ts';
import type { Tenant } from './storedTenant.ts';

/** A client that asks once: nobody waits at an input box for a second try, or for a minute at a rate limit. */
export type CreateTrialClient = (tenant: Tenant) => Promise<Pick<Client, 'searchGoals' | 'close'>>;

/** What is wrong with the tenant, for a person; undefined where it answers. */
export const tryTenant = async (
  tenant: Tenant,
  createTrialClient: CreateTrialClient,
  signal: AbortSignal,
): Promise<string | undefined> => {
  const client = await createTrialClient(tenant);
  try {
    await client.searchGoals({ limit: 1 }, signal);
    return undefined;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return explainInOne(forTrial(error));
  } finally {
    client.close();
  }
};

/** No goal was asked for, so what is not found is the API. */
const forTrial = (error: ApiError): ApiError =>
  error.kind === 'notFound' ? new ApiError('noSuchApi', 'searchGoals', { cause: error }) : error;
