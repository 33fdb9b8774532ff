import * as l10n from '@vscode/l10n';
import { wordsElementId } from '../wordsElement.ts';

/** Takes the translations that stand in the document. To be called before anything is worded. */
export function takeWords(): void {
  const words = document.getElementById(wordsElementId)?.textContent;
  if (words) l10n.config({ contents: words });
}
