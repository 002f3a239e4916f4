-- AlterTable
ALTER TABLE "product_counts" ADD COLUMN "revision" INTEGER NOT NULL DEFAULT 0;

-- Hand-written from here on: what schema.prisma cannot say. See scripts/hand-written.mjs.

-- A number that tells whether what is counted of a product is still what it was when it was read: its living tests with
-- their features and systems, the living bugs of these, and the systems they were found on. Drawn, and not counted up: a
-- write that is rolled back would give its number back, and the next one would get the same for something else.

CREATE TRIGGER "tests_revision_insert" AFTER INSERT ON "tests" WHEN new.deleted_at IS NULL
BEGIN
  INSERT INTO "product_counts" (customer_id, product_id, tests, features, revision)
  VALUES (new.customer_id, new.product_id, 0, 0, random() & 9007199254740991)
  ON CONFLICT (customer_id, product_id) DO UPDATE SET revision = excluded.revision;
END;

CREATE TRIGGER "tests_revision_update" AFTER UPDATE OF product_id, status, testing_type, end_at, created_by, submitted_by, environment_id, bugs_synced_at, deleted_at ON "tests"
WHEN (old.product_id, old.status, old.testing_type, old.end_at, old.created_by, old.submitted_by, old.environment_id, old.bugs_synced_at IS NULL, old.deleted_at IS NULL)
  IS NOT (new.product_id, new.status, new.testing_type, new.end_at, new.created_by, new.submitted_by, new.environment_id, new.bugs_synced_at IS NULL, new.deleted_at IS NULL)
BEGIN
  UPDATE "product_counts" SET revision = random() & 9007199254740991
  WHERE customer_id = old.customer_id AND product_id = old.product_id;
  INSERT INTO "product_counts" (customer_id, product_id, tests, features, revision)
  VALUES (new.customer_id, new.product_id, 0, 0, random() & 9007199254740991)
  ON CONFLICT (customer_id, product_id) DO UPDATE SET revision = excluded.revision;
END;

CREATE TRIGGER "tests_revision_delete" AFTER DELETE ON "tests" WHEN old.deleted_at IS NULL
BEGIN
  UPDATE "product_counts" SET revision = random() & 9007199254740991
  WHERE customer_id = old.customer_id AND product_id = old.product_id;
END;

CREATE TRIGGER "bugs_revision_insert" AFTER INSERT ON "bugs" WHEN new.deleted_at IS NULL
BEGIN
  UPDATE "product_counts" SET revision = random() & 9007199254740991
  WHERE customer_id = new.customer_id AND product_id IN (
    SELECT t.product_id FROM tests t WHERE t.customer_id = new.customer_id AND t.id = new.test_id AND t.deleted_at IS NULL);
END;

CREATE TRIGGER "bugs_revision_delete" AFTER DELETE ON "bugs" WHEN old.deleted_at IS NULL
BEGIN
  UPDATE "product_counts" SET revision = random() & 9007199254740991
  WHERE customer_id = old.customer_id AND product_id IN (
    SELECT t.product_id FROM tests t WHERE t.customer_id = old.customer_id AND t.id = old.test_id AND t.deleted_at IS NULL);
END;

CREATE TRIGGER "bugs_revision_update" AFTER UPDATE OF test_id, test_feature_id, severity, status, auto_accepted, known, rejection_reason, reporter, reported_at, rejected_at, deleted_at ON "bugs"
WHEN (old.test_id, old.test_feature_id, old.severity, old.status, old.auto_accepted, old.known, old.rejection_reason, old.reporter, old.reported_at, old.rejected_at, old.deleted_at IS NULL)
  IS NOT (new.test_id, new.test_feature_id, new.severity, new.status, new.auto_accepted, new.known, new.rejection_reason, new.reporter, new.reported_at, new.rejected_at, new.deleted_at IS NULL)
BEGIN
  UPDATE "product_counts" SET revision = random() & 9007199254740991
  WHERE customer_id = new.customer_id AND product_id IN (
    SELECT t.product_id FROM tests t WHERE t.customer_id = new.customer_id AND t.id IN (old.test_id, new.test_id) AND t.deleted_at IS NULL);
END;

