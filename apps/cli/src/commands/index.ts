import type { Command } from "../args/define-command.js";
import { completionCommand } from "./completion.js";
import { connectCommand } from "./connect.js";
import { doctorCommand } from "./doctor.js";
import { listCommand } from "./list/index.js";
import { metricsCommand } from "./metrics.js";
import { problematicCommand } from "./problematic/index.js";
import { reportCommand } from "./report.js";
import { searchCommand } from "./search.js";
import { serveCommand } from "./serve.js";
import { setupCommand } from "./setup.js";
import { showCommand } from "./show/index.js";
import { statusCommand } from "./status.js";
import { syncCommand } from "./sync.js";

/** Every command, in the order of the help text. */
export const COMMANDS: readonly Command[] = [
  serveCommand,
  syncCommand,
  statusCommand,
  listCommand,
  showCommand,
  searchCommand,
  metricsCommand,
  reportCommand,
  problematicCommand,
  setupCommand,
  connectCommand,
  doctorCommand,
  completionCommand,
];
