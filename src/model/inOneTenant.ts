import type { Event } from './emitter.ts';
import type { TenantId } from './tenant.ts';

/** Which tenant a window is connected to. */
export type TenantNow = {
  readonly tenant: () => TenantId | undefined;
  readonly onDidChangeTenant: Event<unknown>;
};

/** As `vscode.CancellationTokenSource`. */
type Source<Token> = { readonly token: Token; cancel(): void; dispose(): void };

/**
 * What a person answers is meant for the tenant in which they were asked: undefined as soon as another is connected, or none. The token
 * is cancelled then, so that the question leaves the screen. Who is asked before any tenant is connected answers for the first one.
 */
export const inOneTenant = async <Token, T>(
  { tenant, onDidChangeTenant }: TenantNow,
  source: Source<Token>,
  ask: (token: Token) => PromiseLike<T | undefined>,
): Promise<T | undefined> => {
  let asked = tenant();
  let isOver = false;
  const subscription = onDidChangeTenant(() => {
    asked ??= tenant();
    if (asked === tenant()) return;
    isOver = true;
    source.cancel();
  });
  try {
    const answer = await ask(source.token);
    return isOver ? undefined : answer;
  } finally {
    subscription.dispose();
    source.dispose();
  }
};
