import type { PrismProxy } from '../contract/prismProxy.ts';
import { startPrismProxy } from '../contract/prismProxy.ts';
import { startRelay } from './relay.ts';

/** A Prism, which takes two seconds to start, for one tenant after another. */
export type Judge = {
  /** Puts this tenant behind Prism, and says where to reach it and what Prism has refused since. */
  readonly of: (origin: string) => Promise<Pick<PrismProxy, 'url' | 'violations'>>;
  readonly close: () => Promise<void>;
};

/** Prism keeps one upstream for its life: a relay hands on to the tenant of the moment. */
export async function startJudge(): Promise<Judge> {
  let tenant = '';
  const relay = await startRelay(() => tenant);
  const prism = await startPrismProxy(relay.url);
  let told = 0;
  const violations = async (): Promise<readonly string[]> => {
    const all = await prism.violations();
    const fresh = all.slice(told);
    told = all.length;
    return fresh;
  };
  return {
    of: async (origin) => {
      tenant = origin;
      // A workbench outlives its tenant by a moment, and asks in vain.
      await violations();
      return { url: prism.url, violations };
    },
    close: async () => {
      await prism.close();
      relay.close();
    },
  };
}
