import type { IncomingMessage } from 'node:http';
import { success, type Answer } from './answer.ts';
import { faultProblem, type Fault, type Faults } from './faults.ts';
import { Refusal } from './refusal.ts';
import { readJson } from './request.ts';
import type { LoggedRequest } from './requestLog.ts';

export const controlPath = '/__sample/';

export type Controlled = { readonly faults: Faults; readonly requests: readonly LoggedRequest[] };

/**
 * What tests in another process ask of a stand-alone tenant: `GET /__sample/requests` for the log, and
 * `GET`, `POST` (one fault or an array) and `DELETE /__sample/faults`.
 */
export async function control(request: IncomingMessage, path: string, controlled: Controlled): Promise<Answer> {
  const { faults, requests } = controlled;
  switch (`${request.method} ${path.slice(controlPath.length)}`) {
    case 'GET requests':
      return success(requests);
    case 'GET faults':
      return success(faults.list());
    case 'POST faults':
      faults.add(...readFaults(await readJson(request)));
      return success(faults.list());
    case 'DELETE faults':
      faults.clear();
      return success([]);
    default:
      throw new Refusal(404, 'noRoute', `There is nothing at ${request.method} ${path}.`);
  }
}

function readFaults(value: unknown): readonly Fault[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  for (const fault of list) {
    const problem = faultProblem(fault);
    if (problem !== undefined) throw new Refusal(400, 'badValue', problem);
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return list as readonly Fault[];
}
