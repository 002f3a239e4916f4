import { describe, expect, it } from "vitest";
import { type ProgressNotification, progressReporter } from "../../src/protocol/progress.js";

function reporter() {
  const sent: ProgressNotification[] = [];
  const clock = { now: 0 };
  const report = progressReporter(
    (notification) => sent.push(notification),
    () => clock.now,
  );
  return { sent, clock, report };
}

describe("progress", () => {
  it("is sent at most twice a second, but for what is urgent", () => {
    const { sent, clock, report } = reporter();
    report({ message: "a", fraction: 0.1 });
    clock.now = 499;
    report({ message: "b", fraction: 0.2 });
    report({ message: "c", fraction: 0.3, urgent: true });
    clock.now = 999;
    report({ message: "d", fraction: 0.4 });
    expect(sent.map(({ message }) => message)).toEqual(["a", "c", "d"]);
  });

  it("always rises, also while nobody knows how far the work is", () => {
    const { sent, report } = reporter();
    for (const fraction of [0, null, 0.5, 0.2, 1, 1]) report({ message: "", fraction, urgent: true });
    const steps = sent.map(({ progress }) => progress);
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(steps.at(-1)).toBe(100);
  });
});
