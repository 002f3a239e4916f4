import { join } from "node:path";
import { expect, it } from "vitest";
import { runProgram } from "./support/run-program.js";

const root = join(import.meta.dirname, "..");

it("answers ten questions rightly to a client that was not written here, as docs/questions.md has it", async () => {
  const { code, stdout, stderr } = await runProgram(process.execPath, [join(root, "scripts/questions.mjs")], {
    cwd: root,
    env: { PATH: process.env.PATH ?? "" },
  });
  expect(code, stdout + stderr).toBe(0);
  expect(stdout.match(/^right {2}/gm)).toHaveLength(10);
}, 180_000);
