-- CreateTable
CREATE TABLE "products" (
    "customer_id" INTEGER NOT NULL,
    "id" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "type" TEXT,
    "description" TEXT,
    "features_synced_at" DATETIME,
    "data" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "synced_at" DATETIME NOT NULL,
    "deleted_at" DATETIME,

    PRIMARY KEY ("customer_id", "id")
);

-- CreateTable
CREATE TABLE "sections" (
    "customer_id" INTEGER NOT NULL,
    "id" INTEGER NOT NULL,
    "product_id" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "is_default" BOOLEAN NOT NULL,
    "data" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "synced_at" DATETIME NOT NULL,
    "deleted_at" DATETIME,

    PRIMARY KEY ("customer_id", "id")
);

-- CreateTable
CREATE TABLE "features" (
    "customer_id" INTEGER NOT NULL,
    "id" INTEGER NOT NULL,
    "product_id" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT,
    "howtofind" TEXT,
    "user_stories" TEXT NOT NULL,
    "section_ids" TEXT NOT NULL,
    "data" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "synced_at" DATETIME NOT NULL,
    "deleted_at" DATETIME,

    PRIMARY KEY ("customer_id", "id")
);

-- CreateTable
CREATE TABLE "user_stories" (
    "customer_id" INTEGER NOT NULL,
    "id" INTEGER NOT NULL,
    "product_id" INTEGER NOT NULL,
    "feature_id" INTEGER,
    "section_id" INTEGER,
    "path" TEXT,
    "title" TEXT NOT NULL,
    "data" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "synced_at" DATETIME NOT NULL,
    "deleted_at" DATETIME,

    PRIMARY KEY ("customer_id", "id")
);

-- CreateTable
CREATE TABLE "tests" (
    "customer_id" INTEGER NOT NULL,
    "id" INTEGER NOT NULL,
    "product_id" INTEGER NOT NULL,
    "section_id" INTEGER,
    "title" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "review_status" TEXT,
    "testing_type" TEXT,
    "duration" TEXT,
    "start_at" DATETIME,
    "end_at" DATETIME,
    "bugs_synced_at" DATETIME,
    "goal" TEXT,
    "instructions" TEXT,
    "out_of_scope" TEXT,
    "enable_low" BOOLEAN,
    "enable_high" BOOLEAN,
    "enable_critical" BOOLEAN,
    "created_by" TEXT,
    "submitted_by" TEXT,
    "environment_id" INTEGER,
    "environment_title" TEXT,
    "environment_url" TEXT,
    "sync_pass" INTEGER,
    "data" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "parts_hash" TEXT NOT NULL,
    "synced_at" DATETIME NOT NULL,
    "deleted_at" DATETIME,

    PRIMARY KEY ("customer_id", "id")
);

