/** Files that have one job, and what they may import. */
type Room = {
  readonly files: RegExp;
  /** Files of ours that it may import, beside those of its own room. */
  readonly may: RegExp;
  readonly packages: RegExp;
};

const nothing = /^$/;
/** What is known, what is being edited, and words for failures: whatever stands on them may import it. */
const ground =
  /^((model|editing|words)\/.*|explain|failure|lazily|listFocus|pickRows|signalOf|tell|log|api\/(schema|errors|client|loopback))(\.ts)?$/;

/** The first room that a file fits is its own. */
export const rooms: Readonly<Record<string, Room>> = {
  words: { files: /^words\//, may: nothing, packages: nothing },
  api: { files: /^api\//, may: nothing, packages: /^p-queue$/ },
  modelNames: { files: /^model\/names\//, may: nothing, packages: nothing },
  modelQuery: {
    files: /^model\/query\//,
    may: /^(api\/(schema|isoMoment|textTable)|model\/(names\/\w+|dueDate|goalFields|storeChange))\.ts$/,
    packages: nothing,
  },
  modelRisk: {
    files: /^model\/risk\//,
    may: /^model\/(query\/(days|goalRows)|dueDate)\.ts$/,
    packages: nothing,
  },
  modelViews: {
    files: /^model\/views\//,
    may: /^model\/(names|query)\/\w+\.ts$|^model\/(emitter|goalStore|loadState|pause|tenant)\.ts$/,
    packages: nothing,
  },
  model: {
    files: /^model\/\w+\.ts$/,
    may: /^(api\/(schema|errors|client|query|paging|isoMoment|sleep|stampClock|textTable)|model\/names\/\w+)\.ts$/,
    packages: /^quick-lru$/,
  },
  markdown: {
    files: /^description\/markdown\//,
    may: /^description\/(each|steps)\.ts$/,
    packages: /^(mdast|mdast-util-[a-z-]+|micromark-(extension|core|util)-[a-z-]+)$/,
  },
  description: {
    files: /^description\//,
    may: /^description\/markdown\/\w+\.ts$/,
    packages: /^(hast|mdast|diff|(hast-util|mdast-util|micromark-(extension|core|util))-[a-z-]+)$/,
  },
  pictures: { files: /^pictures\//, may: nothing, packages: /^d3-(scale|shape)$/ },
  snapshot: {
    files: /^snapshot\//,
    may: /^(editing\/fileWrite|model\/(goalSlice|emitter|tenant|turns)|failure|log)\.ts$/,
    packages: /^node:/,
  },
  sharing: {
    files: /^sharing\//,
    may: /^(api\/paceShare|editing\/(fileError|fileLock)|log)\.ts$/,
    packages: /^node:/,
  },
  sampleData: { files: /^sample\/data\//, may: /^api\/schema\.ts$/, packages: nothing },
  sample: { files: /^sample\//, may: /^(api\/schema|sample\/data\/\w+)\.ts$/, packages: /^node:/ },
  editingDisk: {
    files: /^editing\/(drafts|draftFiles?|draftName|file\w+)\.ts$/,
    may: /^(editing\/draft|model\/emitter)\.ts$/,
    packages: /^node:/,
  },
  editing: {
    files: /^editing\//,
    may: /^(model\/.*|failure|log|api\/(schema|errors|client)|description\/statusNotes)(\.ts)?$/,
    packages: nothing,
  },
  historyDisk: {
    files: /^history\/(generation|histories|history(Folder|Lines|Texts|Writer)|(read|tidy)History)\.ts$/,
    may: /^(history\/(chain|changeRow|historyLimits|recordedChange)|api\/textTable|editing\/(draftName|fileError|fileLock)|model\/tenant|failure|log)\.ts$/,
    packages: /^node:/,
  },
  history: {
    files: /^history\//,
    may: /^(model\/.*|api\/(schema|errors)\.ts|description\/statusNotes\.ts|log\.ts)$/,
    packages: nothing,
  },
  planDisk: {
    files: /^plan\/(openPlan|plan(Files|Lock|Text))\.ts$/,
    may: /^(plan\/(ledger|plan|readPlan|stepState)|editing\/(draftName|fileError|fileLock|fileSync|fileWrite)|model\/tenant)\.ts$/,
    packages: /^node:/,
  },
  plan: {
    files: /^plan\//,
    may: /^(model\/.*|api\/(schema|errors|client|query))(\.ts)?$/,
    packages: nothing,
  },
  goalTextVsCode: {
    files: /^goalText\/vscode\//,
    may: new RegExp(
      `${ground.source}|^(goalText\\/\\w+|goalTextWords|description\\/richText|plan\\/(intent|knownTenant))\\.ts$`,
    ),
    packages: /^(vscode|node:.*)$/,
  },
  goalText: {
    files: /^goalText\/\w+\.ts$/,
    may: /^(model\/.*|api\/schema|description\/richText|plan\/(intent|knownTenant))\.ts$/,
    packages: /^yaml$/,
  },
  agentVsCode: {
    files: /^agent\/vscode\//,
    may: new RegExp(`${ground.source}|^(agent\\/(disk\\/)?\\w+|history\\/recordedChange|plan\\/(intent|undo))\\.ts$`),
    packages: /^vscode$/,
  },
  agentDisk: {
    files: /^agent\/disk\//,
    may: /^(agent\/(activity|plans)|editing\/(draftName|fileError|fileLock)|model\/(dueDate|tenant)|plan\/(planFiles|stepState)|log)\.ts$/,
    packages: /^node:/,
  },
  agentNode: { files: /^agent\/mcp\//, may: /./, packages: /^(node:.*|@modelcontextprotocol\/server.*)$/ },
  agent: {
    files: /^agent\//,
    may: new RegExp(
      `${ground.source}|^(refusalWords|description\\/richText|history\\/(goalNews|recentNotes|recordedChange|whatChanged)|plan\\/.*)(\\.ts)?$`,
    ),
    packages: nothing,
  },
  webviewPage: {
    files: /^webview\/(page\/.*|(choice|eachShape|loadStatus|messageShape|sparkShape|dataElements)\.ts)$/,
    may: /^(failure|model\/names\/fold|pictures\/\w+|words\/\w+)\.ts$/,
    packages: /^@github\/combobox-nav$/,
  },
  webview: { files: /^webview\//, may: /^words\/language\.ts$/, packages: /^(vscode|node:.*)$/ },
  page: {
    files: /^\w+\/(page\/.*|protocol\.ts)$/,
    may: /^(model\/(dueDate|goalFields|goalRules)|editing\/conflictChoices|description\/(richText|typing)|api\/schema|failure|form\/protocol|overview\/protocol|pictures\/\w+|words\/.*|webview\/(page\/.*|(choice|dataElements|eachShape|loadStatus|messageShape|sparkShape)\.ts))(\.ts)?$/,
    packages: /^hast$/,
  },
  drafts: { files: /^drafts\//, may: ground, packages: /^vscode$/ },
  connection: {
    files: /^connection\//,
    may: new RegExp(`${ground.source}|^api\\/envelope\\.ts$`),
    packages: /^(vscode|node:.*)$/,
  },
  tree: { files: /^tree\//, may: ground, packages: /^vscode$/ },
  form: {
    files: /^form\//,
    may: new RegExp(`${ground.source}|^(description/richText|webview/\\w+)\\.ts$`),
    packages: /^(vscode|node:.*)$/,
  },
  overview: {
    files: /^overview\//,
    may: new RegExp(`${ground.source}|^(pictures\\/\\w+|webview\\/\\w+)\\.ts$`),
    packages: /^vscode$/,
  },
  review: {
    files: /^review\//,
    may: new RegExp(
      `${ground.source}|^(description/(seenNote|statusNotes)|plan/intent|history/(goalNews|recentNotes|recordedChange|whatChanged))\\.ts$`,
    ),
    packages: /^vscode$/,
  },
  sweep: {
    files: /^sweep\//,
    may: new RegExp(`${ground.source}|^(description/(seenNote|statusNotes)|plan/intent)\\.ts$`),
    packages: /^(vscode|node:.*)$/,
  },
  report: {
    files: /^report\//,
    may: new RegExp(
      `${ground.source}|^(description/statusNotes|history/(goalNews|recordedChange|whatChanged)|pictures/\\w+)\\.ts$`,
    ),
    packages: /^vscode$/,
  },
  plannedChanges: {
    files: /^plannedChanges\//,
    may: new RegExp(`${ground.source}|^(plan/\\w+|refusalWords)\\.ts$`),
    packages: /^vscode$/,
  },
  mentions: { files: /^mentions\//, may: ground, packages: /^vscode$/ },
  sync: { files: /^sync\//, may: ground, packages: /^vscode$/ },
  views: { files: /^views\//, may: ground, packages: /^vscode$/ },
  csv: { files: /^csv\//, may: /^(model\/.*|api\/schema|plan\/intent)(\.ts)?$/, packages: /^papaparse$/ },
  goalFiles: {
    files: /^goalFiles\//,
    may: new RegExp(
      `${ground.source}|^(plan/(intent|knownTenant)|csv/\\w+|goalText/(textBase|writeGoalText)|description/(richText|statusNotes))\\.ts$`,
    ),
    packages: /^vscode$/,
  },
  quickActions: {
    files: /^quickActions\//,
    may: new RegExp(`${ground.source}|^plan/intent\\.ts$`),
    packages: /^(vscode|chrono-node(\/.*)?)$/,
  },
  folderFile: { files: /^folderFile\//, may: ground, packages: /^(vscode|yaml)$/ },
  commands: {
    files: /^commands\//,
    may: new RegExp(`${ground.source}|^(plan/intent|(goalFiles|quickActions)/\\w+)\\.ts$`),
    packages: /^vscode$/,
  },
  refusals: {
    files: /^refusalWords\.ts$/,
    may: /^(model\/goalFields|plan\/intent|words\/\w+)\.ts$/,
    packages: nothing,
  },
  goalTextWords: {
    files: /^goalTextWords\.ts$/,
    may: /^(goalText\/textProblem|words\/\w+)\.ts$/,
    packages: nothing,
  },
  tell: { files: /^tell\.ts$/, may: /^explain\.ts$/, packages: /^vscode$/ },
  lazily: { files: /^lazily\.ts$/, may: nothing, packages: nothing },
  listFocus: { files: /^(listFocus|signalOf)\.ts$/, may: nothing, packages: /^vscode$/ },
  pickRows: { files: /^pickRows\.ts$/, may: nothing, packages: /^(vscode|node:util)$/ },
  failures: { files: /^(explain|failure|failureWords|queryWords|json|log)\.ts$/, may: ground, packages: nothing },
  root: {
    files: /^(agentsAndMentions|extension|clients|goalTools|kept|reviews|saver|settings|tenantClient)\.ts$/,
    may: /./,
    packages: /./,
  },
};
