// A process of its own that opens the store named by its first argument when told to, and writes to it.
import { openStore } from "../../dist/index.js";

process.once("message", async () => {
  const store = await openStore({ path: process.argv[2], customerId: 1 });
  for (let number = 0; number < 5; number++) {
    await store.write((tx) =>
      tx.startSyncEvent({ trigger: "library", mode: "test", pid: process.pid, host: "here", startedAt: new Date() }),
    );
  }
  await store.close();
  process.disconnect();
});
process.send("ready");
