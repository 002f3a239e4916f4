import { readFileSync } from "node:fs";

/** The version of this package. Read when asked: in `dist` as in `src`, `package.json` is one directory up. */
export function packageVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  if (typeof manifest === "object" && manifest !== null && "version" in manifest) return String(manifest.version);
  throw new Error("package.json has no version.");
}
