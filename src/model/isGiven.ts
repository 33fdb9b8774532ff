/** Whether the tenant gave a value: what a goal has not may be left out or empty. */
export const isGiven = (text: string | undefined): text is string => text !== undefined && text !== '';
