import { createHash } from "node:crypto";
import { appendFileSync } from "node:fs";
import fc from "fast-check";
import { afterEach } from "vitest";
import { PassWalk } from "../src/pass/pass-walk.js";
fc.configureGlobal({ seed: 42 });
let hash = createHash("sha1"); let n = 0;
const original = PassWalk.prototype.after;
PassWalk.prototype.after = function (page) {
  const step = original.call(this, page); n += 1;
  const { window, kinds, unreadable, linked, isCut, isInPlace, badAtEnd, isolation } = page;
  hash.update(JSON.stringify([window, kinds, unreadable, linked, isCut, isInPlace, badAtEnd, isolation, step, this.accepted, this.held, this.rows, this.rowsFromTop, this.limit, this.joined, this.descending, this.pagesWithNews]));
  return step;
};
afterEach((c) => { appendFileSync("/tmp/trace.log", `${c.task.name.slice(0,60)} ${n} ${hash.digest("hex")}\n`); hash = createHash("sha1"); n = 0; });
