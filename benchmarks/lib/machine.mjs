// @ts-check
import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { percentile } from "./statistics.mjs";

const TIMES = 300;
/** Some milliseconds of hashing, which is the same code from the first time on. */
const BYTES = Buffer.alloc(2_000_000, "testio");
/** As long as a server waits for its next question. */
const PAUSE_MS = 3;

/**
 * How long the machine takes for the same work each time: what a 95th percentile has of its own, whatever is measured. Work in
 * milliseconds, at the median and at p95.
 */
export async function machineSpread() {
  const samples = [];
  for (let time = 0; time < TIMES; time += 1) {
    await sleep(PAUSE_MS);
    const started = performance.now();
    createHash("sha256").update(BYTES).digest();
    samples.push(performance.now() - started);
  }
  return { p50: percentile(samples, 0.5), p95: percentile(samples, 0.95) };
}
