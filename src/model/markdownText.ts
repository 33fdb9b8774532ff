import { plainLabel } from './plainLabel.ts';

/** A tenant's text as one line, in which nothing is Markdown or HTML. */
export const markdownText = (text: string): string =>
  plainLabel(text)
    // The invisible sign keeps VS Code from drawing an icon; here there are none.
    .replaceAll('\u200b', '')
    .replaceAll(/[\\`*_{}[\]<>#|~&$!]/g, String.raw`\$&`);
