import { pictureStyle } from '../pictures/pictureStyle.ts';

/** For the screen and for paper: always dark on white, whatever theme shows it. */
export const reportStyle = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #fff; color: #1f1f1f; font: 16px/1.5 system-ui, "Segoe UI", Roboto, sans-serif; }
main { max-width: 820px; margin: 0 auto; padding: 40px 24px 64px; }
h1 { font-size: 28px; line-height: 1.2; margin: 0 0 8px; }
h2 { font-size: 20px; margin: 36px 0 8px; border-bottom: 1px solid #d0d0d0; padding-bottom: 4px; }
h3 { font-size: 16px; margin: 24px 0 4px; }
p { margin: 8px 0; }
ul { padding-left: 22px; margin: 8px 0; }
li { margin: 4px 0; }
h1, h2, h3, p, li, tbody th, td:nth-child(5) { overflow-wrap: anywhere; }
td { overflow-wrap: break-word; }
td:nth-child(5) { min-width: 160px; }
table { border-collapse: collapse; width: 100%; margin: 12px 0; font-size: 14px; }
th, td { text-align: start; vertical-align: top; padding: 6px 10px 6px 0; border-bottom: 1px solid #e2e2e2; }
thead th { border-bottom: 2px solid #8a8a8a; }
tbody th { font-weight: 600; min-width: 180px; }
figure { margin: 16px 0; }
figcaption { color: #595959; font-size: 13px; margin-top: 4px; }
${pictureStyle}
.picture { --ink: #1f1f1f; --faint: #595959; --paper: #fff; --line: #8a8a8a; --blue: #1a6fb5; --green: #2f7d32;
  --red: #c4281c; --purple: #6b3fa0; --yellow: #a67c00; font-family: inherit; }
@media (max-width: 600px) { main { padding: 24px 16px; } table { display: block; overflow-x: auto; } }
@page { margin: 18mm 16mm; }
@media print {
  body { font-size: 11pt; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  main { max-width: none; padding: 0; }
  h2, h3 { break-after: avoid; }
  tr, li, figure { break-inside: avoid; }
  thead { display: table-header-group; }
}
`;
