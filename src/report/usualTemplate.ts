import * as l10n from '@vscode/l10n';
import { blockPlaceholders, textPlaceholders } from './template.ts';

/** What a review looks like until a person changes it. */
export const usualTemplate = (): string => `# {{title}}

{{period}}

{{summary}}

{{pictures}}

---

## ${l10n.t('Outcomes')}

{{outcomes}}

---

## ${l10n.t('Achieved')}

{{achieved}}

---

## ${l10n.t('Slipped')}

{{slipped}}

## ${l10n.t('Missed')}

{{missed}}

---

## ${l10n.t('Next')}

{{next}}
`;

/** The same, with what can be written in it. */
export const templateToEdit = (): string => `<!--
${l10n.t('This is the review template. It can have headings (#), lists (-), paragraphs, and --- where a new slide starts.')}
${l10n.t('Within text: {0}', named(textPlaceholders))}
${l10n.t('On a line of their own: {0}', named(blockPlaceholders))}
-->

${usualTemplate()}`;

const named = (names: readonly string[]): string => names.map((name) => `{{${name}}}`).join(' ');
