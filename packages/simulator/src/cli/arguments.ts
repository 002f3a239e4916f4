import yargs from "yargs";
import { DEFAULT_TOKEN } from "../options.js";

/** What the command line asked for. */
export interface CliArguments {
  host: string;
  port: number;
  token: string;
  seed: number;
  products: number;
  tests: number;
  bugs: number;
  latency: number;
  badRecords: number;
  quirks: boolean;
  now: Date;
  json: boolean;
}

export type ParseResult =
  | { readonly kind: "run"; readonly args: CliArguments }
  | { readonly kind: "help"; readonly text: string }
  | { readonly kind: "wrong"; readonly message: string };

/** Noon of today: dates in words ("last 30 days") find data, and two starts on one day answer alike. */
function noonToday(): Date {
  return new Date(new Date().setUTCHours(12, 0, 0, 0));
}

function atLeastZero(name: string, whole: boolean): (value: number) => number {
  return (value) => {
    if (Number.isFinite(value) && value >= 0 && (!whole || Number.isInteger(value))) return value;
    throw new Error(`--${name} takes ${whole ? "a whole number" : "a number"} of 0 or more.`);
  };
}

function date(text: string): Date {
  const value = new Date(text);
  if (Number.isNaN(value.getTime())) throw new Error("--now takes a date such as 2026-06-30 or 2026-06-30T12:00:00Z.");
  return value;
}

function size(name: string, fallback: number, describe: string, whole = true) {
  return { type: "number", default: fallback, describe, coerce: atLeastZero(name, whole), requiresArg: true } as const;
}

function parser() {
  return yargs()
    .scriptName("testio-simulator")
    .usage("$0 [options]\n\nA TestIO Customer API with invented data, for trying things out. Ctrl-C ends it.")
    .option("host", { type: "string", default: "127.0.0.1", describe: "Address to listen on", requiresArg: true })
    .option("port", size("port", 8790, "Port to listen on, 0 for any free one"))
    .option("token", { type: "string", default: DEFAULT_TOKEN, describe: "Token clients must send", requiresArg: true })
    .option("seed", size("seed", 1, "Another seed gives another customer"))
    .option("products", size("products", 5, "Number of products"))
    .option("tests", size("tests", 200, "Tests per product"))
    .option("bugs", size("bugs", 8, "Bugs per test, on average", false))
    .option("latency", size("latency", 0, "Milliseconds added to every answer"))
    .option("bad-records", size("bad-records", 0, "Tests on whose list pages the server fails (500)"))
    .option("quirks", {
      type: "boolean",
      default: true,
      describe: "Odd data as production has it; --no-quirks for plain data",
    })
    .option("now", {
      type: "string",
      describe: "Date the data is built around (default: today)",
      coerce: date,
      requiresArg: true,
    })
    .option("json", { type: "boolean", default: false, describe: "Print one line of JSON: url, token, pid" })
    .strict()
    .demandCommand(0, 0)
    .version(false)
    .help()
    .exitProcess(false);
}

export async function parseArguments(argv: readonly string[]): Promise<ParseResult> {
  let outcome: ParseResult | undefined;
  await parser().parseAsync([...argv], {}, (error, args, output) => {
    if (error) outcome = { kind: "wrong", message: error.message };
    else if (output) outcome = { kind: "help", text: output };
    else outcome = { kind: "run", args: { ...args, now: args.now ?? noonToday() } as CliArguments };
  });
  return outcome ?? { kind: "wrong", message: "The command line could not be read." };
}
