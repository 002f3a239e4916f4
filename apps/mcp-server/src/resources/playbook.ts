import { percent, type ThresholdSettings, thresholdTable } from "./thresholds.js";

/** What somebody who knows crowd testing keeps in mind when reading the figures. */
export function playbook(settings: ThresholdSettings): string {
  return `# Playbook: reading TestIO data

## What happens to a test
\`initialized\` (planned) → \`waiting\` → \`running\` → \`customer_finalized\` or \`locked\` (over; bugs can still be reviewed for weeks) → \`archived\`. \`cancelled\` never ran.
Metrics and reports count \`running, locked, archived, customer_finalized\` unless asked otherwise. A period selects tests by the day they end.
*rapid* and *focused* tests look at up to 4 features (rapid: critical functional bugs only), *coverage* tests at everything, *usability* tests at how people get along. Compare like with like: a rapid test finds fewer bugs by design.

## What happens to a bug
\`forwarded\` (open: the customer has to decide) → \`accepted\` (by a person), \`rejected\` (by a person), or \`auto_accepted\` (by the clock, ten days after it was forwarded). \`known\` is a mark, not an outcome.
Many auto-accepted bugs mean that nobody looked, not that all is well. Open bugs in a test that ended more than ten days ago are unusual: check when the bugs were fetched.

## When a rate is bad
${thresholdTable(settings)}
At the boundary itself a rate is already conspicuous. null means that nothing was counted: say "no bugs yet", never "0 %".
A share of few says little: below 5 bugs name the bugs instead of a rate; below 20 say how many they are.

## Where to look first
1. get_product_quality_report for the products and the period: rates, health, previous period, reasons, coverage.
2. query_metrics for what stands out: by feature, test, month, tester, found_platform, severity.
3. list_bugs with the filters of what stands out, then get_bug_summary for the few that decide it.

## Patterns and the questions they raise
**Noise: rejection above ${percent(settings.rejectionWarning)}.** Group by rejection_reason, then by test, feature and tester.
- \`ignored_instructions\`, \`irrelevant\`: is the scope written so that a stranger understands it? Read goal, instructions and out of scope of the tests concerned.
- \`intended_behavior\`: what do testers not know about the product? It belongs into the instructions.
- \`device_not_relevant\`: do the requested platforms say what matters?
- \`known_bug\`: is there a list of known bugs, and do testers see it?
- \`not_reproducible\`: one environment, one platform, or one tester? Group by found_platform and test_environment. A sudden rise points at an unstable environment.
- \`request_timeout\`: a tester did not answer a question in time; that is about testers, not about the product.

**Nobody reviews: auto-acceptance above ${percent(settings.autoAcceptanceWarning)}, or a review rate of ${percent(settings.reviewWarning)} or less.** By month and by test: since when? Is it one person's absence, or more bugs than a team can look at? Fewer, smaller tests or a second reviewer help more than a reminder.

**Too many bugs for the team.** bugs_per_test and open bugs rise together. Look at severity before volume: twenty visual bugs can wait, one critical cannot.

**One weak spot.** A feature with more than its share of critical and high bugs over several tests. Check that it was not simply tested more: compare bugs per test.

**Untested ground.** Features without tests, platforms asked for on which no bug was ever found. No bugs may mean quality, or that nobody looked.

**Known bugs return.** A rising share of \`known\`: testers report what is not fixed. Each costs review time; close them, or exclude them.

**Not exported.** Accepted bugs with \`exported: false\` never reached the developers' tracker.

## For a business review (EBR)
- The quarter against the one before: get_product_quality_report with start_date "last quarter"; it has the previous period in it.
- The course: query_metrics, metrics bug_count and rejection_rate, dimension month.
- What mattered: list_bugs, severity critical, sorted by reported_at.
- What was covered: the report's features and platforms.
- Say what is not in the figures: coverage and as_of of each answer.

## Rules of evidence
Name the sample ("14 of 52 bugs read"), the bug ids, and what you did not find. Say how sure you are. Ask when the reason lies outside the data.
`;
}
