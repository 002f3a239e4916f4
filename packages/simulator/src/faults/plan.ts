import type { Shaping } from "../endpoints/context.js";
import type { Fault, FaultRule } from "./fault.js";

/** Faults that replace or damage an answer; of these only one can happen to a request. */
export type Breakage = Exclude<Fault, { kind: "capped-per-page" | "ignored-paging" | "repeated-rows" | "delay" }>;

/** What happens to one request. */
export interface FaultPlan {
  readonly shaping: Shaping;
  readonly delayMs: number;
  readonly breakage: Breakage | undefined;
}

interface ActiveRule {
  readonly rule: FaultRule;
  seen: number;
  left: number;
}

/** Which faults are in force. */
export interface Faults {
  /** @returns a function that removes the rule again */
  add(rule: FaultRule): () => void;
  clear(): void;
}

/** Rules in order of adding: the first matching breakage wins, shaping and delays add up. */
export class FaultBook implements Faults {
  readonly #rules = new Set<ActiveRule>();

  add(rule: FaultRule): () => void {
    const active = { rule, seen: 0, left: rule.times ?? Number.POSITIVE_INFINITY };
    this.#rules.add(active);
    return () => {
      this.#rules.delete(active);
    };
  }

  clear(): void {
    this.#rules.clear();
  }

  plan(path: string, query: URLSearchParams): FaultPlan {
    let shaping: Shaping = {};
    let delayMs = 0;
    let breakage: Breakage | undefined;
    for (const active of this.#rules) {
      active.seen += 1;
      const { fault, match } = active.rule;
      if (active.left <= 0 || !match({ path, query, count: active.seen })) continue;
      if (fault.kind === "capped-per-page") {
        shaping = { ...shaping, perPageCap: Math.min(fault.max, shaping.perPageCap ?? fault.max) };
      } else if (fault.kind === "ignored-paging") {
        shaping = { ...shaping, ignorePaging: true };
      } else if (fault.kind === "repeated-rows") {
        shaping = { ...shaping, repeatedRows: (shaping.repeatedRows ?? 0) + (fault.rows ?? 1) };
      } else if (fault.kind === "delay") {
        delayMs += fault.ms;
      } else if (breakage) {
        continue;
      } else {
        breakage = fault;
      }
      active.left -= 1;
    }
    return { shaping, delayMs, breakage };
  }
}
