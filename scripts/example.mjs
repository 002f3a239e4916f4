// @ts-check
/**
 * `npm run example -- NAME [arguments…]`: runs a program of examples/ on a simulated TestIO customer. Its database stays in
 * examples/data, so that one example can read what another has stored.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { startSimulator } from "./lib/simulator.mjs";
import { workspaceRoot } from "./workspace.mjs";

const directory = join(workspaceRoot(import.meta.dirname), "examples");
const [name = "", ...args] = process.argv.slice(2);
const program = join(directory, "dist", `${name}.js`);
if (!existsSync(program)) {
  const names = (await readdir(join(directory, "src"))).map((file) => basename(file, ".ts"));
  console.error(`Usage: npm run example -- ${names.join("|")} [arguments]`);
  process.exit(2);
}

const data = join(directory, "data");
await mkdir(data, { recursive: true });
const simulator = await startSimulator(["--products", "3"]);
const env = {
  ...process.env,
  TESTIO_CUSTOMER_API_BASE_URL: simulator.url,
  TESTIO_CUSTOMER_API_TOKEN: simulator.token,
  TESTIO_DB_PATH: join(data, "testio.db"),
};
// A product of the simulated customer, unless another is named.
const given = args.length === 0 && name !== "sync-on-request" ? ["25001"] : args;
const child = spawn(process.execPath, [program, ...given], { env, stdio: "inherit" });
// Ctrl-C reaches the example too; it is for that to end first, and for this to clean up.
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) process.on(signal, () => child.kill(signal));
const [code] = await once(child, "exit");
await simulator.stop();
process.exitCode = code ?? 1;
