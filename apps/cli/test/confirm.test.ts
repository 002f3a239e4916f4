import { PassThrough, Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import type { Io } from "../src/io.js";
import { confirm } from "../src/terminal/confirm.js";
import { textStream } from "./support/text-stream.js";
import { NOW } from "./support/workbench.js";

function io(stdin: Readable, signal = new AbortController().signal): { io: Io; asked: () => string } {
  const stderr = textStream({ isTTY: true });
  const stdout = textStream().stream;
  const rest = { stdout, env: {}, homeDir: "", cwd: "", now: () => NOW };
  return { io: { ...rest, stdin, stderr: stderr.stream, signal }, asked: stderr.text };
}

describe("confirm", () => {
  it.each(["yes\n", "y\n", " YES \n", "Y\nno\n"])("takes %j for a yes", async (answer) => {
    expect(await confirm("Sure? ", io(Readable.from([answer])).io)).toBe(true);
  });

  it.each(["no\n", "\n", "yess\n", "yes but no\n", "n\nyes\n", "ja\n"])("takes %j for a no", async (answer) => {
    expect(await confirm("Sure? ", io(Readable.from([answer])).io)).toBe(false);
  });

  it("takes the end of input for a no, and ends the line of the question", async () => {
    const { io: terminal, asked } = io(Readable.from([]));
    expect(await confirm("Sure? ", terminal)).toBe(false);
    expect(asked()).toBe("Sure? \n");
  });

  it("rejects with the reason of an interruption, before the question and while it waits", async () => {
    const early = AbortSignal.abort(new Error("interrupted"));
    const unasked = io(new PassThrough(), early);
    await expect(confirm("Sure? ", unasked.io)).rejects.toThrow("interrupted");
    expect(unasked.asked()).toBe("");

    const interruption = new AbortController();
    const { io: terminal, asked } = io(new PassThrough(), interruption.signal);
    const answer = confirm("Sure? ", terminal);
    interruption.abort(new Error("interrupted"));
    await expect(answer).rejects.toThrow("interrupted");
    expect(asked()).toBe("Sure? \r\n");
  });
});
