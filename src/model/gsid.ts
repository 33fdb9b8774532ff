/** Whether a text can be an id of the tenant's. */
export const isGsid = (text: string): boolean => /^[A-Z0-9]{36}$/.test(text);
