import { Dice, STREAM } from "../random.js";
import type { Settings } from "../settings.js";
import type { ApiRecord } from "./record.js";
import { hasRun } from "./schedule.js";

interface Execution {
  readonly status: string;
  readonly testers: number;
}

/** The test with what only a single-test answer tells, counted from the very bugs that the bug endpoints answer. */
export function generateAnalytics(settings: Settings, test: ApiRecord, bugs: readonly ApiRecord[]): ApiRecord {
  const features: ApiRecord[] = Array.isArray(test.features) ? test.features : [];
  const dice = new Dice(settings.seed, STREAM.metrics, -Number(test.id));
  const ran = hasRun(String(test.status));
  const idsByFeature = groupByFeature(bugs);

  const executed = features.map((feature) => {
    const bugIds = idsByFeature.get(feature.id) ?? [];
    const execution = execute(dice, ran, bugIds.length);
    return {
      ...feature,
      execution_status: execution.status,
      tester_count: execution.testers,
      bugs_found: bugIds.length,
      bug_ids: bugIds,
    };
  });
  const stories = features.reduce(
    (sum, feature) => sum + (Array.isArray(feature.user_stories) ? feature.user_stories.length : 0),
    0,
  );
  const testedStories = ran ? Math.floor((stories * dice.between(60, 100)) / 100) : 0;
  const failedStories = Math.min(testedStories, Math.floor(bugs.length / 4));
  const blockedStories = Math.min(testedStories - failedStories, dice.below(2));
  const count = (status: string) => executed.filter((feature) => feature.execution_status === status).length;
  const reporters = new Set(bugs.map((bug) => JSON.stringify(bug.author))).size;
  const testers = ran ? reporters + dice.between(1, 6) : reporters;

  return {
    ...test,
    features: executed,
    analytics: {
      testers_count: testers,
      devices_count: testers + (ran ? dice.below(4) : 0),
      total_features: features.length,
      tested_features: features.length - count("not_tested"),
      passed_features: count("passed"),
      failed_features: count("failed"),
      total_user_stories: stories,
      tested_user_stories: testedStories,
      passed_user_stories: testedStories - failedStories - blockedStories,
      failed_user_stories: failedStories,
      blocked_user_stories: blockedStories,
      total_bugs: bugs.length,
    },
  };
}

function execute(dice: Dice, ran: boolean, bugs: number): Execution {
  const roll = dice.below(100);
  const testers = dice.between(1, 9);
  if (bugs > 0) return { status: "failed", testers };
  if (!ran || roll < 10) return { status: "not_tested", testers: 0 };
  return { status: roll < 15 ? "blocked" : "passed", testers };
}

function groupByFeature(bugs: readonly ApiRecord[]): Map<unknown, number[]> {
  const groups = new Map<unknown, number[]>();
  for (const bug of bugs) {
    const reference = bug.test_feature;
    if (typeof reference !== "object" || reference === null || !("id" in reference)) continue;
    const group = groups.get(reference.id);
    if (group) group.push(Number(bug.id));
    else groups.set(reference.id, [Number(bug.id)]);
  }
  return groups;
}
