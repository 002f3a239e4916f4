// A program that syncs through the libraries and stops itself at a named moment. Run by `runVictim`; nothing of the
// libraries knows of it.
import { writeSync } from "node:fs";
import { createApiClient } from "@testio/api-client";
import { openStore, type Store, type SyncState } from "@testio/store";
import { executeSync } from "@testio/sync-core";
import type { VictimPlan } from "./run-victim.js";

type Hook = (moment: "before" | "after", call: string, args: readonly unknown[]) => void;

const plan: VictimPlan = JSON.parse(process.argv[2] ?? "");

/** The first moment from which on a later pass may stop at what this one has stored. */
function completesPass(state: unknown): boolean {
  const { phase, completedPass, lastPass } = state as SyncState;
  return phase === "NEW_TESTS" && completedPass === lastPass;
}

let seen = 0;
function stopIfItIsTime(moment: "before" | "after", call: string, [first]: readonly unknown[]): void {
  const { stop } = plan;
  if (stop?.call !== call || stop.moment !== moment) return;
  if (stop.completing === true && !completesPass(first)) return;
  seen += 1;
  if (seen !== stop.nth) return;
  writeSync(process.stderr.fd, `Here comes ${stop.signal}.\n`);
  process.kill(process.pid, stop.signal);
}

/** The same object, but the hook is told before and after each call that takes its time. */
function watched<T extends object>(target: T, name: string, hook: Hook): T {
  return new Proxy(target, {
    get(_, key) {
      const member: unknown = Reflect.get(target, key);
      if (typeof member !== "function") return member;
      return (...args: unknown[]) => {
        const call = `${name}.${String(key)}`;
        hook("before", call, args);
        const result: unknown = Reflect.apply(member, target, args);
        if (!(result instanceof Promise)) return result;
        return result.then((value: unknown) => {
          hook("after", call, args);
          return value;
        });
      };
    },
  });
}

function watchedStore(store: Store): Store {
  const inside: Store = {
    ...store,
    write: (work, options) => store.write((tx) => work(watched(tx, "tx", stopIfItIsTime)), options),
  };
  return watched(inside, "store", stopIfItIsTime);
}

const { env } = process;
const client = createApiClient({
  baseUrl: env.TESTIO_CUSTOMER_API_BASE_URL ?? "",
  token: env.TESTIO_CUSTOMER_API_TOKEN ?? "",
});
const store = await openStore({
  path: plan.database,
  customerId: 1,
  ...(plan.busyTimeoutMs === undefined ? {} : { busyTimeoutMs: plan.busyTimeoutMs }),
});
const result = await executeSync({
  client: watched(client, "client", stopIfItIsTime),
  store: watchedStore(store),
  settings: { pageSize: 10 },
  ...plan.request,
});
await store.close();
await client.close();
process.stdout.write(JSON.stringify(result));
