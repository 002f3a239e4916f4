-- AlterTable
ALTER TABLE "users" ADD COLUMN "last_activity_at" DATETIME;

-- CreateTable
CREATE TABLE "feature_counts" (
    "customer_id" INTEGER NOT NULL,
    "feature_id" INTEGER NOT NULL,
    "tests" INTEGER NOT NULL,
    "bugs" INTEGER NOT NULL,

    PRIMARY KEY ("customer_id", "feature_id")
);

-- CreateTable
CREATE TABLE "product_counts" (
    "customer_id" INTEGER NOT NULL,
    "product_id" INTEGER NOT NULL,
    "tests" INTEGER NOT NULL,
    "features" INTEGER NOT NULL,

    PRIMARY KEY ("customer_id", "product_id")
);

-- CreateIndex
CREATE INDEX "tests_by_creator" ON "tests"("customer_id", "created_by", "deleted_at", "product_id", "end_at");

-- CreateIndex
CREATE INDEX "tests_by_submitter" ON "tests"("customer_id", "submitted_by", "deleted_at", "product_id", "end_at");

-- CreateIndex
CREATE INDEX "users_by_activity" ON "users"("customer_id", "last_activity_at", "id", "user_type", "username", "first_seen_at");

-- Figures that a read would have to go through all bugs of a product, or of a person, to find out. Kept by triggers, so that
-- whatever writes tests and bugs keeps them right.

-- Living features of a product.
CREATE TRIGGER "features_figures_insert" AFTER INSERT ON "features" WHEN new.deleted_at IS NULL
BEGIN
  INSERT INTO "product_counts" (customer_id, product_id, tests, features)
  VALUES (new.customer_id, new.product_id, 0, 1)
  ON CONFLICT (customer_id, product_id) DO UPDATE SET features = features + 1;
END;

CREATE TRIGGER "features_figures_update" AFTER UPDATE OF product_id, deleted_at ON "features"
WHEN (old.product_id, old.deleted_at IS NULL) <> (new.product_id, new.deleted_at IS NULL)
BEGIN
  UPDATE "product_counts" SET features = features - 1
  WHERE customer_id = old.customer_id AND product_id = old.product_id AND old.deleted_at IS NULL;
  INSERT INTO "product_counts" (customer_id, product_id, tests, features)
  SELECT new.customer_id, new.product_id, 0, 1 WHERE new.deleted_at IS NULL
  ON CONFLICT (customer_id, product_id) DO UPDATE SET features = features + 1;
END;

CREATE TRIGGER "features_figures_delete" AFTER DELETE ON "features" WHEN old.deleted_at IS NULL
BEGIN
  UPDATE "product_counts" SET features = features - 1
  WHERE customer_id = old.customer_id AND product_id = old.product_id;
END;

-- What a feature is named by: living tests, and their living bugs. Each trigger adds what its row counts, or takes it away.
CREATE TRIGGER "test_features_figures_insert" AFTER INSERT ON "test_features" WHEN new.feature_id IS NOT NULL
BEGIN
  INSERT INTO "feature_counts" (customer_id, feature_id, tests, bugs)
  SELECT new.customer_id, new.feature_id,
    NOT EXISTS (SELECT 1 FROM test_features f WHERE f.customer_id = new.customer_id AND f.test_id = new.test_id
      AND f.feature_id = new.feature_id AND f.id <> new.id),
    (SELECT count(*) FROM bugs b WHERE b.customer_id = new.customer_id AND b.test_id = new.test_id
      AND b.deleted_at IS NULL AND b.test_feature_id = new.id)
  FROM tests t WHERE t.customer_id = new.customer_id AND t.id = new.test_id AND t.deleted_at IS NULL
  ON CONFLICT (customer_id, feature_id) DO UPDATE SET tests = tests + excluded.tests, bugs = bugs + excluded.bugs;
END;

