import type { FaultRequest } from "@testio/simulator";
import type { FaultStep } from "./history.js";
import type { World } from "./world.js";

const MATCHES: Readonly<Record<FaultStep["on"], RegExp>> = {
  anything: /./,
  "test lists": /\/exploratory_tests$/,
  "single tests": /^\/exploratory_tests\//,
  "product list": /^\/products$/,
  features: /\/features$/,
  bugs: /^\/bugs$/,
};

export function putInForce({ simulator, faults, faultWatch }: World, { fault, on, after, times }: FaultStep): void {
  if (fault === "clear") {
    faults.clear();
    simulator.faults.clear();
    return;
  }
  faults.add(fault);
  let matched = 0;
  const match = ({ path }: FaultRequest): boolean => {
    if (!MATCHES[on].test(path)) return false;
    matched += 1;
    if (matched <= after || (times !== null && matched > after + times)) return false;
    faultWatch.hits += 1;
    if (fault.kind === "empty-list") faultWatch.liedAbout.add(Number(/^\/products\/(\d+)\/exp/.exec(path)?.[1]));
    return true;
  };
  simulator.faults.add({ match, fault });
}
