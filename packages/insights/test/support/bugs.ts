import type { BugDeviceWrite, BugWrite, Store } from "@testio/store";
import { SYNCED } from "./store.js";

export const phone: BugDeviceWrite = {
  category: "smartphone",
  vendor: "Apple",
  device: "iPhone 17",
  operatingSystem: "iOS",
  operatingSystemVersion: "26.1",
  browsers: ["Safari"],
};

/** An open bug of test 10 in product 1. */
export function bug(id: number, fields: Partial<BugWrite> = {}): BugWrite {
  return {
    id,
    testId: 10,
    productId: 1,
    testFeatureId: null,
    title: `Bug ${id}`,
    severity: "high",
    status: "forwarded",
    autoAccepted: false,
    known: false,
    rejectionReason: null,
    reporter: null,
    steps: null,
    expectedResult: null,
    actualResult: null,
    comments: null,
    reportedAt: new Date("2026-06-02T08:00:00.000Z"),
    exportedAt: null,
    rejectedAt: null,
    devices: [],
    data: { id },
    ...fields,
  };
}

/** Stores the bugs of tests as a fetch of all of them would. */
export async function fetchBugs(store: Store, testIds: number[], bugs: BugWrite[], at = SYNCED): Promise<void> {
  await store.write((tx) => tx.replaceBugs({ testIds }, bugs, at));
}
