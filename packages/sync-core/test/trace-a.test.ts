import "./trace-setup.js";
import { ApiServerError } from "@testio/api-client";
import fc from "fast-check";
import { expect, test } from "vitest";
import { add, compare, forget, nothingRead, type ReadSoFar } from "../src/pass/link.js";
import { PassWalk } from "../src/pass/pass-walk.js";
import type { Step } from "../src/pass/walk-step.js";
import { topOf } from "../src/pass/window.js";
import { isolatePage } from "../src/problems/isolate-page.js";
import { entriesOf, isTest } from "../src/problems/region.js";

const failure = new ApiServerError("x", 500);
type Change = { kind: "add"; count: number } | { kind: "delete"; at: number; count: number } | { kind: "sink"; at: number } | { kind: "cut"; rows: number };
async function run(length: number, bads: number[], pageSize: number, during: { n: number; change: Change }[], log?: string[]) {
  let next = length + 1;
  const list = Array.from({ length }, (_, i) => length - i);
  const bad = new Set(bads.map((b) => list[b % Math.max(1, length)] ?? 0));
  const moved = new Set<number>(); const ends = new Map<number, number>();
  const before = [...list];
  let n = 0;
  const raw = (page: number, size0: number) => {
    n += 1;
    if (n > 3000) throw new Error("runaway");
    let size = size0;
    for (const { n: when, change } of during) {
      if (when !== n) continue;
      if (change.kind === "add") for (let i = 0; i < change.count; i++) list.unshift(next++);
      if (change.kind === "delete") list.splice(change.at % (list.length + 1), change.count);
      if (change.kind === "cut") size = Math.min(size, change.rows);
      if (change.kind === "sink") { const [id] = list.splice(change.at % (list.length + 1), 1); if (id !== undefined) { list.push(id); moved.add(id); ends.set(id, -next++); } }
    }
    const ids = list.slice((page - 1) * size, page * size);
    log?.push(`${page}/${size0}${size !== size0 ? "cut" + size : ""}: ${ids.map((i) => i + (bad.has(i) ? "!" : "")).join(" ")}`);
    if (ids.some((id) => bad.has(id))) throw failure;
    return { items: ids.map((id) => ({ id, endAt: new Date(ends.get(id) ?? id) })) as any[], unreadable: [] as any[] };
  };
  const walk = new PassWalk({ pass: 1, anchorPass: 0, mayStopAtAnchors: false, floor: null, block: null, pageSize }, () => 0);
  const met: ReadSoFar = nothingRead();
  const stored = new Set<number>(); const kept = new Map<string, any>();
  const badAtEnd = () => met.region.entries.length - 1 - met.region.entries.findLastIndex(isTest);
  let step: Step = walk.first();
  while (step.next === "page") {
    const { window } = step;
    const key = `${window.page}/${window.size}`;
    let page: any = (step as any).isHeld ? kept.get("x") : null;
    if (!page) {
      try { page = { ...raw(window.page, window.size), bad: [], isolation: null }; }
      catch (e) {
        if (e !== failure) throw e;
        const { page: p, ...isolation } = await isolatePage({ read: async (a, b) => raw(a, b), offset: topOf(window), count: window.size, failure, badAbove: badAtEnd(), stillAnswers: async () => true });
        page = { ...p, isolation };
      }
    }
    if (walk.beginsWith(window)) forget(met);
    step = walk.after({ window, kinds: page.items.map((t: any) => met.seen.has(t.id) ? "seen" : "wanted"), unreadable: page.bad.length, ...compare(met, window, page), isolation: page.isolation });
    log?.push(`  -> ${walk.accepted ? "ok" : walk.held ? "held" : "aside"} rows ${walk.rows} ${JSON.stringify(step)}`);
    if (walk.held) kept.set("x", page);
    if (!walk.accepted) continue;
    add(met, window, page, walk.rows); for (const t of page.items) stored.add(t.id);
  }
  const stayed = before.filter((id) => list.includes(id) && !moved.has(id));
  const missing = stayed.filter((id) => !bad.has(id) && !stored.has(id));
  const marks = met.region.entries.filter((e) => !isTest(e)).length;
  const badStayed = stayed.filter((id) => bad.has(id)).length;
  return { reached: step.reached, missing, marks, badStayed, n };
}
const change = fc.oneof(
  fc.record({ kind: fc.constant("add" as const), count: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ kind: fc.constant("delete" as const), at: fc.nat({ max: 60 }), count: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ kind: fc.constant("sink" as const), at: fc.nat({ max: 60 }) }),
  fc.record({ kind: fc.constant("cut" as const), rows: fc.integer({ min: 1, max: 8 }) }),
);
test("fuzz", async () => {
  let moving = 0; let total = 0;
  await fc.assert(fc.asyncProperty(fc.nat({ max: 45 }), fc.array(fc.nat({ max: 44 }), { maxLength: 4 }), fc.integer({ min: 5, max: 12 }), fc.array(fc.record({ n: fc.integer({ min: 1, max: 40 }), change }), { maxLength: Number(process.env.MAXC ?? 2) }), async (length, bads, size, during) => {
    const r = await run(length, bads, size, during); total++;
    if (r.reached === "moving") { moving++; return; }
    if (r.missing.length > 0 || r.marks < r.badStayed) { const log: string[] = []; await run(length, bads, size, during, log); expect({ ...r, log: log.join("\n") }).toEqual({}); }
  }), { numRuns: Number(process.env.RUNS ?? 50000), ...(process.env.SEED ? { seed: Number(process.env.SEED) } : {}) });
  console.log({ total, moving });
}, 400000);
