/**
 * The pictures' style sheet, for a page and for a file that stands alone: VS Code's colours where they are there, and colours for paper
 * where they are not. Red is for what is late.
 */
export const pictureStyle = `
.picture {
  --ink: var(--vscode-foreground, #1f1f1f);
  --faint: var(--vscode-descriptionForeground, #595959);
  --paper: var(--vscode-editor-background, #ffffff);
  --line: var(--vscode-charts-lines, #8a8a8a);
  --blue: var(--vscode-charts-blue, #1a6fb5);
  --green: var(--vscode-charts-green, #2f7d32);
  --red: var(--vscode-charts-red, #c4281c);
  --purple: var(--vscode-charts-purple, #6b3fa0);
  --yellow: var(--vscode-charts-yellow, #a67c00);
  display: block;
  max-width: 100%;
  overflow: visible;
  font-family: var(--vscode-font-family, system-ui, sans-serif);
}
.picture text { fill: var(--ink); font-size: 12px; pointer-events: none; }
.picture .faint { fill: var(--faint); }
.picture .axis { stroke: var(--line); }
.picture .measure { stroke: var(--line); stroke-dasharray: 1 4; }
.picture .pace { stroke: var(--ink); stroke-dasharray: 4 3; opacity: 0.7; }
.picture .today { stroke: var(--ink); stroke-width: 1.5; }
.picture .pattern { fill: none; stroke: var(--paper); stroke-width: 1.5; }
.picture .cell { fill: var(--faint); opacity: 0.55; }
.picture .spark { fill: var(--blue); }
.picture .hit { fill: transparent; }
.picture .tone { stroke-width: 1; }
.picture .achieved { fill: var(--green); stroke: var(--green); }
.picture .inProgress { fill: var(--blue); stroke: var(--blue); }
.picture .notStarted { fill: var(--paper); stroke: var(--ink); }
.picture .missed { fill: var(--purple); stroke: var(--purple); }
.picture .other { fill: var(--yellow); stroke: var(--yellow); }
.picture .overdue { fill: var(--red); stroke: var(--red); }
.picture .behind { fill: var(--purple); stroke: var(--purple); }
.picture .open { fill: var(--blue); stroke: var(--blue); }
.picture .closed { fill: var(--paper); stroke: var(--ink); }
`;
