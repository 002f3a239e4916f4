import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { SettingsInput } from "../src/index.js";

export const TOKEN = "s3cr3t-t0ken_0123456789";

/** An empty home and an empty current directory, gone when the test is over. */
export function workspace(): { input: SettingsInput; homeDir: string; cwd: string } {
  const root = mkdtempSync(join(tmpdir(), "testio-config-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const homeDir = join(root, "home");
  const cwd = join(root, "work");
  mkdirSync(homeDir);
  mkdirSync(cwd);
  return { input: { env: {}, homeDir, cwd }, homeDir, cwd };
}
