import { once } from "node:events";
import { type Simulator, startSimulator } from "../simulator.js";
import { type CliArguments, parseArguments } from "./arguments.js";

/** The outside world of the command line. */
export interface CliStreams {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Ends the simulator. */
  readonly signal: AbortSignal;
}

/**
 * Runs until the signal aborts.
 * @returns the exit code: 0 ended as asked, 1 could not start, 2 wrong usage
 */
export async function runCli(argv: readonly string[], { out, err, signal }: CliStreams): Promise<number> {
  const parsed = await parseArguments(argv);
  if (parsed.kind === "help") {
    out(`${parsed.text}\n`);
    return 0;
  }
  if (parsed.kind === "wrong") {
    err(`${parsed.message}\nSee testio-simulator --help.\n`);
    return 2;
  }

  let simulator: Simulator;
  try {
    simulator = await start(parsed.args);
  } catch (error) {
    err(`${startProblem(error, parsed.args)}\n`);
    return 1;
  }
  const badRecords = poison(simulator, parsed.args.badRecords);
  out(parsed.args.json ? jsonLine(simulator, badRecords) : greeting(simulator, parsed.args, badRecords));
  if (!signal.aborted) await once(signal, "abort");
  await simulator.close();
  return 0;
}

function start({
  host,
  port,
  token,
  seed,
  products,
  tests,
  bugs,
  latency,
  quirks,
  now,
}: CliArguments): Promise<Simulator> {
  return startSimulator({
    host,
    port,
    token,
    seed,
    products,
    testsPerProduct: tests,
    bugsPerTest: bugs,
    latencyMs: latency,
    quirks,
    now,
  });
}

/** Makes so many tests bad records, from the middle of each product's list in turn; returns their ids. */
function poison({ truth, world }: Simulator, count: number): number[] {
  const lists = truth.productIds().map((id) => truth.testIds(id));
  const middle = lists.map((ids) => [
    ...ids.slice(Math.floor(ids.length / 2)),
    ...ids.slice(0, Math.floor(ids.length / 2)),
  ]);
  const rounds = Math.max(0, ...middle.map((ids) => ids.length));
  const inTurn = Array.from({ length: rounds }, (_, round) => middle.flatMap((ids) => ids[round] ?? [])).flat();
  const bad = inTurn.slice(0, count);
  for (const id of bad) world.poisonTest(id);
  return bad;
}

function startProblem(error: unknown, { host, port }: CliArguments): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") {
    return `Port ${port} is already in use. Choose another with --port, or --port 0 for any free one.`;
  }
  if (code === "EACCES") return `Port ${port} needs special rights. Choose one above 1023 with --port.`;
  if (code === "ENOTFOUND" || code === "EADDRNOTAVAIL")
    return `This machine has no address ${host}. Choose another with --host.`;
  return `The simulator could not start: ${error instanceof Error ? error.message : String(error)}`;
}

function jsonLine({ url, token }: Simulator, badRecords: readonly number[]): string {
  return `${JSON.stringify({ url, token, pid: process.pid, bad_records: badRecords })}\n`;
}

function greeting(
  { url, token }: Simulator,
  { products, tests, seed, quirks }: CliArguments,
  badRecords: readonly number[],
): string {
  const bad = badRecords.length === 0 ? "" : `, bad records: ${badRecords.join(", ")}`;
  const size = `${products} products with ${tests} tests each, seed ${seed}${quirks ? "" : ", plain data"}${bad}`;
  return `TestIO simulator: ${size}

  URL    ${url}
  Token  ${token}

Point testio-mcp at it:

  export TESTIO_CUSTOMER_API_BASE_URL=${url}
  export TESTIO_CUSTOMER_API_TOKEN=${token}
  testio-mcp sync

Ctrl-C ends it.
`;
}
