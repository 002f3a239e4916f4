import { serve, serveCommand } from "./commands/serve.js";
import { COMPLETE } from "./completion/shells.js";
import { EXIT_CODES } from "./exit-codes.js";
import { debugDetails, describeFailure, isExpected } from "./failure.js";
import { columnsOf, type Io, READER_LEFT, writeLine } from "./io.js";
import { plainText } from "./output/plain-text.js";
import { toJsonText } from "./output/snake-case.js";

const VERSION_FLAG = /^(?:-v|--version)$/;

/**
 * Runs one command line and resolves to its exit code (see {@link EXIT_CODES}). Never rejects: what goes wrong is a
 * sentence on `stderr`, and with `--json` also an object on `stdout`.
 */
export async function runCli(argv: readonly string[], io: Io): Promise<number> {
  try {
    // An MCP client starts the program this way and waits for it: there is nothing to parse, and the parser is heavy.
    if (argv.length === 0 || (argv.length === 1 && argv[0] === serveCommand.name)) return await serve(io);
    // Asked each time somebody presses the tabulator: without the parser it takes half the time.
    if (argv[0] === COMPLETE) {
      const [{ complete }, { COMMANDS }] = await Promise.all([
        import("./completion/complete.js"),
        import("./commands/index.js"),
      ]);
      return await complete(argv.slice(1), COMMANDS, io);
    }
    if (argv.length === 1 && VERSION_FLAG.test(argv[0] ?? "")) {
      const { packageVersion } = await import("./version.js");
      writeLine(io.stdout, packageVersion());
      return EXIT_CODES.done;
    }
    const [{ parseArgs }, { COMMANDS }] = await Promise.all([
      import("./args/parse-args.js"),
      import("./commands/index.js"),
    ]);
    const parsed = parseArgs(argv, COMMANDS, columnsOf(io.stdout) ?? undefined);
    if ("run" in parsed) return await parsed.run(io);
    writeLine(io.stdout, parsed.text);
    return EXIT_CODES.done;
  } catch (error) {
    if (io.signal.reason === READER_LEFT) return EXIT_CODES.done;
    if (io.signal.aborted) return reportInterruption(argv.includes("--json"), io);
    return reportFailure(error, argv.includes("--json"), io);
  }
}

/** Whoever interrupts knows why. */
function reportInterruption(json: boolean, { stdout }: Io): number {
  if (json) writeLine(stdout, toJsonText({ status: "cancelled", warnings: [], errors: [] }));
  return EXIT_CODES.interrupted;
}

function reportFailure(error: unknown, json: boolean, { stdout, stderr, env }: Io): number {
  const { exitCode, problems } = describeFailure(error);
  if (json) writeLine(stdout, toJsonText({ status: "failure", warnings: [], errors: problems }));
  for (const { message } of problems) writeLine(stderr, `Error: ${plainText(message)}`);
  if (!isExpected(error) && env.LOG_LEVEL?.toLowerCase() === "debug") {
    writeLine(stderr, debugDetails(error, [env.TESTIO_CUSTOMER_API_TOKEN]));
  }
  return exitCode;
}
