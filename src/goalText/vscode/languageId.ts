/** As `package.json` declares it for files named `*.goals.yaml`. */
export const languageId = 'customer-goals-yaml';
export const fileEnding = '.goals.yaml';
