import * as l10n from '@vscode/l10n';
import { wordsElementId } from '../dataElements.ts';
import { dataIn } from './dataIn.ts';

/** Takes the translations that stand in the document. To be called before anything is worded. */
export function takeWords(): void {
  const words = dataIn(wordsElementId);
  if (words !== undefined) l10n.config({ contents: words });
}
