/** The sections behind the first screen. */
export const CONTENT_CSS = `
main > section[id] { margin-top: clamp(2rem, 4vw, 3rem); padding: clamp(1.1rem, 3vw, 2rem); background: var(--card); border: 1px solid var(--chart-line); border-radius: 10px; scroll-margin-top: 1rem; }
h2 { margin-bottom: 1rem; font-size: 1.375rem; }
h3 { margin-top: 1.5rem; margin-bottom: .6rem; font-size: 1rem; }
.fine { margin: 1rem 0 0; max-width: 54rem; color: var(--chart-faint); font-size: .8125rem; line-height: 1.5; }
.figures + p { margin-top: 1rem; }
.nothing { color: var(--chart-faint); }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 2rem 2.5rem; margin-bottom: 1rem; }
.pair > * { min-width: 0; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 12rem), 1fr)); gap: 1rem 2rem; margin-bottom: .25rem; }
.card h3 { margin: 0; font-weight: 600; }
.card-value { display: flex; align-items: baseline; gap: .6rem; margin: .1rem 0 .4rem; font-size: 1.75rem; font-weight: 700; letter-spacing: -.02em; font-variant-numeric: tabular-nums; }
.card .chart { margin-top: .5rem; }
/* Shadows where there is more to scroll to. */
.scroll { overflow-x: auto; margin: 1rem 0 0; background: linear-gradient(to right, var(--card) 30%, transparent) 0 0, linear-gradient(to left, var(--card) 30%, transparent) 100% 0, radial-gradient(farthest-side at 0 50%, rgb(0 0 0 / .22), transparent) 0 0, radial-gradient(farthest-side at 100% 50%, rgb(0 0 0 / .22), transparent) 100% 0; background-size: 2.5rem 100%, 2.5rem 100%, .8rem 100%, .8rem 100%; background-repeat: no-repeat; background-attachment: local, local, scroll, scroll; }
table { width: 100%; border-collapse: collapse; font-size: .875rem; line-height: 1.4; }
th, td { padding: .5rem .9rem .5rem 0; border-bottom: 1px solid var(--chart-line); text-align: left; vertical-align: top; font-weight: 400; }
th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--chart-faint); font-size: .8125rem; white-space: nowrap; vertical-align: bottom; border-bottom-color: var(--chart-faint); }
tbody th { min-width: 7rem; overflow-wrap: anywhere; }
.many tbody th { min-width: 11rem; }
td { min-width: 4rem; }
.figure { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; min-width: 0; }
.day { white-space: nowrap; }
.names { columns: 15rem; column-gap: 2rem; list-style: none; font-size: .9375rem; }
.names li { padding: .2rem 0; break-inside: avoid; overflow-wrap: anywhere; }
.more { margin-top: 1rem; }
.more > summary { width: fit-content; cursor: pointer; color: var(--accent); }
.steps { list-style: none; }
.steps li { display: grid; grid-template-columns: 5.5rem 1fr; gap: .25rem 1rem; padding: .9rem 0; border-top: 1px solid var(--chart-line); }
.steps li:first-child { border-top: 0; padding-top: 0; }
.steps p { margin: 0; }
.steps .note { font-size: .9375rem; }
.priority { height: fit-content; width: fit-content; padding: .05rem .6rem; border: 1px solid currentColor; border-radius: 99px; font-size: .8125rem; font-weight: 600; color: var(--none); }
.priority.high { color: var(--bad); }
.priority.medium { color: var(--warn); }
.notes { margin: 1rem 0 0 1.2rem; max-width: 54rem; font-size: .9375rem; }
.pair h3, .card h3 { margin-top: 0; }
#changes .scroll { max-width: 46rem; }
@media (max-width: 30rem) { .steps li { grid-template-columns: 1fr; } table { font-size: .8125rem; } th, td { padding-right: .6rem; } tbody th { min-width: 5.5rem; } .many tbody th { min-width: 9rem; } #changes .delta { white-space: normal; } }
`;
