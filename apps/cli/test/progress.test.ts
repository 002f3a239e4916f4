import { describe, expect, it } from "vitest";
import { advance, barText, type PhaseProgress, phaseResult, startPhase } from "../src/progress/phase-progress.js";
import { progressBars } from "../src/progress/progress-bars.js";
import { screenOf } from "./support/screen.js";
import { textStream } from "./support/text-stream.js";

const TESTS = { phase: "NEW_TESTS", productId: 7 } as const;

/** 10 s into the phase: 3 of 12 products, a quarter done. */
const UNDER_WAY: PhaseProgress = {
  phase: "NEW_TESTS",
  startedAt: 0,
  fraction: 0.25,
  done: 3,
  failed: 0,
  total: 12,
  rows: 1300,
  pages: 13,
};

describe("the bar of a phase", () => {
  it("has products, rows, pages, rate and time left", () => {
    expect(barText(UNDER_WAY, 10_000, 120)).toBe(
      "Tests     ██████░░░░░░░░░░░░░░░░░░  25 %  3/12 products  1,300 tests  13 pages  130 tests/s  about 30 s left",
    );
  });

  it.each([100, 90, 80, 70, 60, 50, 40, 30, 20, 10])("fits into %i columns", (columns) => {
    const text = barText(UNDER_WAY, 10_000, columns);
    expect(text.length).toBeLessThanOrEqual(columns);
    expect(text).toMatch(columns < 16 ? /^Tests/ : /^Tests .*25 %/);
  });

  it("leaves out first what is least missed", () => {
    expect(barText(UNDER_WAY, 10_000, 80)).toBe(
      "Tests     ███░░░░░░░░░  25 %  3/12 products  1,300 tests  about 30 s left",
    );
    expect(barText(UNDER_WAY, 10_000, 50)).toBe("Tests     25 %  3/12 products  about 30 s left");
    expect(barText(UNDER_WAY, 10_000, 35)).toBe("Tests     25 %  3/12 products");
  });

  it("guesses no rate and no time left", () => {
    expect(barText(UNDER_WAY, 900, 120)).not.toMatch(/tests\/s|left/);
    expect(barText(UNDER_WAY, 2900, 120)).not.toContain("left");
    expect(barText({ ...UNDER_WAY, fraction: 0.01 }, 60_000, 120)).not.toContain("left");
    expect(barText({ ...UNDER_WAY, fraction: 1 }, 60_000, 120)).not.toContain("left");
    expect(barText({ ...UNDER_WAY, fraction: null }, 60_000, 120)).toBe(
      "Tests     …  3/12 products  1,300 tests  13 pages  22 tests/s",
    );
  });

  it("follows the events, and does not fall back to an unknown fraction", () => {
    const page = {
      type: "page",
      ...TESTS,
      page: 2,
      rows: 50,
      rowsInPhase: 150,
      pagesInPhase: 2,
      fraction: null,
    } as const;
    const product = { type: "product", ...TESTS, title: "Shop", done: 1, total: 4, fraction: 0.25 } as const;
    const steps = [{ ...product, state: "completed" }, page, { ...product, state: "failed", done: 2 }] as const;
    const end = steps.reduce(advance, startPhase("NEW_TESTS", 4, 0));
    expect(end).toMatchObject({ fraction: 0.25, done: 2, failed: 1, total: 4, rows: 150, pages: 2 });
    expect(advance(end, { type: "waiting", holder: "process 7", waitedMs: 1 })).toBe(end);
  });
});

describe("what stays of a phase", () => {
  it.each([
    [UNDER_WAY, "done", "Tests     12 products, 1,300 tests, 13 pages, 10.0 s, 130 tests/s"],
    [UNDER_WAY, "stopped", "Tests     stopped at 3/12 products, 1,300 tests, 13 pages, 10.0 s, 130 tests/s"],
    [
      { ...UNDER_WAY, phase: "FEATURES", failed: 2, rows: 0, pages: 0 },
      "done",
      "Features  12 products, 2 failed, 10.0 s",
    ],
    [{ ...UNDER_WAY, phase: "PRODUCTS", total: 1, rows: 0, pages: 0 }, "done", "Products  1 product, 10.0 s"],
    [{ ...UNDER_WAY, phase: "PRODUCTS", total: null, rows: 0, pages: 0 }, "stopped", "Products  stopped, 10.0 s"],
  ] as const)("%#: %s", (state, ending, text) => {
    expect(phaseResult(state, 10_000, ending)).toBe(text);
  });
});

describe("bars on a terminal", () => {
  const phase = (name: "FEATURES" | "NEW_TESTS", state: "started" | "completed", total = 2) =>
    ({ type: "phase", phase: name, state, total }) as const;

  function terminal() {
    const { stream, text } = textStream({ isTTY: true });
    const interruption = new AbortController();
    const bars = progressBars(stream, interruption.signal, () => 0);
    return { stream, interruption, bars, text, screen: () => screenOf(text()) };
  }

  it("wait for another sync, and forget that when it is over", () => {
    const { bars, text, screen } = terminal();
    bars.report({ type: "waiting", holder: "process 7 on vm", waitedMs: 1 });
    expect(screen()).toBe("Waiting for another sync to end (process 7 on vm)");
    bars.report(phase("FEATURES", "started"));
    bars.report(phase("FEATURES", "completed"));
    bars.stop();
    expect(text()).toContain("Waiting");
    expect(screen()).toBe("Features  2 products, 0.0 s\n");
  });

  it("leave no line of a phase without products", () => {
    const { bars, screen } = terminal();
    bars.report(phase("FEATURES", "started", 0));
    bars.report(phase("FEATURES", "completed", 0));
    bars.stop();
    expect(screen()).toBe("");
  });

  it("say where a phase stopped that never came to its end", () => {
    const { bars, screen } = terminal();
    bars.report(phase("FEATURES", "started"));
    bars.report(phase("NEW_TESTS", "started"));
    bars.stop();
    bars.stop();
    bars.report(phase("NEW_TESTS", "completed"));
    expect(screen()).toBe("Features  stopped at 0/2 products, 0.0 s\nTests     stopped at 0/2 products, 0.0 s\n");
  });

  it("are gone as soon as the user interrupts, before the sync has ended", () => {
    const { bars, interruption, screen } = terminal();
    bars.report(phase("NEW_TESTS", "started"));
    interruption.abort();
    bars.report({ type: "product", ...TESTS, title: "Shop", state: "completed", done: 1, total: 2, fraction: 0.5 });
    expect(screen()).toBe("Tests     stopped at 0/2 products, 0.0 s\nStopping … Press Ctrl-C again to end at once.\n");
  });

  it("never hide the cursor or switch line wrapping off", () => {
    const { bars, text } = terminal();
    bars.report(phase("NEW_TESTS", "started"));
    bars.stop();
    expect(text()).not.toContain("\u001b[?");
  });

  it("keep to the width of the terminal, whatever it is", () => {
    const { stream, bars, text } = terminal();
    Object.assign(stream, { columns: 20 });
    bars.report({ type: "waiting", holder: "process 7 on a host with a long name", waitedMs: 1 });
    bars.stop();
    expect(text()).toContain("Waiting for another\u001b[0K");
  });
});