-- CreateTable
CREATE TABLE "test_features" (
    "customer_id" INTEGER NOT NULL,
    "test_id" INTEGER NOT NULL,
    "id" INTEGER NOT NULL,
    "feature_id" INTEGER,
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT,
    "howtofind" TEXT,
    "user_stories" TEXT NOT NULL,
    "enable_default" BOOLEAN,
    "enable_content" BOOLEAN,
    "enable_visual" BOOLEAN,

    PRIMARY KEY ("customer_id", "test_id", "id"),
    CONSTRAINT "test_features_customer_id_test_id_fkey" FOREIGN KEY ("customer_id", "test_id") REFERENCES "tests" ("customer_id", "id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "test_platforms" (
    "customer_id" INTEGER NOT NULL,
    "test_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "category" TEXT,
    "operating_system_id" INTEGER,
    "operating_system" TEXT,
    "min_version" TEXT,
    "max_version" TEXT,
    "browsers" TEXT NOT NULL,

    PRIMARY KEY ("customer_id", "test_id", "position"),
    CONSTRAINT "test_platforms_customer_id_test_id_fkey" FOREIGN KEY ("customer_id", "test_id") REFERENCES "tests" ("customer_id", "id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "bugs" (
    "customer_id" INTEGER NOT NULL,
    "id" INTEGER NOT NULL,
    "test_id" INTEGER NOT NULL,
    "product_id" INTEGER NOT NULL,
    "test_feature_id" INTEGER,
    "title" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "auto_accepted" BOOLEAN NOT NULL,
    "known" BOOLEAN NOT NULL,
    "rejection_reason" TEXT,
    "reporter" TEXT,
    "steps" TEXT,
    "expected_result" TEXT,
    "actual_result" TEXT,
    "comments" TEXT,
    "reported_at" DATETIME,
    "exported_at" DATETIME,
    "data" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "parts_hash" TEXT NOT NULL,
    "synced_at" DATETIME NOT NULL,
    "deleted_at" DATETIME,

    PRIMARY KEY ("customer_id", "id")
);

-- CreateTable
CREATE TABLE "bug_devices" (
    "customer_id" INTEGER NOT NULL,
    "bug_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "category" TEXT,
    "vendor" TEXT,
    "device" TEXT,
    "operating_system" TEXT,
    "operating_system_version" TEXT,
    "browsers" TEXT NOT NULL,

    PRIMARY KEY ("customer_id", "bug_id", "position"),
    CONSTRAINT "bug_devices_customer_id_bug_id_fkey" FOREIGN KEY ("customer_id", "bug_id") REFERENCES "bugs" ("customer_id", "id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "users" (
    "customer_id" INTEGER NOT NULL,
    "id" INTEGER NOT NULL,
    "username" TEXT NOT NULL,
    "user_type" TEXT NOT NULL,
    "first_seen_at" DATETIME NOT NULL,
    "last_seen_at" DATETIME NOT NULL,

    PRIMARY KEY ("customer_id", "id")
);

-- CreateTable
CREATE TABLE "sync_events" (
    "customer_id" INTEGER NOT NULL,
    "id" INTEGER NOT NULL,
    "trigger" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "pid" INTEGER NOT NULL,
    "host" TEXT NOT NULL,
    "started_at" DATETIME NOT NULL,
    "completed_at" DATETIME,
    "duration_seconds" REAL,
    "products_synced" INTEGER NOT NULL DEFAULT 0,
    "features_refreshed" INTEGER NOT NULL DEFAULT 0,
    "tests_discovered" INTEGER NOT NULL DEFAULT 0,
    "tests_updated" INTEGER NOT NULL DEFAULT 0,
    "tests_deleted" INTEGER NOT NULL DEFAULT 0,
    "bugs_refreshed" INTEGER NOT NULL DEFAULT 0,
    "requests" INTEGER NOT NULL DEFAULT 0,
    "phases" TEXT NOT NULL DEFAULT '[]',
    "warnings" TEXT NOT NULL DEFAULT '[]',
    "error" TEXT,

    PRIMARY KEY ("customer_id", "id")
);

-- CreateTable
CREATE TABLE "sync_state" (
    "customer_id" INTEGER NOT NULL,
    "product_id" INTEGER NOT NULL,
    "phase" TEXT NOT NULL,
    "last_pass" INTEGER NOT NULL,
    "completed_pass" INTEGER NOT NULL,
    "complete_since" DATETIME,
    "resume_page" INTEGER,
    "resume_page_size" INTEGER,
    "resume_since" DATETIME,
    "resume_from_pass" INTEGER,
    "resume_to_pass" INTEGER,
    "succeeded_at" DATETIME,
    "full_pass_at" DATETIME,
    "failed_at" DATETIME,
    "failure" TEXT,

    PRIMARY KEY ("customer_id", "product_id", "phase")
);

-- CreateTable
CREATE TABLE "sync_metadata" (
    "customer_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    PRIMARY KEY ("customer_id", "key")
);

-- CreateTable
CREATE TABLE "problem_positions" (
    "customer_id" INTEGER NOT NULL,
    "id" INTEGER NOT NULL,
    "product_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "page_size" INTEGER NOT NULL,
    "before_id" INTEGER,
    "before_end_at" DATETIME,
    "after_id" INTEGER,
    "after_end_at" DATETIME,
    "attempts" INTEGER NOT NULL,
    "mode" TEXT NOT NULL,
    "mapped_test_ids" TEXT NOT NULL,
    "first_seen_at" DATETIME NOT NULL,
    "last_seen_at" DATETIME NOT NULL,

    PRIMARY KEY ("customer_id", "id")
);

-- CreateIndex
CREATE INDEX "sections_by_product" ON "sections"("customer_id", "product_id", "deleted_at", "title");

-- CreateIndex
CREATE INDEX "features_by_product" ON "features"("customer_id", "product_id", "deleted_at", "title");

-- CreateIndex
CREATE INDEX "user_stories_by_product" ON "user_stories"("customer_id", "product_id", "deleted_at", "title");

-- CreateIndex
CREATE INDEX "tests_by_product_end" ON "tests"("customer_id", "product_id", "deleted_at", "end_at", "id", "status", "testing_type");

-- CreateIndex
CREATE INDEX "tests_by_end" ON "tests"("customer_id", "deleted_at", "end_at", "id", "status", "testing_type");

-- CreateIndex
CREATE INDEX "tests_by_product_start" ON "tests"("customer_id", "product_id", "deleted_at", "start_at", "id");

-- CreateIndex
CREATE INDEX "tests_by_bugs_synced" ON "tests"("customer_id", "deleted_at", "bugs_synced_at");

-- CreateIndex
CREATE INDEX "test_features_by_feature" ON "test_features"("customer_id", "feature_id", "test_id");

-- CreateIndex
CREATE INDEX "bugs_by_test" ON "bugs"("customer_id", "test_id", "deleted_at", "status", "severity");

-- CreateIndex
CREATE INDEX "bugs_by_product" ON "bugs"("customer_id", "product_id", "deleted_at", "reported_at", "id");

-- CreateIndex
CREATE INDEX "bugs_by_reported" ON "bugs"("customer_id", "deleted_at", "reported_at", "id");

-- CreateIndex
CREATE INDEX "bugs_by_reporter" ON "bugs"("customer_id", "reporter", "deleted_at");

-- CreateIndex
CREATE UNIQUE INDEX "users_by_name" ON "users"("customer_id", "user_type", "username");

-- CreateIndex
CREATE UNIQUE INDEX "problem_positions_by_place" ON "problem_positions"("customer_id", "product_id", "position", "page_size");

-- Hand-written from here on: what schema.prisma cannot say. See scripts/hand-written.mjs.

-- Titles sort without regard to case.
CREATE INDEX "tests_by_product_title" ON "tests"("customer_id", "product_id", "deleted_at", "title" COLLATE NOCASE, "id");

-- The search index. Its rowid is made of customer, kind and id, since implicit rowids do not survive a VACUUM:
-- bits 39-62 customer_id, bits 36-38 kind (1 product, 2 feature, 3 test, 4 bug), bits 0-35 id.
CREATE VIRTUAL TABLE "search_index" USING fts5(
    entity_type UNINDEXED,
    entity_id UNINDEXED,
    customer_id UNINDEXED,
    product_id UNINDEXED,
    occurred_at UNINDEXED,
    title,
    content,
    tokenize = 'porter unicode61 remove_diacritics 2',
    prefix = '2 3'
);

CREATE TRIGGER "products_search_insert" AFTER INSERT ON "products"
WHEN new.deleted_at IS NULL
BEGIN
    INSERT INTO search_index (rowid, entity_type, entity_id, customer_id, product_id, occurred_at, title, content)
    SELECT (new.customer_id << 39) | (1 << 36) | new.id, 'product', new.id, new.customer_id, new.id, NULL, new.title,
        '';
END;

CREATE TRIGGER "products_search_update" AFTER UPDATE OF title, deleted_at ON "products"
WHEN old.title IS NOT new.title
    OR (old.deleted_at IS NULL) <> (new.deleted_at IS NULL)
BEGIN
    DELETE FROM search_index WHERE rowid = (old.customer_id << 39) | (1 << 36) | old.id;
    INSERT INTO search_index (rowid, entity_type, entity_id, customer_id, product_id, occurred_at, title, content)
    SELECT (new.customer_id << 39) | (1 << 36) | new.id, 'product', new.id, new.customer_id, new.id, NULL, new.title,
        ''
    WHERE new.deleted_at IS NULL;
END;

CREATE TRIGGER "products_search_delete" AFTER DELETE ON "products"
BEGIN
    DELETE FROM search_index WHERE rowid = (old.customer_id << 39) | (1 << 36) | old.id;
END;

CREATE TRIGGER "features_search_insert" AFTER INSERT ON "features"
WHEN new.deleted_at IS NULL
BEGIN
    INSERT INTO search_index (rowid, entity_type, entity_id, customer_id, product_id, occurred_at, title, content)
    SELECT (new.customer_id << 39) | (2 << 36) | new.id, 'feature', new.id, new.customer_id, new.product_id, NULL, new.title,
        coalesce(new.description, '') || char(10) || coalesce(new.howtofind, '') || char(10) || coalesce((SELECT group_concat(value, char(10)) FROM json_each(new.user_stories)), '');
END;

CREATE TRIGGER "features_search_update" AFTER UPDATE OF product_id, title, description, howtofind, user_stories, deleted_at ON "features"
WHEN old.product_id IS NOT new.product_id OR old.title IS NOT new.title OR old.description IS NOT new.description OR old.howtofind IS NOT new.howtofind OR old.user_stories IS NOT new.user_stories
    OR (old.deleted_at IS NULL) <> (new.deleted_at IS NULL)
BEGIN
    DELETE FROM search_index WHERE rowid = (old.customer_id << 39) | (2 << 36) | old.id;
    INSERT INTO search_index (rowid, entity_type, entity_id, customer_id, product_id, occurred_at, title, content)
    SELECT (new.customer_id << 39) | (2 << 36) | new.id, 'feature', new.id, new.customer_id, new.product_id, NULL, new.title,
        coalesce(new.description, '') || char(10) || coalesce(new.howtofind, '') || char(10) || coalesce((SELECT group_concat(value, char(10)) FROM json_each(new.user_stories)), '')
    WHERE new.deleted_at IS NULL;
END;

CREATE TRIGGER "features_search_delete" AFTER DELETE ON "features"
BEGIN
    DELETE FROM search_index WHERE rowid = (old.customer_id << 39) | (2 << 36) | old.id;
END;

CREATE TRIGGER "tests_search_insert" AFTER INSERT ON "tests"
WHEN new.deleted_at IS NULL
BEGIN
    INSERT INTO search_index (rowid, entity_type, entity_id, customer_id, product_id, occurred_at, title, content)
    SELECT (new.customer_id << 39) | (3 << 36) | new.id, 'test', new.id, new.customer_id, new.product_id, new.end_at, new.title,
        coalesce(new.goal, '') || char(10) || coalesce(new.instructions, '') || char(10) || coalesce(new.out_of_scope, '');
END;

CREATE TRIGGER "tests_search_update" AFTER UPDATE OF product_id, end_at, title, goal, instructions, out_of_scope, deleted_at ON "tests"
WHEN old.product_id IS NOT new.product_id OR old.end_at IS NOT new.end_at OR old.title IS NOT new.title OR old.goal IS NOT new.goal OR old.instructions IS NOT new.instructions OR old.out_of_scope IS NOT new.out_of_scope
    OR (old.deleted_at IS NULL) <> (new.deleted_at IS NULL)
BEGIN
    DELETE FROM search_index WHERE rowid = (old.customer_id << 39) | (3 << 36) | old.id;
    INSERT INTO search_index (rowid, entity_type, entity_id, customer_id, product_id, occurred_at, title, content)
    SELECT (new.customer_id << 39) | (3 << 36) | new.id, 'test', new.id, new.customer_id, new.product_id, new.end_at, new.title,
        coalesce(new.goal, '') || char(10) || coalesce(new.instructions, '') || char(10) || coalesce(new.out_of_scope, '')
    WHERE new.deleted_at IS NULL;
END;

CREATE TRIGGER "tests_search_delete" AFTER DELETE ON "tests"
BEGIN
    DELETE FROM search_index WHERE rowid = (old.customer_id << 39) | (3 << 36) | old.id;
END;

CREATE TRIGGER "bugs_search_insert" AFTER INSERT ON "bugs"
WHEN new.deleted_at IS NULL
BEGIN
    INSERT INTO search_index (rowid, entity_type, entity_id, customer_id, product_id, occurred_at, title, content)
    SELECT (new.customer_id << 39) | (4 << 36) | new.id, 'bug', new.id, new.customer_id, new.product_id, new.reported_at, new.title,
        coalesce(new.steps, '') || char(10) || coalesce(new.expected_result, '') || char(10) || coalesce(new.actual_result, '') || char(10) || coalesce(new.comments, '');
END;

CREATE TRIGGER "bugs_search_update" AFTER UPDATE OF product_id, reported_at, title, steps, expected_result, actual_result, comments, deleted_at ON "bugs"
WHEN old.product_id IS NOT new.product_id OR old.reported_at IS NOT new.reported_at OR old.title IS NOT new.title OR old.steps IS NOT new.steps OR old.expected_result IS NOT new.expected_result OR old.actual_result IS NOT new.actual_result OR old.comments IS NOT new.comments
    OR (old.deleted_at IS NULL) <> (new.deleted_at IS NULL)
BEGIN
    DELETE FROM search_index WHERE rowid = (old.customer_id << 39) | (4 << 36) | old.id;
    INSERT INTO search_index (rowid, entity_type, entity_id, customer_id, product_id, occurred_at, title, content)
    SELECT (new.customer_id << 39) | (4 << 36) | new.id, 'bug', new.id, new.customer_id, new.product_id, new.reported_at, new.title,
        coalesce(new.steps, '') || char(10) || coalesce(new.expected_result, '') || char(10) || coalesce(new.actual_result, '') || char(10) || coalesce(new.comments, '')
    WHERE new.deleted_at IS NULL;
END;

CREATE TRIGGER "bugs_search_delete" AFTER DELETE ON "bugs"
BEGIN
    DELETE FROM search_index WHERE rowid = (old.customer_id << 39) | (4 << 36) | old.id;
END;
