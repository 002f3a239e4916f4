/** The workflow behind the prompt `prep-meeting`. */
export function prepMeeting({ analysis_dir: directory = "", context }: Record<string, string>): string {
  return `Prepare a meeting from the analysis in the folder ${directory}.

Meeting: ${context ?? "not described: ask who meets, for how long, and what should come of it"}

1. **Read** every file in that folder, and the resource testio://knowledge/playbook if you can. Say what is there, which products and period it covers, and how old it is. If there is no analysis, stop and suggest the prompt analyze-product-quality.
2. **Story first.** Before any slide: in five sentences, where we stand, what changed, why, what it costs, what we propose. One message per section; drop what supports none of them.
3. **Evidence.** For each message two or three figures, each as "x of y" with its period, and up to three bugs by id that a listener understands at once. Look figures up again with get_product_quality_report and query_metrics, with the same dates as in the analysis: where they differ now, say by how much and use the new ones.
4. **Ask me** before you produce anything: show the story and the evidence, name what is weak or sensitive (single people, blame, figures from few bugs, gaps in coverage), and let me correct it. Wait for my answer.
5. **Produce** three files in that folder:
   - \`fetch_metrics.py\` (or \`.mjs\` if I prefer): computes every figure of the slides again over REST (resource testio://knowledge/programmatic-access; read /openapi.json first), with product ids and dates at its top, and prints them as JSON with as_of and coverage. Run it, and fix it until its figures are those of the slides.
   - \`slide-data.md\`: per slide a title that states the message, the figures with their definitions, the chart to draw (kind, axes, series), and where each figure comes from.
   - \`conversation-guide.md\`: per topic an open question to begin with, what the listener may answer, the figure to have at hand, and what to agree on. Questions before statements: the customer knows reasons that the data does not.
6. **Check** that every figure in the three files is the same, and list what remains open.

Never invent a figure or a quotation. Testers are partners, not suspects: speak of reports, not of people, unless I ask.
`;
}
