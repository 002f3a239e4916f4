import { closest, distance } from "fastest-levenshtein";
import type { z } from "zod";
import { ToolError } from "./tool-error.js";

/** Says what is wrong with a tool's arguments, naming each parameter and what it accepts. */
export function invalidArguments(
  tool: string,
  issues: readonly z.core.$ZodIssue[],
  parameters: readonly string[],
): ToolError {
  const problems = bounded([...new Set(issues.map((issue) => describeIssue(issue, parameters)))]);
  return new ToolError(
    `${tool} was not run.`,
    problems.join(" "),
    `Call ${tool} again with ${problems.length === 1 ? "that corrected" : "these corrected"}.`,
    null,
    "invalid_arguments",
  );
}

/** Of a long list with the same mistake in every entry, a few tell enough. */
const SHOWN_PROBLEMS = 5;

function bounded(problems: readonly string[]): string[] {
  const more = problems.length - SHOWN_PROBLEMS;
  return more > 0 ? [...problems.slice(0, SHOWN_PROBLEMS), `And ${more} more.`] : [...problems];
}

function describeIssue(issue: z.core.$ZodIssue, parameters: readonly string[]): string {
  const within = issue.path.filter((part) => typeof part === "string").join(".");
  if (issue.code === "unrecognized_keys") {
    if (within !== "") return `${within} has no field ${names(issue.keys)}.`;
    const known = parameters.length === 0 ? "it takes none" : `it takes ${parameters.join(", ")}`;
    return `There is no parameter ${names(issue.keys)}${nearest(issue.keys, parameters)}; ${known}.`;
  }
  const name = within || "arguments";
  if (issue.input === undefined) return `${name} is required.`;
  return `${name}: ${shown(issue.input)} is not allowed; ${expectation(issue)}.`;
}

function names(keys: readonly string[]): string {
  const shownKeys = keys.slice(0, SHOWN_PROBLEMS).map((key) => JSON.stringify(clip(key)));
  return shownKeys.join(", ") + (keys.length > SHOWN_PROBLEMS ? ` and ${keys.length - SHOWN_PROBLEMS} more` : "");
}

/** The parameter that was most likely meant, in brackets. */
function nearest(keys: readonly string[], parameters: readonly string[]): string {
  const [key = ""] = keys;
  if (keys.length !== 1 || parameters.length === 0) return "";
  const similar = parameters.find((name) => name.includes(key.toLowerCase()) || key.toLowerCase().includes(name));
  const candidate = similar ?? closest(key.toLowerCase(), parameters);
  const isNear = similar !== undefined || distance(key.toLowerCase(), candidate) <= candidate.length / 2;
  return isNear ? ` (the nearest is ${candidate})` : "";
}

function expectation(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_value":
      return `choose from ${issue.values.map(String).join(", ")}`;
    case "too_small":
      return issue.origin === "array" ? "give at least one" : `the least is ${issue.minimum}`;
    case "too_big":
      return `the most is ${issue.maximum}`;
    case "invalid_type":
      return `expected ${issue.expected === "int" ? "a whole number" : `a value of type ${issue.expected}`}`;
    default:
      return issue.message;
  }
}

function shown(input: unknown): string {
  return typeof input === "object" ? "this value" : clip(JSON.stringify(input) ?? String(input));
}

const SHOWN_LENGTH = 60;

function clip(text: string): string {
  return text.length <= SHOWN_LENGTH ? text : `${text.slice(0, SHOWN_LENGTH)}…`;
}