CREATE TRIGGER "test_features_figures_delete" AFTER DELETE ON "test_features" WHEN old.feature_id IS NOT NULL
BEGIN
  INSERT INTO "feature_counts" (customer_id, feature_id, tests, bugs)
  SELECT old.customer_id, old.feature_id,
    -(NOT EXISTS (SELECT 1 FROM test_features f WHERE f.customer_id = old.customer_id AND f.test_id = old.test_id
      AND f.feature_id = old.feature_id)),
    -(SELECT count(*) FROM bugs b WHERE b.customer_id = old.customer_id AND b.test_id = old.test_id
      AND b.deleted_at IS NULL AND b.test_feature_id = old.id)
  FROM tests t WHERE t.customer_id = old.customer_id AND t.id = old.test_id AND t.deleted_at IS NULL
  ON CONFLICT (customer_id, feature_id) DO UPDATE SET tests = tests + excluded.tests, bugs = bugs + excluded.bugs;
END;

CREATE TRIGGER "test_features_figures_update" AFTER UPDATE OF feature_id ON "test_features"
WHEN old.feature_id IS NOT new.feature_id
BEGIN
  INSERT INTO "feature_counts" (customer_id, feature_id, tests, bugs)
  SELECT old.customer_id, changed.feature_id,
    changed.sign * NOT EXISTS (SELECT 1 FROM test_features f WHERE f.customer_id = old.customer_id
      AND f.test_id = old.test_id AND f.feature_id = changed.feature_id AND f.id <> old.id),
    changed.sign * (SELECT count(*) FROM bugs b WHERE b.customer_id = old.customer_id AND b.test_id = old.test_id
      AND b.deleted_at IS NULL AND b.test_feature_id = old.id)
  FROM (SELECT old.feature_id AS feature_id, -1 AS sign UNION ALL SELECT new.feature_id, 1) AS changed
  JOIN tests t ON t.customer_id = old.customer_id AND t.id = old.test_id AND t.deleted_at IS NULL
  WHERE changed.feature_id IS NOT NULL
  ON CONFLICT (customer_id, feature_id) DO UPDATE SET tests = tests + excluded.tests, bugs = bugs + excluded.bugs;
END;

-- Before, as its features go with it.
CREATE TRIGGER "tests_figures_before_delete" BEFORE DELETE ON "tests" WHEN old.deleted_at IS NULL
BEGIN
  INSERT INTO "feature_counts" (customer_id, feature_id, tests, bugs)
  SELECT f.customer_id, f.feature_id, -1,
    -sum((SELECT count(*) FROM bugs b WHERE b.customer_id = f.customer_id AND b.test_id = f.test_id
      AND b.deleted_at IS NULL AND b.test_feature_id = f.id))
  FROM test_features f
  WHERE f.customer_id = old.customer_id AND f.test_id = old.id AND f.feature_id IS NOT NULL
  GROUP BY f.customer_id, f.feature_id
  ON CONFLICT (customer_id, feature_id) DO UPDATE SET tests = tests + excluded.tests, bugs = bugs + excluded.bugs;
END;

-- When somebody was last active: the latest end of a living test that a customer created or submitted, or that has a living
-- bug of a tester. More activity raises it; where the latest may be gone it becomes null, which has it reckoned anew.
-- `+` keeps SQLite from walking an index of ends instead of looking up the person.
CREATE TRIGGER "users_figures_update" AFTER UPDATE OF last_activity_at ON "users" WHEN new.last_activity_at IS NULL
BEGIN
  UPDATE "users" SET last_activity_at = CASE new.user_type
    WHEN 'tester' THEN
      (SELECT max(+t.end_at) FROM bugs b CROSS JOIN tests t ON t.customer_id = b.customer_id AND t.id = b.test_id
        WHERE b.customer_id = new.customer_id AND b.reporter = new.username AND b.deleted_at IS NULL AND t.deleted_at IS NULL)
    ELSE (SELECT max(latest) FROM (
      SELECT max(+t.end_at) AS latest FROM tests t
        WHERE t.customer_id = new.customer_id AND t.created_by = new.username AND t.deleted_at IS NULL
      UNION ALL
      SELECT max(+t.end_at) FROM tests t
        WHERE t.customer_id = new.customer_id AND t.submitted_by = new.username AND t.deleted_at IS NULL))
    END
  WHERE customer_id = new.customer_id AND id = new.id;
