const windowMilliseconds = 60_000;

/** Whether one more request is allowed now. Counts in fixed windows of a minute, as the service does. */
export function rateLimit(requestsPerMinute: number, now: () => Date): () => boolean {
  let window = 0;
  let count = 0;
  return () => {
    const current = Math.floor(now().getTime() / windowMilliseconds);
    if (current !== window) {
      window = current;
      count = 0;
    }
    count++;
    return count <= requestsPerMinute;
  };
}
