import { Dice, hash32, STREAM } from "../random.js";
import type { Settings } from "../settings.js";
import { generateDevices } from "./devices.js";
import { testerName } from "./people.js";
import type { ProductPlan } from "./plan.js";
import type { ApiRecord } from "./record.js";
import { DAY, MINUTE, parseTime, type TimeFormat, timeFormat } from "./time.js";
import {
  type BugText,
  FUNCTIONAL,
  OTHER_KINDS,
  RARE_SEVERITIES,
  RARE_STATUSES,
  STEPS,
  TESTER_COMMENTS,
} from "./vocabulary/bugs.js";
import { REJECT_REASONS } from "./vocabulary/reject-reasons.js";

/** After this long the platform accepts a forwarded bug by itself. */
const AUTO_ACCEPT_AFTER = 10 * DAY;

/** Share of the average per test, in sixteenths of tests; the mean is one. */
const BUG_SHARES = [0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1, 1.1, 1.3, 1.5, 1.5, 1.7, 2.8] as const;

/** How many bugs testers reported in a test that has run. */
export function bugCount(settings: Settings, testId: number): number {
  const dice = new Dice(settings.seed, STREAM.bugCount, testId);
  return Math.floor(
    settings.bugsPerTest * (BUG_SHARES[dice.below(BUG_SHARES.length)] ?? 1) + dice.below(1_000) / 1_000,
  );
}

/** Customers differ: from exemplary to alarming, so that every health level occurs. */
function reviewHabits(settings: Settings, productIndex: number): { rejects: number; lets: number; open: number } {
  const turn = (productIndex + settings.seed) % 5;
  return {
    rejects: [0.1, 0.24, 0.15, 0.4, 0.18][turn] ?? 0.15,
    lets: [0.05, 0.12, 0.3, 0.45, 0.1][turn] ?? 0.1,
    open: [0, 0.02, 0.01, 0.1, 0][turn] ?? 0,
  };
}

export interface BugContext {
  readonly settings: Settings;
  readonly plan: ProductPlan;
  /** The test as a list answers it, changes included. */
  readonly test: ApiRecord;
}

/** The bug with this id, reported in the given test. */
export function generateBug(context: BugContext, id: number): ApiRecord {
  const { settings, plan, test } = context;
  const dice = new Dice(settings.seed, STREAM.bug, id);
  const time = timeFormat(dice, settings.quirks);
  const { kind, text } = chooseKind(dice, settings, String(test.testing_type));
  const feature = chooseFeature(test, dice);
  const reportedMs = reportedAt(settings, test, dice);
  const outcome = chooseOutcome(settings, plan.index, dice, reportedMs);
  const title = feature ? String(feature.title) : plan.name;
  const steps = STEPS.slice(0, dice.between(3, STEPS.length)).map((step) => step.replace("{f}", title));

  return {
    id,
    title: text.title.replace("{f}", title),
    severity: kind,
    status: outcome.status,
    auto_accepted: outcome.auto,
    known: dice.chance(0.06),
    language: "English",
    location: `https://www.customer.example/${plan.index + 1}/${id % 97}`,
    expected_result: text.expected,
    actual_result: text.actual,
    steps: settings.quirks && dice.chance(0.15) ? steps.join("\n") : steps,
    author: { name: testerName(dice, settings) },
    test: { id: test.id, title: test.title ?? test.test_title },
    product: test.product,
    section: test.section,
    feature: null,
    test_feature: feature ? { id: feature.id, feature_id: feature.feature_id, title: feature.title } : null,
    test_case: null,
    test_environment: test.test_environment,
    comments: generateComments(settings, id, dice, outcome.status, reportedMs, time),
    devices: generateDevices(dice, plan, settings.quirks),
    reproductions: [],
    attachments: [{ id: id * 2, url: `https://files.customer.example/bugs/${id}.mp4`, thumbnail_urls: [] }],
    exported_at:
      outcome.status === "accepted" && dice.chance(0.4) ? time(reportedMs + dice.between(1, 20) * DAY) : null,
    external_idx: null,
    reported_at: time(reportedMs),
  };
}

function chooseKind(dice: Dice, settings: Settings, type: string): { kind: string; text: BugText } {
  const roll = dice.below(100);
  if (settings.quirks && roll === 99) return { kind: dice.pick(RARE_SEVERITIES), text: dice.pick(OTHER_KINDS.custom) };
  if (type === "rapid" || roll < 9) return { kind: "critical", text: dice.pick(FUNCTIONAL.critical) };
  if (roll < 40) return { kind: "high", text: dice.pick(FUNCTIONAL.high) };
  if (roll < 68 || type === "focused") return { kind: "low", text: dice.pick(FUNCTIONAL.low) };
  const kind = roll < 85 ? "visual" : roll < 96 ? "content" : "custom";
  return { kind, text: dice.pick(OTHER_KINDS[kind]) };
}

function chooseFeature(test: ApiRecord, dice: Dice): ApiRecord | null {
  const features: readonly ApiRecord[] = Array.isArray(test.features) ? test.features : [];
  const chosen = features[dice.below(Math.max(features.length, 1))];
  return chosen && dice.chance(0.8) ? chosen : null;
}

function reportedAt(settings: Settings, test: ApiRecord, dice: Dice): number {
  const end = Math.min(parseTime(test.end_at) ?? settings.nowMs, settings.nowMs);
  const start = Math.min(parseTime(test.start_at) ?? end - DAY, end);
  return start + Math.floor(((end - start) * dice.below(1_000)) / 1_000 / MINUTE) * MINUTE;
}

interface Outcome {
  readonly status: string;
  readonly auto: boolean;
}

function chooseOutcome(settings: Settings, productIndex: number, dice: Dice, reportedMs: number): Outcome {
  const habits = reviewHabits(settings, productIndex);
  const roll = dice.below(1_000) / 1_000;
  if (settings.quirks && roll > 0.99) return { status: dice.pick(RARE_STATUSES), auto: false };
  const isYoung = settings.nowMs - reportedMs < AUTO_ACCEPT_AFTER;
  if (dice.chance(isYoung ? 0.6 : habits.open)) return { status: "forwarded", auto: false };
  if (roll < habits.rejects) return { status: "rejected", auto: false };
  return { status: "accepted", auto: !isYoung && dice.chance(habits.lets) };
}

function generateComments(
  settings: Settings,
  bugId: number,
  dice: Dice,
  status: string,
  reportedMs: number,
  time: TimeFormat,
): ApiRecord[] {
  const comments: ApiRecord[] = [];
  const add = (body: string, author: string, days: number) => {
    const created = Math.min(reportedMs + days * DAY, settings.nowMs);
    comments.push({ id: bugId * 3 + comments.length, body, author: { name: author }, created_at: time(created) });
  };
  if (dice.chance(0.3)) add(dice.pick(TESTER_COMMENTS), testerName(dice, settings), 1);
  if (status === "rejected") {
    const { default_comment } = dice.pick(REJECT_REASONS);
    const remark = settings.quirks && dice.chance(0.2) ? "\n\nThanks anyway – the team" : "";
    add(default_comment + remark, "Customer", dice.between(2, 9));
  }
  return comments;
}

/** What a customer asked to be done with a bug that is not exported yet. Answers do not show it; a filter uses it. */
export function isExportRequested(settings: Settings, bugId: number): boolean {
  return hash32(settings.seed, STREAM.exportState, bugId) % 10 === 0;
}
