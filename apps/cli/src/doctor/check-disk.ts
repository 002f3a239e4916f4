import { statfs } from "node:fs/promises";
import { dirname } from "node:path";
import { bytesInWords } from "../output/words.js";
import { type Check, checksOf } from "./check.js";
import { existingDirectory } from "./existing-directory.js";

const disk = checksOf("disk");
const LEAST_BYTES = 500_000_000;

/** The space left where the database lies or would lie. */
export async function checkDisk(path: string, databaseBytes: number): Promise<Check> {
  const directory = existingDirectory(dirname(path));
  const { bavail, bsize } = await statfs(directory);
  return judgeDisk(directory, bavail * bsize, databaseBytes);
}

/** Compacting, and the log of a large write, may need as much again as there is. */
export function judgeDisk(directory: string, freeBytes: number, databaseBytes: number): Check {
  const wanted = Math.max(LEAST_BYTES, 2 * databaseBytes);
  const free = `${bytesInWords(freeBytes)} free at ${directory}`;
  if (freeBytes >= wanted) return disk.ok(`${free}.`);
  return disk.hint(`Only ${free}. Free ${bytesInWords(wanted - freeBytes)}, or set TESTIO_DB_PATH to a larger disk.`);
}