END;

CREATE TRIGGER "users_figures_insert" AFTER INSERT ON "users" WHEN new.last_activity_at IS NULL
BEGIN
  UPDATE "users" SET last_activity_at = NULL WHERE customer_id = new.customer_id AND id = new.id;
END;

CREATE TRIGGER "bugs_figures_insert" AFTER INSERT ON "bugs" WHEN new.deleted_at IS NULL
BEGIN
  INSERT INTO "feature_counts" (customer_id, feature_id, tests, bugs)
  SELECT f.customer_id, f.feature_id, 0, 1
  FROM test_features f JOIN tests t ON t.customer_id = f.customer_id AND t.id = f.test_id
  WHERE f.customer_id = new.customer_id AND f.test_id = new.test_id AND f.id = new.test_feature_id
    AND f.feature_id IS NOT NULL AND t.deleted_at IS NULL
  ON CONFLICT (customer_id, feature_id) DO UPDATE SET bugs = bugs + 1;
  UPDATE "users" SET last_activity_at = t.end_at FROM tests t
  WHERE t.customer_id = new.customer_id AND t.id = new.test_id AND t.deleted_at IS NULL
    AND users.customer_id = new.customer_id AND users.user_type = 'tester' AND users.username = new.reporter
    AND t.end_at > coalesce(users.last_activity_at, '');
END;

CREATE TRIGGER "bugs_figures_delete" AFTER DELETE ON "bugs" WHEN old.deleted_at IS NULL
BEGIN
  UPDATE "feature_counts" SET bugs = bugs - 1
  FROM test_features f JOIN tests t ON t.customer_id = f.customer_id AND t.id = f.test_id
  WHERE f.customer_id = old.customer_id AND f.test_id = old.test_id AND f.id = old.test_feature_id AND t.deleted_at IS NULL
    AND feature_counts.customer_id = f.customer_id AND feature_counts.feature_id = f.feature_id;
  UPDATE "users" SET last_activity_at = NULL
  WHERE customer_id = old.customer_id AND user_type = 'tester' AND username = old.reporter
    AND last_activity_at = (SELECT t.end_at FROM tests t WHERE t.customer_id = old.customer_id AND t.id = old.test_id);
END;

CREATE TRIGGER "bugs_figures_update" AFTER UPDATE OF test_id, test_feature_id, reporter, deleted_at ON "bugs"
WHEN (old.test_id, old.test_feature_id, old.reporter, old.deleted_at IS NULL)
  IS NOT (new.test_id, new.test_feature_id, new.reporter, new.deleted_at IS NULL)
BEGIN
  UPDATE "feature_counts" SET bugs = bugs - 1
  FROM test_features f JOIN tests t ON t.customer_id = f.customer_id AND t.id = f.test_id
  WHERE f.customer_id = old.customer_id AND f.test_id = old.test_id AND f.id = old.test_feature_id AND t.deleted_at IS NULL
    AND feature_counts.customer_id = f.customer_id AND feature_counts.feature_id = f.feature_id AND old.deleted_at IS NULL;
  INSERT INTO "feature_counts" (customer_id, feature_id, tests, bugs)
  SELECT f.customer_id, f.feature_id, 0, 1
  FROM test_features f JOIN tests t ON t.customer_id = f.customer_id AND t.id = f.test_id
  WHERE f.customer_id = new.customer_id AND f.test_id = new.test_id AND f.id = new.test_feature_id
    AND f.feature_id IS NOT NULL AND t.deleted_at IS NULL AND new.deleted_at IS NULL
  ON CONFLICT (customer_id, feature_id) DO UPDATE SET bugs = bugs + 1;
  UPDATE "users" SET last_activity_at = NULL
  WHERE customer_id = old.customer_id AND user_type = 'tester' AND username = old.reporter AND old.deleted_at IS NULL
    AND last_activity_at = (SELECT t.end_at FROM tests t WHERE t.customer_id = old.customer_id AND t.id = old.test_id);
  UPDATE "users" SET last_activity_at = t.end_at FROM tests t
  WHERE t.customer_id = new.customer_id AND t.id = new.test_id AND t.deleted_at IS NULL AND new.deleted_at IS NULL
    AND users.customer_id = new.customer_id AND users.user_type = 'tester' AND users.username = new.reporter
    AND t.end_at > coalesce(users.last_activity_at, '');
