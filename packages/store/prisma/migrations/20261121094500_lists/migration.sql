-- DropIndex
DROP INDEX "bugs_by_reported";

-- DropIndex
DROP INDEX "bugs_by_product";

-- DropIndex
DROP INDEX "tests_by_product_start";

-- AlterTable
ALTER TABLE "bugs" ADD COLUMN "found_systems" TEXT;
ALTER TABLE "bugs" ADD COLUMN "rejected_at" DATETIME;

-- CreateIndex
CREATE INDEX "tests_by_product_start" ON "tests"("customer_id", "product_id", "deleted_at", "start_at", "id", "status", "testing_type");

-- CreateIndex
CREATE INDEX "tests_by_start" ON "tests"("customer_id", "deleted_at", "start_at", "id", "status", "testing_type");

-- Hand-written from here on: what schema.prisma cannot say. See scripts/hand-written.mjs.

-- Which systems a bug was found on was only in its devices so far.
UPDATE "bugs" SET "found_systems" = (
    SELECT '|' || group_concat(system, '|') || '|' FROM (
        SELECT DISTINCT lower(d.operating_system) AS system FROM "bug_devices" d
        WHERE d.customer_id = "bugs".customer_id AND d.bug_id = "bugs".id AND d.operating_system IS NOT NULL));

-- When bugs were rejected is in comments that only a sync can read: the bugs of final tests with such ones are fetched once more.
UPDATE "tests" SET "final_seen_at" = NULL
WHERE "status" IN ('archived', 'cancelled') AND EXISTS (
    SELECT 1 FROM "bugs" b WHERE b.customer_id = "tests".customer_id AND b.test_id = "tests".id AND b.deleted_at IS NULL AND b.status = 'rejected');

-- The lists of bugs, of one product and of all: by each order there is. Ranks are those of src/repositories/ranks.ts; the
-- columns behind `id` are there so that filtering and counting never touch the table.
CREATE INDEX "bugs_by_product_reported" ON "bugs"("customer_id", "product_id", "deleted_at", "reported_at", "id",
    (CASE severity WHEN 'critical' THEN 0 WHEN 'high' THEN 1 WHEN 'low' THEN 2 WHEN 'visual' THEN 3 WHEN 'content' THEN 4 WHEN 'custom' THEN 5 WHEN 'suggestion' THEN 6 WHEN 'spelling' THEN 7 WHEN 'test_case' THEN 8 ELSE 9 END),
    (CASE (CASE WHEN auto_accepted AND status = 'accepted' THEN 'auto_accepted' ELSE status END) WHEN 'forwarded' THEN 0 WHEN 'accepted' THEN 1 WHEN 'auto_accepted' THEN 2 WHEN 'rejected' THEN 3 WHEN 'submitted' THEN 4 WHEN 'manager_approved' THEN 5 WHEN 'question' THEN 6 ELSE 7 END),
    "known", "rejection_reason", ("exported_at" IS NULL), "found_systems", "test_feature_id", "test_id");
CREATE INDEX "bugs_by_product_severity" ON "bugs"("customer_id", "product_id", "deleted_at",
    (CASE severity WHEN 'critical' THEN 0 WHEN 'high' THEN 1 WHEN 'low' THEN 2 WHEN 'visual' THEN 3 WHEN 'content' THEN 4 WHEN 'custom' THEN 5 WHEN 'suggestion' THEN 6 WHEN 'spelling' THEN 7 WHEN 'test_case' THEN 8 ELSE 9 END),
    "reported_at" DESC, "id" DESC,
    (CASE (CASE WHEN auto_accepted AND status = 'accepted' THEN 'auto_accepted' ELSE status END) WHEN 'forwarded' THEN 0 WHEN 'accepted' THEN 1 WHEN 'auto_accepted' THEN 2 WHEN 'rejected' THEN 3 WHEN 'submitted' THEN 4 WHEN 'manager_approved' THEN 5 WHEN 'question' THEN 6 ELSE 7 END),
    "known", "rejection_reason", ("exported_at" IS NULL), "found_systems", "test_feature_id", "test_id");
