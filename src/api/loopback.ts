/** Whether a host, as `URL.hostname` has it, is this computer itself: the only one to which the key may go without https. */
export const isLoopback = (hostname: string): boolean => /^(127(\.\d{1,3}){3}|localhost|\[::1\])$/.test(hostname);
