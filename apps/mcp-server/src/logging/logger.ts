import type { Writable } from "node:stream";
import type { Settings } from "@testio/config";
import { pino, stdTimeFunctions } from "pino";
import { appendTo } from "./log-file.js";
import { textLine } from "./text-lines.js";

type LogMethod = (fields: object, message: string) => void;

/** Where the server writes what its operator should know. */
export type Logger = Readonly<Record<"debug" | "info" | "warn" | "error", LogMethod>>;

/** A log on the error output (standard output belongs to the protocol) and, if set, in a file. */
export function createLogger(
  settings: Pick<Settings, "logLevel" | "logFormat" | "logFile" | "apiToken" | "httpToken">,
  stderr: Writable,
): Logger {
  const tokens = [settings.apiToken, settings.httpToken].filter((token) => token !== null);
  const file = settings.logFile === null ? null : appendTo(settings.logFile);
  stderr.on("error", () => {
    // A client that no longer reads this end of the pipe must not end the server, and there is nowhere left to say so.
  });
  const destination = {
    write(line: string) {
      // Nothing here logs a token; this holds even if a library one day does.
      const safe = tokens.reduce((text, token) => text.replaceAll(token, "[token]"), line);
      const shown = settings.logFormat === "text" ? textLine(safe) : safe;
      stderr.write(shown);
      file?.write(shown);
    },
  };
  const logger = pino({ level: settings.logLevel, base: null, timestamp: stdTimeFunctions.isoTime }, destination);
  file?.onFailure((reason) =>
    logger.warn({ reason }, "The log file cannot be written; the log goes to standard error only."),
  );
  return logger;
}
