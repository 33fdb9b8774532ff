import { plainLabel } from '../model/plainLabel.ts';

const mostLetters = 60;

/** What the tab of a comparison is called by VS Code, whatever the goal's name: no folder, and nothing that an address cannot hold. */
export const diffFileName = (name: string): string => {
  const letters = Array.from(name.replaceAll(/[/\\?#%:]/g, ' ')).slice(0, mostLetters);
  return `${plainLabel(letters.join('')) || 'goal'}.html`;
};
