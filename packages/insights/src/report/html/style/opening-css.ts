/** What is seen first: whose report, the verdict, the key figures. */
export const OPENING_CSS = `
.masthead { padding: clamp(1.5rem, 4vw, 3rem) 0 1.5rem; }
.kind { margin: 0 0 .35rem; color: var(--chart-faint); font-size: .8125rem; font-weight: 600; letter-spacing: .06em; text-transform: uppercase; }
h1 { font-size: clamp(1.75rem, 1.2rem + 2.4vw, 2.75rem); font-weight: 700; }
.facts { display: flex; flex-wrap: wrap; gap: .75rem 2.25rem; margin-top: 1rem; font-size: .9375rem; }
.facts dt { color: var(--chart-faint); font-size: .8125rem; }
.facts dd { overflow-wrap: anywhere; }
.verdict { padding: clamp(1.25rem, 3vw, 2rem); background: var(--card); border: 1px solid var(--chart-line); border-left: 6px solid var(--none); border-radius: 10px; }
.verdict.healthy { border-left-color: var(--good); }
.verdict.warning { border-left-color: var(--warn); }
.verdict.critical { border-left-color: var(--bad); }
.headline { margin: .5rem 0 .75rem; max-width: 52rem; font-size: clamp(1.2rem, 1rem + 1vw, 1.5rem); font-weight: 600; line-height: 1.3; letter-spacing: -.01em; text-wrap: pretty; }
.verdict p:last-child { margin: 0; }
.confidence { color: var(--chart-faint); }
.badge { display: inline-flex; align-items: center; gap: .35rem; padding: .1rem .6rem .1rem .4rem; border-radius: 99px; font-size: .8125rem; font-weight: 600; line-height: 1.5; white-space: nowrap; color: var(--none); border: 1px solid currentColor; }
.badge svg { flex: none; width: .8rem; height: .8rem; fill: none; stroke: currentColor; stroke-width: 2.5; stroke-linecap: round; stroke-linejoin: round; }
.badge.healthy { color: var(--good); }
.badge.warning { color: var(--warn); }
.badge.critical { color: var(--bad); }
.verdict .badge { font-size: .9375rem; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 10.5rem), 1fr)); gap: .75rem; margin: .75rem 0 0; list-style: none; }
.figures li { display: flex; flex-direction: column; align-items: flex-start; gap: .15rem; padding: 1rem 1.1rem; background: var(--card); border: 1px solid var(--chart-line); border-radius: 10px; }
.figures .name { color: var(--chart-faint); font-size: .8125rem; }
.figures .value { font-size: 1.75rem; font-weight: 700; line-height: 1.15; letter-spacing: -.02em; font-variant-numeric: tabular-nums; }
.figures .badge { margin-top: .4rem; }
.note { color: var(--chart-faint); font-size: .8125rem; font-weight: 400; letter-spacing: 0; }
.delta { font-size: .8125rem; white-space: nowrap; color: var(--chart-faint); }
.delta.better { color: var(--good); font-weight: 600; }
.delta.worse { color: var(--bad); font-weight: 600; }
nav { margin: 1.5rem 0 0; font-size: .875rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .35rem 1.25rem; list-style: none; }
@media (max-width: 30rem) { .figures { grid-template-columns: 1fr 1fr; gap: .5rem; } .figures li { padding: .75rem .8rem; } .figures li:first-child:nth-last-child(odd) { grid-column: 1 / -1; } .figures .value { font-size: 1.5rem; } .delta { white-space: normal; } }
`;
