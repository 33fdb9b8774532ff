import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { qualifiedName } from '../src/agent/toolNames.ts';
import { tools } from '../src/agent/toolTable.ts';
import { projectFolder } from './folders.ts';

const icons: Readonly<Record<string, string>> = {
  search_goals: 'search',
  get_goal: 'target',
  list_companies: 'organization',
  list_templates: 'file',
  list_owners: 'person',
  goals_at_risk: 'warning',
  what_changed: 'history',
  plan_changes: 'checklist',
  apply_plan: 'cloud-upload',
  show_goal: 'go-to-file',
};

/** `search_goals` as it is referred to in a chat: `searchGoals`. */
const referenceName = (name: string): string => name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** The tools as VS Code wants them declared. Its texts are those of package.nls.json. */
export const declaredTools = () =>
  tools.map(({ name, description, input }) => ({
    name: qualifiedName(name),
    displayName: `%tool.${name}.displayName%`,
    modelDescription: description,
    userDescription: `%tool.${name}.userDescription%`,
    canBeReferencedInPrompt: true,
    toolReferenceName: referenceName(name),
    icon: `$(${icons[name] ?? 'target'})`,
    tags: ['customer goals', 'gainsight'],
    inputSchema: input,
  }));

// node scripts/agentTools.ts: declares them in package.json.
if (import.meta.main) {
  const file = join(projectFolder, 'package.json');
  const manifest: { contributes: Record<string, unknown> } = JSON.parse(readFileSync(file, 'utf8'));
  manifest.contributes['languageModelTools'] = declaredTools();
  writeFileSync(file, `${JSON.stringify(manifest, undefined, 2)}\n`);
}