END;

-- Its bugs may have come before it.
CREATE TRIGGER "tests_figures_insert" AFTER INSERT ON "tests" WHEN new.deleted_at IS NULL
BEGIN
  INSERT INTO "product_counts" (customer_id, product_id, tests, features)
  VALUES (new.customer_id, new.product_id, 1, 0)
  ON CONFLICT (customer_id, product_id) DO UPDATE SET tests = tests + 1;
  UPDATE "users" SET last_activity_at = new.end_at
  WHERE customer_id = new.customer_id AND user_type = 'customer' AND username IN (new.created_by, new.submitted_by)
    AND new.end_at > coalesce(last_activity_at, '');
  UPDATE "users" SET last_activity_at = new.end_at
  WHERE customer_id = new.customer_id AND user_type = 'tester' AND new.end_at > coalesce(last_activity_at, '')
    AND username IN (SELECT b.reporter FROM bugs b
      WHERE b.customer_id = new.customer_id AND b.test_id = new.id AND b.deleted_at IS NULL);
END;

CREATE TRIGGER "tests_figures_delete" AFTER DELETE ON "tests" WHEN old.deleted_at IS NULL
BEGIN
  UPDATE "product_counts" SET tests = tests - 1
  WHERE customer_id = old.customer_id AND product_id = old.product_id;
  UPDATE "users" SET last_activity_at = NULL
  WHERE customer_id = old.customer_id AND user_type = 'customer' AND username IN (old.created_by, old.submitted_by)
    AND last_activity_at = old.end_at;
  UPDATE "users" SET last_activity_at = NULL
  WHERE customer_id = old.customer_id AND user_type = 'tester' AND last_activity_at = old.end_at
    AND username IN (SELECT b.reporter FROM bugs b
      WHERE b.customer_id = old.customer_id AND b.test_id = old.id AND b.deleted_at IS NULL);
END;

CREATE TRIGGER "tests_figures_update" AFTER UPDATE OF product_id, end_at, created_by, submitted_by, deleted_at ON "tests"
WHEN (old.product_id, old.end_at, old.created_by, old.submitted_by, old.deleted_at IS NULL)
  IS NOT (new.product_id, new.end_at, new.created_by, new.submitted_by, new.deleted_at IS NULL)
