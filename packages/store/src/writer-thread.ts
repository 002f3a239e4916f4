import { parentPort, workerData } from "node:worker_threads";
import { serveConnection } from "./sqlite/serve-connection.js";

// The entry of the writing thread; `ThreadConnection` starts it.
if (parentPort !== null) serveConnection(parentPort, String(workerData.path));
