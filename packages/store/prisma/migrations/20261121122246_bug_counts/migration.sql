-- DropIndex
DROP INDEX "bugs_by_reporter";

-- CreateTable
CREATE TABLE "bug_counts" (
    "customer_id" INTEGER NOT NULL,
    "product_id" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "bugs" INTEGER NOT NULL,

    PRIMARY KEY ("customer_id", "product_id", "status", "severity")
);

-- CreateIndex
CREATE INDEX "bugs_by_reporter" ON "bugs"("customer_id", "reporter", "deleted_at", "reported_at", "id", "severity", "status", "auto_accepted", "known", "product_id");

-- Hand-written from here on: what schema.prisma cannot say. See scripts/hand-written.mjs.

-- Living bugs by product, status (as shown: see src/repositories/ranks.ts) and severity. Those without a living test are among
-- them, so that tests need no triggers for it: whoever reads takes them off, out of stray_bugs, where they are few.
CREATE TRIGGER "bugs_counts_insert" AFTER INSERT ON "bugs" WHEN new.deleted_at IS NULL
BEGIN
  INSERT INTO "bug_counts" (customer_id, product_id, status, severity, bugs)
  VALUES (new.customer_id, new.product_id,
    CASE WHEN new.auto_accepted AND new.status = 'accepted' THEN 'auto_accepted' ELSE new.status END, new.severity, 1)
  ON CONFLICT (customer_id, product_id, status, severity) DO UPDATE SET bugs = bugs + 1;
END;

CREATE TRIGGER "bugs_counts_update" AFTER UPDATE OF product_id, status, auto_accepted, severity, deleted_at ON "bugs"
WHEN (old.product_id, old.status, old.auto_accepted, old.severity, old.deleted_at IS NULL)
  <> (new.product_id, new.status, new.auto_accepted, new.severity, new.deleted_at IS NULL)
BEGIN
  UPDATE "bug_counts" SET bugs = bugs - 1
  WHERE customer_id = old.customer_id AND product_id = old.product_id AND severity = old.severity AND old.deleted_at IS NULL
    AND status = CASE WHEN old.auto_accepted AND old.status = 'accepted' THEN 'auto_accepted' ELSE old.status END;
  INSERT INTO "bug_counts" (customer_id, product_id, status, severity, bugs)
  SELECT new.customer_id, new.product_id,
    CASE WHEN new.auto_accepted AND new.status = 'accepted' THEN 'auto_accepted' ELSE new.status END, new.severity, 1
  WHERE new.deleted_at IS NULL
  ON CONFLICT (customer_id, product_id, status, severity) DO UPDATE SET bugs = bugs + 1;
END;

CREATE TRIGGER "bugs_counts_delete" AFTER DELETE ON "bugs" WHEN old.deleted_at IS NULL
BEGIN
  UPDATE "bug_counts" SET bugs = bugs - 1
  WHERE customer_id = old.customer_id AND product_id = old.product_id AND severity = old.severity
    AND status = CASE WHEN old.auto_accepted AND old.status = 'accepted' THEN 'auto_accepted' ELSE old.status END;
END;

-- The figures of what is stored already.
INSERT INTO "bug_counts" (customer_id, product_id, status, severity, bugs)
SELECT customer_id, product_id, CASE WHEN auto_accepted AND status = 'accepted' THEN 'auto_accepted' ELSE status END AS shown,
  severity, count(*)
FROM "bugs" WHERE deleted_at IS NULL GROUP BY customer_id, product_id, shown, severity;
