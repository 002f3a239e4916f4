import type { z } from "zod";
import { ToolError } from "./tool-error.js";

/** Says what is wrong with a tool's arguments, naming each parameter and what it accepts. */
export function invalidArguments(
  tool: string,
  issues: readonly z.core.$ZodIssue[],
  parameters: readonly string[],
): ToolError {
  const problems = [...new Set(issues.map((issue) => describeIssue(issue, parameters)))];
  return new ToolError(
    `${tool} was not run.`,
    problems.join(" "),
    `Call ${tool} again with ${problems.length === 1 ? "that corrected" : "these corrected"}.`,
  );
}

function describeIssue(issue: z.core.$ZodIssue, parameters: readonly string[]): string {
  if (issue.code === "unrecognized_keys") {
    const known = parameters.length === 0 ? "it takes none" : `it takes ${parameters.join(", ")}`;
    return `There is no parameter ${issue.keys.map((key) => JSON.stringify(clip(key))).join(", ")}; ${known}.`;
  }
  const name = String(issue.path[0] ?? "arguments");
  if (issue.input === undefined) return `${name} is required.`;
  return `${name}: ${shown(issue.input)} is not allowed; ${expectation(issue)}.`;
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
