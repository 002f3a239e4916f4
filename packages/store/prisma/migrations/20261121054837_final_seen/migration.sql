-- DropIndex
DROP INDEX "problem_positions_by_place";

-- DropIndex
DROP INDEX "tests_by_bugs_synced";

-- AlterTable
ALTER TABLE "sync_state" ADD COLUMN "full_pass_since" DATETIME;

-- AlterTable
ALTER TABLE "tests" ADD COLUMN "final_seen_at" DATETIME;

-- CreateIndex
CREATE INDEX "problem_positions_by_product" ON "problem_positions"("customer_id", "product_id");

-- CreateIndex
CREATE INDEX "tests_by_bugs_synced" ON "tests"("customer_id", "deleted_at", "product_id", "bugs_synced_at", "status", "final_seen_at", "id");