CREATE TRIGGER "test_features_revision_insert" AFTER INSERT ON "test_features" WHEN new.feature_id IS NOT NULL
BEGIN
  UPDATE "product_counts" SET revision = random() & 9007199254740991
  WHERE customer_id = new.customer_id AND product_id IN (
    SELECT t.product_id FROM tests t WHERE t.customer_id = new.customer_id AND t.id = new.test_id AND t.deleted_at IS NULL);
END;

CREATE TRIGGER "test_features_revision_delete" AFTER DELETE ON "test_features" WHEN old.feature_id IS NOT NULL
BEGIN
  UPDATE "product_counts" SET revision = random() & 9007199254740991
  WHERE customer_id = old.customer_id AND product_id IN (
    SELECT t.product_id FROM tests t WHERE t.customer_id = old.customer_id AND t.id = old.test_id AND t.deleted_at IS NULL);
END;

CREATE TRIGGER "test_features_revision_update" AFTER UPDATE OF id, feature_id ON "test_features"
WHEN (old.id, old.feature_id) IS NOT (new.id, new.feature_id)
BEGIN
  UPDATE "product_counts" SET revision = random() & 9007199254740991
  WHERE customer_id = new.customer_id AND product_id IN (
    SELECT t.product_id FROM tests t WHERE t.customer_id = new.customer_id AND t.id = new.test_id AND t.deleted_at IS NULL);
END;

CREATE TRIGGER "test_platforms_revision_insert" AFTER INSERT ON "test_platforms" WHEN new.operating_system IS NOT NULL
BEGIN
  UPDATE "product_counts" SET revision = random() & 9007199254740991
  WHERE customer_id = new.customer_id AND product_id IN (
    SELECT t.product_id FROM tests t WHERE t.customer_id = new.customer_id AND t.id = new.test_id AND t.deleted_at IS NULL);
END;

CREATE TRIGGER "test_platforms_revision_delete" AFTER DELETE ON "test_platforms" WHEN old.operating_system IS NOT NULL
BEGIN
  UPDATE "product_counts" SET revision = random() & 9007199254740991
  WHERE customer_id = old.customer_id AND product_id IN (
    SELECT t.product_id FROM tests t WHERE t.customer_id = old.customer_id AND t.id = old.test_id AND t.deleted_at IS NULL);
END;

CREATE TRIGGER "test_platforms_revision_update" AFTER UPDATE OF operating_system ON "test_platforms"
WHEN old.operating_system IS NOT new.operating_system
BEGIN
  UPDATE "product_counts" SET revision = random() & 9007199254740991
  WHERE customer_id = new.customer_id AND product_id IN (
    SELECT t.product_id FROM tests t WHERE t.customer_id = new.customer_id AND t.id = new.test_id AND t.deleted_at IS NULL);
END;

CREATE TRIGGER "bug_devices_revision_insert" AFTER INSERT ON "bug_devices" WHEN new.operating_system IS NOT NULL
BEGIN
  UPDATE "product_counts" SET revision = random() & 9007199254740991
  WHERE customer_id = new.customer_id AND product_id IN (
    SELECT t.product_id FROM bugs b CROSS JOIN tests t ON t.customer_id = b.customer_id AND t.id = b.test_id
    WHERE b.customer_id = new.customer_id AND b.id = new.bug_id AND b.deleted_at IS NULL AND t.deleted_at IS NULL);
END;

CREATE TRIGGER "bug_devices_revision_delete" AFTER DELETE ON "bug_devices" WHEN old.operating_system IS NOT NULL
BEGIN
  UPDATE "product_counts" SET revision = random() & 9007199254740991
  WHERE customer_id = old.customer_id AND product_id IN (
    SELECT t.product_id FROM bugs b CROSS JOIN tests t ON t.customer_id = b.customer_id AND t.id = b.test_id
    WHERE b.customer_id = old.customer_id AND b.id = old.bug_id AND b.deleted_at IS NULL AND t.deleted_at IS NULL);
END;

CREATE TRIGGER "bug_devices_revision_update" AFTER UPDATE OF operating_system ON "bug_devices"
WHEN old.operating_system IS NOT new.operating_system
BEGIN
  UPDATE "product_counts" SET revision = random() & 9007199254740991
  WHERE customer_id = new.customer_id AND product_id IN (
    SELECT t.product_id FROM bugs b CROSS JOIN tests t ON t.customer_id = b.customer_id AND t.id = b.test_id
    WHERE b.customer_id = new.customer_id AND b.id = new.bug_id AND b.deleted_at IS NULL AND t.deleted_at IS NULL);
END;
