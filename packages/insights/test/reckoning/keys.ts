import type { ReckonedBug, ReckonedTest } from "./world.js";

export type ReckonedKey = string | number | null;

const DAY_MS = 86_400_000;

/** Monday-based weeks; a week belongs to the year its Thursday is in. */
function isoWeek(endAt: number): string {
  const thursday = new Date(endAt);
  while (thursday.getUTCDay() !== 4) {
    const isBeforeThursday = thursday.getUTCDay() >= 1 && thursday.getUTCDay() < 4;
    thursday.setTime(thursday.getTime() + (isBeforeThursday ? DAY_MS : -DAY_MS));
  }
  const year = thursday.getUTCFullYear();
  let weeks = 0;
  for (let day = Date.UTC(year, 0, 1); day <= thursday.getTime(); day += DAY_MS) {
    if (new Date(day).getUTCDay() === 4) weeks += 1;
  }
  return `${year}-W${String(weeks).padStart(2, "0")}`;
}

const QUARTERS = ["Q1", "Q1", "Q1", "Q2", "Q2", "Q2", "Q3", "Q3", "Q3", "Q4", "Q4", "Q4"];

function timeKey(dimension: string, endAt: number | null): string | null {
  if (endAt === null) return null;
  const date = new Date(endAt);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  const two = (value: number) => String(value).padStart(2, "0");
  switch (dimension) {
    case "day":
      return `${year}-${two(month + 1)}-${two(day)}`;
    case "week":
      return isoWeek(endAt);
    case "month":
      return `${year}-${two(month + 1)}`;
    case "quarter":
      return `${year}-${QUARTERS[month]}`;
    default:
      return `${year}`;
  }
}

/** The groups of a dimension that a test is in; null = it has no such dimension. */
export function keysOfTest(dimension: string, test: ReckonedTest): ReckonedKey[] | null {
  switch (dimension) {
    case "product":
      return [test.productId];
    case "test":
      return [test.id];
    case "feature":
      return test.featureIds;
    case "target_platform":
      return test.targetPlatforms;
    case "customer":
      return [test.createdBy];
    case "testing_type":
      return [test.testingType];
    case "test_status":
      return [test.status];
    case "test_environment":
      return [test.environmentId];
    case "day":
    case "week":
    case "month":
    case "quarter":
    case "year":
      return [timeKey(dimension, test.endAt)];
    default:
      return null;
  }
}

/** The groups of a dimension that a bug is in. */
export function keysOfBug(dimension: string, bug: ReckonedBug): ReckonedKey[] {
  switch (dimension) {
    case "feature":
      return [bug.featureId];
    case "severity":
      return [bug.severity];
    case "bug_status":
      return [bug.status];
    case "rejection_reason":
      return [bug.rejectionReason];
    case "known_bug":
      return [bug.known ? "true" : "false"];
    case "tester":
      return [bug.reporter];
    case "found_platform":
      return bug.foundPlatforms;
    default:
      return keysOfTest(dimension, bug.test) ?? [];
  }
}

export const BUG_ONLY = ["severity", "bug_status", "rejection_reason", "known_bug", "tester", "found_platform"];
