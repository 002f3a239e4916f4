// @ts-check
import { readFile } from "node:fs/promises";

/** Ticks of `/proc/PID/stat`: 100 a second on every Linux that Node runs on. */
const TICK_MS = 10;

/**
 * CPU time that a process has used so far, in milliseconds, all its threads together; NaN where there is no `/proc`. Unlike
 * the wall clock it hardly depends on what else the machine is doing.
 * @param {number} pid
 */
export async function cpuMs(pid) {
  const stat = await fromProc(pid, "stat");
  // The name, in parentheses, may hold blanks.
  const [, rest = ""] = /^.*\) (.*)$/s.exec(stat) ?? [];
  const fields = rest.split(" ");
  return (Number(fields[11] ?? Number.NaN) + Number(fields[12] ?? Number.NaN)) * TICK_MS;
}

/**
 * Memory of a process in MB: resident now, and at most so far; NaN where there is no `/proc`.
 * @param {number} pid
 */
export async function memoryMb(pid) {
  const status = await fromProc(pid, "status");
  const field = (/** @type {string} */ name) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1]) / 1024;
  return { now: field("VmRSS"), peak: field("VmHWM") };
}

/** @param {number} pid @param {string} name */
async function fromProc(pid, name) {
  return process.platform === "linux" ? readFile(`/proc/${pid}/${name}`, "utf8") : "";
}
