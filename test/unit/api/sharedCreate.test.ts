import { describe, expect, it } from 'vitest';
import { anyGoal, connect } from './connectedClient.ts';

describe('who shares a create with somebody who has its answer here', () => {
  it('finds it, and nobody else does', async () => {
    const connected = await connect();
    const { client } = connected;
    const { CompanyId } = await anyGoal(connected);
    const input = { Name: 'Just one', CompanyId };
    const since = client.tenantTime();
    const made = await client.createGoal(input);
    expect(await client.findCreatedGoal(input, since)).toEqual({ found: made });
    expect(await client.findCreatedGoal({ ...input, Name: 'Another' }, since)).toBe('absent');
  });

  it('does not know which, where the same was asked for twice since', async () => {
    const connected = await connect();
    const { client } = connected;
    const { CompanyId } = await anyGoal(connected);
    const input = { Name: 'Just one', CompanyId };
    const since = client.tenantTime();
    await client.createGoal(input);
    await client.createGoal(input);
    expect(await client.findCreatedGoal(input, since)).toBe('unclear');
  });

  it('does not take it for absent while there is no answer yet', async () => {
    const connected = await connect();
    const { client, tenant } = connected;
    const { CompanyId } = await anyGoal(connected);
    const input = { Name: 'Just one', CompanyId };
    const since = client.tenantTime();
    tenant.faults.add({ kind: 'latency', operation: 'createGoal', delay: 300 });
    const creating = client.createGoal(input);
    expect(await client.findCreatedGoal(input, since)).toBe('unclear');
    expect(await client.findCreatedGoal(input, since)).not.toBe('absent');
    await creating;
  });
});
