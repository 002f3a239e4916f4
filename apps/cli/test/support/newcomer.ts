import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Simulator, SimulatorOptions } from "@testio/simulator";
import { Workbench } from "./workbench.js";

/** Somebody with an empty home, who has a token but has set up nothing. */
export class Newcomer extends Workbench {
  /** Where setup writes. */
  readonly envFile = join(this.homeDir, ".testio-mcp.env");

  /** The token of the simulated TestIO is in `MY_TOKEN` alone. */
  async arrive(options: SimulatorOptions = {}): Promise<Simulator> {
    const simulator = await this.simulate({ products: 3, testsPerProduct: 5, ...options });
    delete this.env.TESTIO_CUSTOMER_API_TOKEN;
    this.env.MY_TOKEN = simulator.token;
    return simulator;
  }

  saved(): string {
    return readFileSync(this.envFile, "utf8");
  }

  write(path: string, text: string, mode = 0o600): string {
    const file = join(this.homeDir, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { mode });
    return file;
  }

  /** Names in the home directory. */
  home(): string[] {
    return readdirSync(this.homeDir).sort();
  }
}
