import { describe, expect, it } from "vitest";
import { kept } from "../../src/dashboard/data/kept.js";
import { duration, relative } from "../../src/dashboard/words.js";
import { liveSyncs } from "../../src/sync/live-syncs.js";

describe("a kept answer", () => {
  it("is made once for one state of the data, and anew after a minute", async () => {
    let [now, made] = [0, 0];
    const answer = kept(
      async () => ++made,
      () => now,
    );
    expect(await Promise.all([answer.get("a"), answer.get("a")])).toEqual([1, 1]);
    expect(await answer.get("b")).toBe(2);
    now = 59_999;
    expect(await answer.get("b")).toBe(2);
    now = 60_000;
    expect(await answer.get("b")).toBe(3);
  });

  it("is no failure", async () => {
    let fails = true;
    const answer = kept(async () => {
      if (fails) throw new Error("not now");
      return 1;
    });
    await expect(answer.get("a")).rejects.toThrow("not now");
    fails = false;
    expect(await answer.get("a")).toBe(1);
  });
});

describe("syncs that are looked at", () => {
  it("show the one that works, not the one that waits", () => {
    const syncs = liveSyncs();
    expect(syncs.current()).toBeNull();
    const [works, waits] = [syncs.follow(), syncs.follow()];
    waits.report({ message: "Waiting", fraction: null });
    expect(syncs.current()?.message).toBe("Waiting");
    works.report({ message: "Tests", fraction: 0.5 });
    waits.report({ message: "Waiting", fraction: null });
    expect(syncs.current()?.message).toBe("Tests");
    works.end();
    works.end();
    expect(syncs.current()?.message).toBe("Waiting");
    waits.end();
    expect(syncs.current()).toBeNull();
  });
});

describe("times in words", () => {
  const now = new Date("2026-06-30T12:00:00Z");
  const after = (seconds: number) => relative(new Date(now.getTime() + 1000 * seconds), now);

  it("are in the largest whole unit, before and after", () => {
    expect([after(0), after(-59), after(-60), after(-7200), after(-200_000)]).toEqual([
      "just now",
      "just now",
      "1 minute ago",
      "2 hours ago",
      "2 days ago",
    ]);
    expect([after(30), after(180), after(86_400)]).toEqual(["in less than a minute", "in 3 minutes", "in 1 day"]);
  });

  it("say how long something took", () => {
    expect([0.2, 12.4, 59.6, 200].map(duration)).toEqual(["under a second", "12 s", "1 min 0 s", "3 min 20 s"]);
  });
});
