export { EXIT_CODES, type ExitCode } from "./exit-codes.js";
export type { Io, OutputStream } from "./io.js";
export { main } from "./main.js";
export { runCli } from "./run-cli.js";