CREATE INDEX "bugs_by_product_status" ON "bugs"("customer_id", "product_id", "deleted_at",
    (CASE (CASE WHEN auto_accepted AND status = 'accepted' THEN 'auto_accepted' ELSE status END) WHEN 'forwarded' THEN 0 WHEN 'accepted' THEN 1 WHEN 'auto_accepted' THEN 2 WHEN 'rejected' THEN 3 WHEN 'submitted' THEN 4 WHEN 'manager_approved' THEN 5 WHEN 'question' THEN 6 ELSE 7 END),
    "reported_at" DESC, "id" DESC,
    (CASE severity WHEN 'critical' THEN 0 WHEN 'high' THEN 1 WHEN 'low' THEN 2 WHEN 'visual' THEN 3 WHEN 'content' THEN 4 WHEN 'custom' THEN 5 WHEN 'suggestion' THEN 6 WHEN 'spelling' THEN 7 WHEN 'test_case' THEN 8 ELSE 9 END),
    "known", "rejection_reason", ("exported_at" IS NULL), "found_systems", "test_feature_id", "test_id");
CREATE INDEX "bugs_by_product_title" ON "bugs"("customer_id", "product_id", "deleted_at", "title" COLLATE NOCASE, "id",
    (CASE severity WHEN 'critical' THEN 0 WHEN 'high' THEN 1 WHEN 'low' THEN 2 WHEN 'visual' THEN 3 WHEN 'content' THEN 4 WHEN 'custom' THEN 5 WHEN 'suggestion' THEN 6 WHEN 'spelling' THEN 7 WHEN 'test_case' THEN 8 ELSE 9 END),
    (CASE (CASE WHEN auto_accepted AND status = 'accepted' THEN 'auto_accepted' ELSE status END) WHEN 'forwarded' THEN 0 WHEN 'accepted' THEN 1 WHEN 'auto_accepted' THEN 2 WHEN 'rejected' THEN 3 WHEN 'submitted' THEN 4 WHEN 'manager_approved' THEN 5 WHEN 'question' THEN 6 ELSE 7 END),
    "known", "rejection_reason", ("exported_at" IS NULL), "found_systems", "test_feature_id", "test_id");
CREATE INDEX "bugs_by_reported" ON "bugs"("customer_id", "deleted_at", "reported_at", "id",
    (CASE severity WHEN 'critical' THEN 0 WHEN 'high' THEN 1 WHEN 'low' THEN 2 WHEN 'visual' THEN 3 WHEN 'content' THEN 4 WHEN 'custom' THEN 5 WHEN 'suggestion' THEN 6 WHEN 'spelling' THEN 7 WHEN 'test_case' THEN 8 ELSE 9 END),
    (CASE (CASE WHEN auto_accepted AND status = 'accepted' THEN 'auto_accepted' ELSE status END) WHEN 'forwarded' THEN 0 WHEN 'accepted' THEN 1 WHEN 'auto_accepted' THEN 2 WHEN 'rejected' THEN 3 WHEN 'submitted' THEN 4 WHEN 'manager_approved' THEN 5 WHEN 'question' THEN 6 ELSE 7 END),
    "known", "rejection_reason", ("exported_at" IS NULL), "found_systems", "test_feature_id", "test_id");
CREATE INDEX "bugs_by_severity" ON "bugs"("customer_id", "deleted_at",
    (CASE severity WHEN 'critical' THEN 0 WHEN 'high' THEN 1 WHEN 'low' THEN 2 WHEN 'visual' THEN 3 WHEN 'content' THEN 4 WHEN 'custom' THEN 5 WHEN 'suggestion' THEN 6 WHEN 'spelling' THEN 7 WHEN 'test_case' THEN 8 ELSE 9 END),
    "reported_at" DESC, "id" DESC,
    (CASE (CASE WHEN auto_accepted AND status = 'accepted' THEN 'auto_accepted' ELSE status END) WHEN 'forwarded' THEN 0 WHEN 'accepted' THEN 1 WHEN 'auto_accepted' THEN 2 WHEN 'rejected' THEN 3 WHEN 'submitted' THEN 4 WHEN 'manager_approved' THEN 5 WHEN 'question' THEN 6 ELSE 7 END),
    "known", "rejection_reason", ("exported_at" IS NULL), "found_systems", "test_feature_id", "test_id");