BEGIN
  UPDATE "product_counts" SET tests = tests - 1
  WHERE customer_id = old.customer_id AND product_id = old.product_id AND old.deleted_at IS NULL;
  INSERT INTO "product_counts" (customer_id, product_id, tests, features)
  SELECT new.customer_id, new.product_id, 1, 0 WHERE new.deleted_at IS NULL
  ON CONFLICT (customer_id, product_id) DO UPDATE SET tests = tests + 1;
  INSERT INTO "feature_counts" (customer_id, feature_id, tests, bugs)
  SELECT f.customer_id, f.feature_id, iif(new.deleted_at IS NULL, 1, -1),
    iif(new.deleted_at IS NULL, 1, -1) * sum((SELECT count(*) FROM bugs b WHERE b.customer_id = f.customer_id
      AND b.test_id = f.test_id AND b.deleted_at IS NULL AND b.test_feature_id = f.id))
  FROM test_features f
  WHERE f.customer_id = new.customer_id AND f.test_id = new.id AND f.feature_id IS NOT NULL
    AND (old.deleted_at IS NULL) <> (new.deleted_at IS NULL)
  GROUP BY f.customer_id, f.feature_id
  ON CONFLICT (customer_id, feature_id) DO UPDATE SET tests = tests + excluded.tests, bugs = bugs + excluded.bugs;
  UPDATE "users" SET last_activity_at = NULL
  WHERE customer_id = old.customer_id AND user_type = 'customer' AND username IN (old.created_by, old.submitted_by)
    AND last_activity_at = old.end_at AND old.deleted_at IS NULL;
  UPDATE "users" SET last_activity_at = NULL
  WHERE customer_id = old.customer_id AND user_type = 'tester' AND last_activity_at = old.end_at AND old.deleted_at IS NULL
    AND (old.end_at IS NOT new.end_at OR new.deleted_at IS NOT NULL)
    AND username IN (SELECT b.reporter FROM bugs b
      WHERE b.customer_id = old.customer_id AND b.test_id = old.id AND b.deleted_at IS NULL);
  UPDATE "users" SET last_activity_at = new.end_at
  WHERE customer_id = new.customer_id AND user_type = 'customer' AND username IN (new.created_by, new.submitted_by)
    AND new.end_at > coalesce(last_activity_at, '') AND new.deleted_at IS NULL;
  UPDATE "users" SET last_activity_at = new.end_at
  WHERE customer_id = new.customer_id AND user_type = 'tester' AND new.end_at > coalesce(last_activity_at, '')
    AND new.deleted_at IS NULL
    AND username IN (SELECT b.reporter FROM bugs b
      WHERE b.customer_id = new.customer_id AND b.test_id = new.id AND b.deleted_at IS NULL);
END;

-- The figures of what is stored already, each by one walk over a table.
INSERT INTO "product_counts" (customer_id, product_id, tests, features)
SELECT customer_id, product_id, sum(kind = 'test'), sum(kind = 'feature') FROM (
  SELECT customer_id, product_id, 'test' AS kind FROM tests WHERE deleted_at IS NULL
  UNION ALL
  SELECT customer_id, product_id, 'feature' FROM features WHERE deleted_at IS NULL)
GROUP BY customer_id, product_id;

INSERT INTO "feature_counts" (customer_id, feature_id, tests, bugs)
SELECT f.customer_id, f.feature_id, count(DISTINCT f.test_id), 0
FROM test_features f JOIN tests t ON t.customer_id = f.customer_id AND t.id = f.test_id
WHERE f.feature_id IS NOT NULL AND t.deleted_at IS NULL
GROUP BY f.customer_id, f.feature_id;

UPDATE "feature_counts" SET bugs = counted.bugs
FROM (
  SELECT f.customer_id, f.feature_id, count(*) AS bugs
  FROM bugs b
  CROSS JOIN test_features f ON f.customer_id = b.customer_id AND f.test_id = b.test_id AND f.id = b.test_feature_id
  CROSS JOIN tests t ON t.customer_id = b.customer_id AND t.id = b.test_id
  WHERE b.deleted_at IS NULL AND t.deleted_at IS NULL
  GROUP BY f.customer_id, f.feature_id
) AS counted
WHERE feature_counts.customer_id = counted.customer_id AND feature_counts.feature_id = counted.feature_id;

UPDATE "users" SET last_activity_at = active.latest
FROM (
  SELECT b.customer_id, b.reporter AS username, max(t.end_at) AS latest
  FROM bugs b CROSS JOIN tests t ON t.customer_id = b.customer_id AND t.id = b.test_id
  WHERE b.deleted_at IS NULL AND t.deleted_at IS NULL AND b.reporter IS NOT NULL
  GROUP BY b.customer_id, b.reporter
) AS active
WHERE users.customer_id = active.customer_id AND users.user_type = 'tester' AND users.username = active.username
  AND active.latest IS NOT NULL;

UPDATE "users" SET last_activity_at = NULL WHERE user_type = 'customer';
