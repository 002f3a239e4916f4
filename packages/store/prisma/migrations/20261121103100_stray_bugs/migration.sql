-- CreateTable
CREATE TABLE "stray_bugs" (
    "customer_id" INTEGER NOT NULL,
    "bug_id" INTEGER NOT NULL,

    PRIMARY KEY ("customer_id", "bug_id")
);

-- Hand-written from here on: what schema.prisma cannot say. See scripts/hand-written.mjs.

-- A bug counts with its test. Those whose test is not stored, or is gone upstream, stand here: few, so that lists and counts
-- can leave them out without a look at the test of every bug.
CREATE TRIGGER "bugs_stray_insert" AFTER INSERT ON "bugs"
WHEN new.deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM tests t
  WHERE t.customer_id = new.customer_id AND t.id = new.test_id AND t.deleted_at IS NULL)
BEGIN
  INSERT INTO "stray_bugs" (customer_id, bug_id) VALUES (new.customer_id, new.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER "bugs_stray_update" AFTER UPDATE OF test_id, deleted_at ON "bugs"
WHEN (old.test_id, old.deleted_at IS NULL) <> (new.test_id, new.deleted_at IS NULL)
BEGIN
  DELETE FROM "stray_bugs" WHERE customer_id = new.customer_id AND bug_id = new.id;
  INSERT INTO "stray_bugs" (customer_id, bug_id)
  SELECT new.customer_id, new.id WHERE new.deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM tests t
    WHERE t.customer_id = new.customer_id AND t.id = new.test_id AND t.deleted_at IS NULL);
END;

CREATE TRIGGER "bugs_stray_delete" AFTER DELETE ON "bugs" WHEN old.deleted_at IS NULL
BEGIN
  DELETE FROM "stray_bugs" WHERE customer_id = old.customer_id AND bug_id = old.id;
END;

-- Its bugs may have come before it.
CREATE TRIGGER "tests_stray_insert" AFTER INSERT ON "tests"
WHEN new.deleted_at IS NULL AND EXISTS (SELECT 1 FROM stray_bugs s WHERE s.customer_id = new.customer_id)
BEGIN
  DELETE FROM "stray_bugs" WHERE customer_id = new.customer_id
    AND bug_id IN (SELECT b.id FROM bugs b WHERE b.customer_id = new.customer_id AND b.test_id = new.id);
END;

CREATE TRIGGER "tests_stray_update" AFTER UPDATE OF deleted_at ON "tests"
WHEN (old.deleted_at IS NULL) <> (new.deleted_at IS NULL)
BEGIN
  DELETE FROM "stray_bugs" WHERE customer_id = new.customer_id AND new.deleted_at IS NULL
    AND bug_id IN (SELECT b.id FROM bugs b WHERE b.customer_id = new.customer_id AND b.test_id = new.id);
  INSERT INTO "stray_bugs" (customer_id, bug_id)
  SELECT b.customer_id, b.id FROM bugs b
  WHERE b.customer_id = new.customer_id AND b.test_id = new.id AND b.deleted_at IS NULL AND new.deleted_at IS NOT NULL
  ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER "tests_stray_delete" AFTER DELETE ON "tests" WHEN old.deleted_at IS NULL
BEGIN
  INSERT INTO "stray_bugs" (customer_id, bug_id)
  SELECT b.customer_id, b.id FROM bugs b
  WHERE b.customer_id = old.customer_id AND b.test_id = old.id AND b.deleted_at IS NULL
  ON CONFLICT DO NOTHING;
END;

INSERT INTO "stray_bugs" (customer_id, bug_id)
SELECT b.customer_id, b.id FROM bugs b
WHERE b.deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM tests t
  WHERE t.customer_id = b.customer_id AND t.id = b.test_id AND t.deleted_at IS NULL);
