import { type ThresholdSettings, thresholdTable } from "../resources/thresholds.js";

const EVERYTHING = /full report|comprehensive|everything|complete analysis/i;
const PORTFOLIO = /^(portfolio|all|compare)$/i;
const DEFAULT_PERIOD = "last 30 days";
const DEFAULT_FOCUS = "overall quality";

/** The workflow behind the prompt `analyze-product-quality`. */
export function analyzeProductQuality(
  { product_identifier: product, period = DEFAULT_PERIOD, focus_area: focus = DEFAULT_FOCUS }: Record<string, string>,
  settings: ThresholdSettings,
): string {
  const alone = EVERYTHING.test(focus);
  return `Analyze the quality of what was tested at TestIO.

Product: ${product ?? "not chosen yet"}
Period: ${period}
Focus: ${focus}

Work through these steps in order. Keep a to-do list of them where your client has one.

1. **Prepare.** Read the resource testio://knowledge/playbook if you can. ${productStep(product)}
2. **Period.** Use start_date "${period}". If the words name no period, ask. Tell me the dates that the answers echo.
3. **Fresh data.** Look at as_of of the answers. If it is older than a day, or coverage says that something in scope was never fetched, call sync_data for these products, once. If that fails, go on and say so.
4. **Snapshot.** Call get_product_quality_report. Show one headline (healthy, warning or critical, and why), then tests, bugs by status and severity, the rates as "x of y", the change against the previous period, and what coverage says is missing. Judge by:

${thresholdTable(settings)}

5. **${alone ? "Go on by yourself" : "Stop and ask"}.** ${choice(alone, focus)}
6. **Investigate** each chosen point: query_metrics to find where it comes from (feature, test, month, rejection_reason, tester, found_platform), then list_bugs with those filters, then get_bug_summary of enough bugs to be sure. Read goal and instructions of a test (get_test_status) before you blame testers or scope.
7. **Write it down** as a Markdown file, if you can write files (name it after product and period; put the calls and their arguments at the end so that it can be repeated); else show it.

Every finding has: what you saw, the sample ("read 14 of 52"), bug ids (at least 3 for anything called certain), how sure you are, and what else could explain it. Also say what you looked for and did not find.
- Certain: you read more than half of the bugs concerned, and more than 70 % of those show it.
- Likely: 20-50 % read, or 50-70 % show it.
- Below that: say that it is a guess, and ask me before you build on it.

Check twice before you answer: do the parts add up to the totals you name, and does each bug you cite say what you claim? Ask rather than guess when there are fewer than 5 bugs, when a text can be read two ways, or when the reason lies outside the data. null is unknown, not zero.
`;
}

function productStep(product: string | undefined): string {
  if (product === undefined) {
    return "Call list_products sorted by last_test_end, show the ten most recently tested with id and name, and ask me which to analyze.";
  }
  if (PORTFOLIO.test(product)) {
    return "Take all products with tests in the period (list_products), compare them in one table first, and analyze those that stand out.";
  }
  if (/^[\d\s,]+$/.test(product)) return `Check with list_products that ${product} exists and name it by its title.`;
  return `Find "${product}" with list_products (search). If several fit, ask; if none does, show the nearest.`;
}

function choice(alone: boolean, focus: string): string {
  if (alone)
    return "I want everything: investigate all points that the playbook makes conspicuous, worst first, without asking between.";
  const about = focus === DEFAULT_FOCUS ? "" : ` Put what concerns "${focus}" first.`;
  return `List the points that the playbook makes conspicuous here as a numbered menu, each with its figure and what you would look at; add "something else". Then wait for my choice. Do not investigate before it.${about}`;
}
