-- Hand-written: what schema.prisma cannot say. See scripts/hand-written.mjs.

-- How long bugs wait for a decision: those that still do, and those that were rejected, with their times.
CREATE INDEX "bugs_by_review" ON "bugs"("customer_id", "test_id", "status", "reported_at", "rejected_at", "id")
WHERE "deleted_at" IS NULL AND "status" IN ('forwarded', 'rejected');
