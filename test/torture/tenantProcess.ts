// A sample tenant that can be killed: tenantProcess.ts <folder> <port> <access key> <cut>; with `cut` every third answer to a create is lost
import { startSampleTenant } from '../../src/sample/server.ts';

const [folder = '', port = '0', accessKey = '', cut = ''] = process.argv.slice(2);
const options = { folder, port: Number(port), accessKey, goals: 60, requestsPerMinute: Number.POSITIVE_INFINITY };
const tenant = await startSampleTenant(options);
if (cut === 'cut')
  for (let lost = 0; lost < 320; lost += 1)
    tenant.faults.add({ kind: 'cutAfter', operation: 'createGoal', skip: 2, times: 1 });
process.once('disconnect', () => void tenant.close());
process.send?.(tenant.url);
