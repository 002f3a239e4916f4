import type { CustomerSql } from "../sqlite/customer-sql.js";
import type { StoreReader, StoreWriter } from "../types.js";
import { aggregateReads } from "./aggregate/aggregate-reads.js";
import { bugCountReads } from "./bug-reads-counts.js";
import { bugDetailReads } from "./bug-reads-details.js";
import { bugListReads } from "./bug-reads-list.js";
import { bugScopeReads } from "./bug-reads-scope.js";
import { bugWrites } from "./bugs.js";
import { featureReads } from "./feature-reads.js";
import { featureWrites } from "./features.js";
import { metadataReads, metadataWrites } from "./metadata.js";
import { problemPositionReads, problemPositionWrites } from "./problem-positions.js";
import { productReads, productWrites } from "./products.js";
import { bugListWrites } from "./replace-bugs.js";
import { reportReads } from "./report-reads.js";
import { searchReads } from "./search/search.js";
import { statisticsReads } from "./statistics.js";
import { strayBugReads } from "./stray-bugs.js";
import { syncEventReads, syncEventWrites } from "./sync-events.js";
import { syncStateReads, syncStateWrites } from "./sync-states.js";
import { testReads } from "./test-reads.js";
import { testSyncReads } from "./test-sync-reads.js";
import { testWrites } from "./test-writes.js";
import { tombstoneWrites } from "./tombstones.js";
import { userReads } from "./user-reads.js";
import { userWrites } from "./users.js";
import { recordCountReads, wipeWrites } from "./wipe.js";

/** Every read of the store, for the customer that `db` is bound to; the check of the file is no customer's. */
export const readerOver = (db: CustomerSql): Omit<StoreReader, "checkIntegrity"> => ({
  ...productReads(db),
  ...featureReads(db),
  ...userReads(db),
  ...testReads(db),
  ...bugScopeReads(db),
  ...bugListReads(db),
  ...bugDetailReads(db),
  ...bugCountReads(db),
  ...strayBugReads(db),
  ...testSyncReads(db),
  ...syncStateReads(db),
  ...syncEventReads(db),
  ...problemPositionReads(db),
  ...metadataReads(db),
  ...searchReads(db),
  ...statisticsReads(db),
  ...reportReads(db),
  ...recordCountReads(db),
  ...aggregateReads(db),
});

/** Every write of the store, for the customer that `db` is bound to, in the transaction it runs in. */
export const writerOver = (db: CustomerSql): StoreWriter => ({
  ...productWrites(db),
  ...featureWrites(db),
  ...testWrites(db),
  ...bugWrites(db),
  ...bugListWrites(db),
  ...userWrites(db),
  ...tombstoneWrites(db),
  ...syncStateWrites(db),
  ...syncEventWrites(db),
  ...problemPositionWrites(db),
  ...metadataWrites(db),
  ...wipeWrites(db),
});
