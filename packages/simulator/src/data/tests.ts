import { Dice, STREAM } from "../random.js";
import type { Settings } from "../settings.js";
import type { Feature } from "./feature.js";
import type { TestPlace } from "./layout.js";
import { managerName } from "./people.js";
import type { ProductPlan, Section } from "./plan.js";
import type { ApiRecord } from "./record.js";
import { generateRequirements } from "./requirements.js";
import { scheduleOf, statusOf } from "./schedule.js";
import { timeFormat } from "./time.js";
import { GOALS, INSTRUCTIONS, LANGUAGES, ODD_TITLES, OUT_OF_SCOPE, TEST_TITLES } from "./vocabulary/tests.js";

/** Room for this many features in one test. */
const TEST_FEATURE_ROOM = 20;

const FEATURE_LIMITS: Readonly<Record<string, number>> = { rapid: 2, focused: 4, coverage: 9 };

/** The test with this id, as a list answers it. */
export function generateTest(settings: Settings, plan: ProductPlan, id: number, place: TestPlace): ApiRecord {
  const { quirks } = settings;
  const dice = new Dice(settings.seed, STREAM.test, id);
  const schedule = scheduleOf(settings, id, place);
  const { status, reviewStatus } = statusOf(settings, id, place, schedule);
  const time = timeFormat(dice, quirks);
  const section = plan.sections.length === 0 ? null : (plan.sections[dice.below(plan.sections.length)] ?? null);
  const features = chooseFeatures(plan, section, dice, schedule.type, quirks);
  const fill = wording(features[0]?.title ?? plan.name, place.position, dice);
  const odd = quirks && dice.chance(0.08);
  const title = odd ? dice.pick(ODD_TITLES) : fill(dice.pick(TEST_TITLES));
  const shortNames = quirks && dice.chance(0.1);
  const creator = managerName(dice);

  return {
    id,
    [quirks && dice.chance(0.1) ? "test_title" : "title"]: title,
    status,
    review_status: reviewStatus,
    testing_type: schedule.type,
    duration: `${schedule.durationHours}h`,
    start_at: status === "initialized" && !schedule.hasEnd ? null : time(schedule.startMs),
    end_at: schedule.hasEnd ? time(schedule.endMs) : null,
    created_by: creator,
    submitted_by: status === "initialized" ? null : dice.chance(0.6) ? creator : managerName(dice),
    [shortNames ? "goal" : "goal_text"]: fill(dice.pick(GOALS)),
    [shortNames ? "instructions" : "instructions_text"]: dice.pick(INSTRUCTIONS),
    [shortNames ? "out_of_scope" : "out_of_scope_text"]: dice.chance(0.7) ? dice.pick(OUT_OF_SCOPE) : null,
    enable_low: schedule.type !== "rapid",
    enable_high: schedule.type !== "rapid",
    enable_critical: true,
    report_language: dice.pick(LANGUAGES),
    requirements: generateRequirements(settings, dice, plan),
    features: features.map((feature, position) =>
      testFeature(feature, id * TEST_FEATURE_ROOM + position, schedule.type, quirks),
    ),
    product: { id: plan.id, name: plan.name, sections: plan.sections },
    section,
    test_environment:
      quirks && dice.chance(0.05) ? null : (plan.environments[dice.below(plan.environments.length)] ?? null),
  };
}

function chooseFeatures(
  plan: ProductPlan,
  section: Section | null,
  dice: Dice,
  type: string,
  quirks: boolean,
): Feature[] {
  const pool = (section && plan.bySection.get(section.id)) ?? plan.features;
  const wanted = Math.min(pool.length, dice.between(1, FEATURE_LIMITS[type] ?? 5));
  const first = dice.below(Math.max(pool.length, 1));
  const chosen: Feature[] = [];
  for (let step = 0; step < wanted; step += 1) {
    const feature = pool[(first + step) % pool.length];
    if (feature) chosen.push(feature);
  }
  const gone = quirks && dice.chance(0.12) ? plan.retired[dice.below(plan.retired.length)] : undefined;
  if (gone) chosen.push(gone);
  return quirks && dice.chance(0.02) ? [] : chosen;
}

function testFeature(feature: Feature, id: number, type: string, quirks: boolean): ApiRecord {
  const unknown = quirks && id % 11 === 0;
  return {
    id,
    feature_id: feature.id,
    title: feature.title,
    description: feature.description,
    howtofind: feature.howtofind,
    user_stories: feature.user_stories,
    enable_default: unknown ? null : true,
    enable_content: unknown ? null : type === "coverage",
    enable_visual: unknown ? null : type === "coverage",
  };
}

function wording(feature: string, position: number, dice: Dice): (template: string) => string {
  const version = `${3 + Math.floor(position / 12)}.${position % 12}.${dice.below(4)}`;
  return (template) =>
    template
      .replace("{f}", feature)
      .replace("{v}", version)
      .replace("{n}", String(position + 1));
}