CREATE INDEX "bugs_by_status" ON "bugs"("customer_id", "deleted_at",
    (CASE (CASE WHEN auto_accepted AND status = 'accepted' THEN 'auto_accepted' ELSE status END) WHEN 'forwarded' THEN 0 WHEN 'accepted' THEN 1 WHEN 'auto_accepted' THEN 2 WHEN 'rejected' THEN 3 WHEN 'submitted' THEN 4 WHEN 'manager_approved' THEN 5 WHEN 'question' THEN 6 ELSE 7 END),
    "reported_at" DESC, "id" DESC,
    (CASE severity WHEN 'critical' THEN 0 WHEN 'high' THEN 1 WHEN 'low' THEN 2 WHEN 'visual' THEN 3 WHEN 'content' THEN 4 WHEN 'custom' THEN 5 WHEN 'suggestion' THEN 6 WHEN 'spelling' THEN 7 WHEN 'test_case' THEN 8 ELSE 9 END),
    "known", "rejection_reason", ("exported_at" IS NULL), "found_systems", "test_feature_id", "test_id");
CREATE INDEX "bugs_by_title" ON "bugs"("customer_id", "deleted_at", "title" COLLATE NOCASE, "id",
    (CASE severity WHEN 'critical' THEN 0 WHEN 'high' THEN 1 WHEN 'low' THEN 2 WHEN 'visual' THEN 3 WHEN 'content' THEN 4 WHEN 'custom' THEN 5 WHEN 'suggestion' THEN 6 WHEN 'spelling' THEN 7 WHEN 'test_case' THEN 8 ELSE 9 END),
    (CASE (CASE WHEN auto_accepted AND status = 'accepted' THEN 'auto_accepted' ELSE status END) WHEN 'forwarded' THEN 0 WHEN 'accepted' THEN 1 WHEN 'auto_accepted' THEN 2 WHEN 'rejected' THEN 3 WHEN 'submitted' THEN 4 WHEN 'manager_approved' THEN 5 WHEN 'question' THEN 6 ELSE 7 END),
    "known", "rejection_reason", ("exported_at" IS NULL), "found_systems", "test_feature_id", "test_id");

-- The lists of tests likewise, where they are not in schema.prisma.
DROP INDEX "tests_by_product_title";
CREATE INDEX "tests_by_product_title" ON "tests"("customer_id", "product_id", "deleted_at", "title" COLLATE NOCASE, "id", "status", "testing_type", "end_at");
CREATE INDEX "tests_by_title" ON "tests"("customer_id", "deleted_at", "title" COLLATE NOCASE, "id", "status", "testing_type", "end_at");
CREATE INDEX "tests_by_product_status" ON "tests"("customer_id", "product_id", "deleted_at",
    (CASE status WHEN 'running' THEN 0 WHEN 'waiting' THEN 1 WHEN 'initialized' THEN 2 WHEN 'customer_finalized' THEN 3 WHEN 'locked' THEN 4 WHEN 'archived' THEN 5 WHEN 'cancelled' THEN 6 ELSE 7 END),
    "end_at" DESC, "id" DESC, "testing_type", "status");
CREATE INDEX "tests_by_status" ON "tests"("customer_id", "deleted_at",
    (CASE status WHEN 'running' THEN 0 WHEN 'waiting' THEN 1 WHEN 'initialized' THEN 2 WHEN 'customer_finalized' THEN 3 WHEN 'locked' THEN 4 WHEN 'archived' THEN 5 WHEN 'cancelled' THEN 6 ELSE 7 END),
    "end_at" DESC, "id" DESC, "testing_type", "status");

-- Tests whose bugs are due or can become due: few, once all were fetched.
CREATE INDEX "tests_by_due_bugs" ON "tests"("customer_id", "deleted_at", "product_id", "end_at", "id", "status", "bugs_synced_at", "final_seen_at")
WHERE "deleted_at" IS NULL AND ("bugs_synced_at" IS NULL OR "status" NOT IN ('archived', 'cancelled')
    OR "final_seen_at" IS NULL OR "bugs_synced_at" < "final_seen_at");
