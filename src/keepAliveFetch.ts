import http from 'node:http';
import https from 'node:https';
import nodeFetch from 'node-fetch';
import type { Fetch } from './api/transport.ts';

/**
 * node-fetch over connections that are kept open between requests. It goes through Node's own `http` and `https`, which VS Code
 * patches in the extension host: so the user's proxy settings and the system's certificates hold for it.
 */
export const createKeepAliveFetch = (): { readonly fetch: Fetch; readonly close: () => void } => {
  const options = { keepAlive: true, maxSockets: 8 };
  const agents = { 'http:': new http.Agent(options), 'https:': new https.Agent(options) };
  return {
    fetch: (url, init) =>
      nodeFetch(url, { ...init, agent: ({ protocol }) => (protocol === 'http:' ? agents['http:'] : agents['https:']) }),
    close: () => {
      agents['http:'].destroy();
      agents['https:'].destroy();
    },
  };
};
