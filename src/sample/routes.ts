import { Refusal } from './refusal.ts';

export type OperationId =
  | 'createGoal'
  | 'searchGoals'
  | 'listGoalTemplates'
  | 'getGoal'
  | 'updateGoal'
  | 'listGoalMetrics'
  | 'addGoalMetric';

export type Route = { readonly operationId: OperationId; readonly goalId: string };

type Methods = Readonly<Partial<Record<string, OperationId>>>;
type RouteRow = readonly [pattern: RegExp, methods: Methods];

/** The first that matches counts, so that `search` and `templates` are never taken for a Gsid. */
const rows: readonly RouteRow[] = [
  [/^\/v1\/goals$/, { POST: 'createGoal' }],
  [/^\/v1\/goals\/search$/, { POST: 'searchGoals' }],
  [/^\/v1\/goals\/templates$/, { GET: 'listGoalTemplates' }],
  [/^\/v1\/goals\/([^/]+)$/, { GET: 'getGoal', PUT: 'updateGoal' }],
  [/^\/v1\/goals\/([^/]+)\/metrics$/, { GET: 'listGoalMetrics', POST: 'addGoalMetric' }],
];

const takesBody: ReadonlySet<OperationId> = new Set(['createGoal', 'searchGoals', 'updateGoal', 'addGoalMetric']);

export function operationTakesBody(operationId: OperationId): boolean {
  return takesBody.has(operationId);
}

export const operationIds: readonly OperationId[] = rows.flatMap(([, methods]) =>
  Object.values(methods).filter((operationId) => operationId !== undefined),
);

/** Throws a Refusal: 404 for a path that is not served, 405 for a method that the path does not have. */
export function routeOf(method: string, path: string): Route {
  const { methods, goalId } = rowOf(path);
  // HEAD is a GET whose body is left out; node:http sees to that.
  const operationId = methods[method === 'HEAD' ? 'GET' : method];
  if (operationId !== undefined) return { operationId, goalId };
  const allow = allowedMethods(path);
  throw new Refusal(405, 'noRoute', `${method} is not served here; ${allow} are.`, { allow });
}

/** For the header `Allow`; throws a Refusal for a path that is not served. */
export function allowedMethods(path: string): string {
  const methods = Object.keys(rowOf(path).methods);
  return [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
}

function rowOf(path: string): { readonly methods: Methods; readonly goalId: string } {
  for (const [pattern, methods] of rows) {
    const match = pattern.exec(path);
    if (match !== null) return { methods, goalId: decoded(match[1] ?? '', path) };
  }
  throw noRoute(path);
}

function decoded(part: string, path: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw noRoute(path);
  }
}

function noRoute(path: string): Refusal {
  return new Refusal(404, 'noRoute', `There is nothing at ${path}.`);
}
