import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { dirname } from "node:path";
import type { Store } from "@testio/store";
import { bytesInWords } from "../output/words.js";
import { type Check, checksOf } from "./check.js";
import { existingDirectory } from "./existing-directory.js";

const database = checksOf("database");
const permissions = checksOf("permissions");

/** The bits of a file's mode that let others than its owner in. */
const OTHERS = 0o077;
const MOST_PROBLEMS = 3;

/** Reads the whole file, which takes a while when it is large. */
export async function checkIntegrity(store: Store): Promise<Check> {
  const [problems, { sizeBytes }] = [await store.checkIntegrity(), await store.stats()];
  if (problems.length === 0) return database.ok(`${store.path} (${bytesInWords(sizeBytes)}) opens and is intact.`);
  const more = problems.length > MOST_PROBLEMS ? `, and ${problems.length - MOST_PROBLEMS} more` : "";
  const found = problems.slice(0, MOST_PROBLEMS).join("; ");
  return database.wrong(
    `${store.path} is damaged (${found}${more}). Move it away and run testio-mcp sync: everything in it can be fetched again.`,
  );
}

/** Whether a database that does not exist yet could be made. */
export async function checkMissingDatabase(path: string): Promise<Check> {
  const place = existingDirectory(dirname(path));
  const isDirectory = (await stat(place)).isDirectory();
  if (isDirectory && (await mayWrite(place))) {
    return database.hint(`There is no database yet at ${path}. Run testio-mcp sync to make it and fetch your data.`);
  }
  const obstacle = isDirectory ? `${place} is not writable. Make it so` : `${place} is a file. Move it away`;
  return database.wrong(`There is no database yet at ${path}, and ${obstacle}, or set TESTIO_DB_PATH.`);
}

/** What holds customer data is nobody else's business. */
export async function checkPermissions(path: string): Promise<Check> {
  const { mode } = await stat(path);
  const [fileWritable, directoryWritable] = await Promise.all([mayWrite(path), mayWrite(dirname(path))]);
  if (!fileWritable || !directoryWritable) {
    const place = fileWritable ? dirname(path) : path;
    return permissions.wrong(
      `${place} is not writable for you, so nothing can be synced. Change its owner or its mode.`,
    );
  }
  if (process.platform !== "win32" && (mode & OTHERS) !== 0) {
    const digits = (mode & 0o777).toString(8);
    return permissions.hint(
      `Others on this machine may be able to read ${path} (mode ${digits}). Run chmod 600 on it.`,
    );
  }
  return permissions.ok("Only you can read and write it.");
}

async function mayWrite(path: string): Promise<boolean> {
  try {
    await access(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
