/** On paper: light, without what only a screen needs, and nothing cut in two that belongs together. */
export const PRINT_CSS = `
@page { size: A4; margin: 16mm 14mm; }
@media print {
  :root { color-scheme: light; --page: #fff; }
  html { font-size: 9.5pt; }
  body { max-width: none; padding: 0; line-height: 1.45; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .skip, nav { display: none; }
  .masthead { padding: 0 0 8pt; }
  h1 { font-size: 22pt; }
  .headline { font-size: 14pt; }
  .figures { grid-template-columns: none; grid-auto-flow: column; grid-auto-columns: 1fr; gap: 5pt; }
  .delta { white-space: normal; }
  .figures li { padding: 7pt; }
  .figures .value, .card-value { font-size: 15pt; }
  main > section[id] { margin-top: 14pt; padding: 0; border: 0; border-radius: 0; }
  h2 { padding-top: 8pt; border-top: 1.5pt solid var(--chart-ink); font-size: 14pt; }
  h2, h3, figcaption, thead { break-after: avoid; }
  .verdict, .figures, .card, .chart-figure, .steps li, tr, .fine { break-inside: avoid; }
  .pair, .cards { gap: 12pt 18pt; }
  .pair { grid-template-columns: 1fr 1fr; }
  .cards { grid-template-columns: repeat(3, 1fr); }
  .scroll { overflow: visible; background: none; }
  table { font-size: 8pt; }
  th, td { padding: 3pt 6pt 3pt 0; }
  thead th { white-space: normal; font-size: 8pt; }
  th, td, .many tbody th { min-width: 0; }
  .many tbody th { width: 24%; }
  td .badge { padding: 0 4pt 0 3pt; font-size: 7.5pt; }
  td .note, th .note { font-size: 7.5pt; }
  thead { display: table-header-group; }
  .more > summary { display: none; }
  .more::details-content { content-visibility: visible; height: auto; }
  a { color: inherit; text-decoration: none; }
}
`;
