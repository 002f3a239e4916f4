-- DropIndex
DROP INDEX "bugs_by_test";

-- CreateIndex
CREATE INDEX "bug_devices_by_bug" ON "bug_devices"("customer_id", "bug_id", "position", "operating_system");

-- CreateIndex
CREATE INDEX "bugs_by_test" ON "bugs"("customer_id", "test_id", "deleted_at", "status", "severity", "auto_accepted", "known", "rejection_reason", "reporter", "test_feature_id", "id");

-- CreateIndex
CREATE INDEX "test_features_by_test" ON "test_features"("customer_id", "test_id", "id", "feature_id");

-- CreateIndex
CREATE INDEX "test_platforms_by_test" ON "test_platforms"("customer_id", "test_id", "position", "operating_system");

-- CreateIndex
CREATE INDEX "tests_by_product" ON "tests"("customer_id", "deleted_at", "product_id", "id", "status", "end_at", "testing_type", "created_by", "submitted_by", "environment_id", "environment_title", "bugs_synced_at");
