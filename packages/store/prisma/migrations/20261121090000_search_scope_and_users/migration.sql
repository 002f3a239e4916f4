-- Hand-written: what schema.prisma cannot say.

-- The search index again, with people (kind 5 of its rowid: see the first migration), and with a column of words that no
-- text holds: the product, the year and the month of a record, so that a search within some of them reads the lists of
-- those words instead of every record that matches. Ids are no words people search for: only `title` and `content` are.
DROP TABLE "search_index";

CREATE VIRTUAL TABLE "search_index" USING fts5(
    entity_type UNINDEXED,
    entity_id UNINDEXED,
    customer_id UNINDEXED,
    product_id UNINDEXED,
    occurred_at UNINDEXED,
    title,
    content,
    scope,
    tokenize = 'porter unicode61 remove_diacritics 2'
);

INSERT INTO search_index (rowid, entity_type, entity_id, customer_id, product_id, occurred_at, title, content, scope)
SELECT (customer_id << 39) | (1 << 36) | id, 'product', id, customer_id, id, NULL, title,
    '',
    'p' || id
FROM "products"
WHERE deleted_at IS NULL;

INSERT INTO search_index (rowid, entity_type, entity_id, customer_id, product_id, occurred_at, title, content, scope)
SELECT (customer_id << 39) | (2 << 36) | id, 'feature', id, customer_id, product_id, NULL, title,
    coalesce(description, '') || char(10) || coalesce(howtofind, '') || char(10) || coalesce((SELECT group_concat(value, char(10)) FROM json_each(user_stories)), ''),
    'p' || product_id
FROM "features"
WHERE deleted_at IS NULL;

INSERT INTO search_index (rowid, entity_type, entity_id, customer_id, product_id, occurred_at, title, content, scope)
SELECT (customer_id << 39) | (3 << 36) | id, 'test', id, customer_id, product_id, end_at, title,
    coalesce(goal, '') || char(10) || coalesce(instructions, '') || char(10) || coalesce(out_of_scope, ''),
    'p' || product_id || coalesce(strftime(' y%Y m%Y%m', end_at), '')
FROM "tests"
WHERE deleted_at IS NULL;

INSERT INTO search_index (rowid, entity_type, entity_id, customer_id, product_id, occurred_at, title, content, scope)
SELECT (customer_id << 39) | (4 << 36) | id, 'bug', id, customer_id, product_id, reported_at, title,
    coalesce(steps, '') || char(10) || coalesce(expected_result, '') || char(10) || coalesce(actual_result, '') || char(10) || coalesce(comments, ''),
    'p' || product_id || coalesce(strftime(' y%Y m%Y%m', reported_at), '')
FROM "bugs"
WHERE deleted_at IS NULL;

INSERT INTO search_index (rowid, entity_type, entity_id, customer_id, product_id, occurred_at, title, content, scope)
SELECT (customer_id << 39) | (5 << 36) | id, 'user', id, customer_id, NULL, NULL, username,
    '',
    ''
FROM "users";

DROP TRIGGER "products_search_insert";

DROP TRIGGER "products_search_update";

CREATE TRIGGER "products_search_insert" AFTER INSERT ON "products"
WHEN new.deleted_at IS NULL
BEGIN
    INSERT INTO search_index (rowid, entity_type, entity_id, customer_id, product_id, occurred_at, title, content, scope)
    SELECT (new.customer_id << 39) | (1 << 36) | new.id, 'product', new.id, new.customer_id, new.id, NULL, new.title,
        '',
        'p' || new.id;
END;

CREATE TRIGGER "products_search_update" AFTER UPDATE OF title, deleted_at ON "products"
WHEN old.title IS NOT new.title
    OR (old.deleted_at IS NULL) <> (new.deleted_at IS NULL)
BEGIN
    DELETE FROM search_index WHERE rowid = (old.customer_id << 39) | (1 << 36) | old.id;
    INSERT INTO search_index (rowid, entity_type, entity_id, customer_id, product_id, occurred_at, title, content, scope)
    SELECT (new.customer_id << 39) | (1 << 36) | new.id, 'product', new.id, new.customer_id, new.id, NULL, new.title,
        '',
        'p' || new.id
    WHERE new.deleted_at IS NULL;
END;

DROP TRIGGER "features_search_insert";

DROP TRIGGER "features_search_update";

CREATE TRIGGER "features_search_insert" AFTER INSERT ON "features"
WHEN new.deleted_at IS NULL
BEGIN
    INSERT INTO search_index (rowid, entity_type, entity_id, customer_id, product_id, occurred_at, title, content, scope)
    SELECT (new.customer_id << 39) | (2 << 36) | new.id, 'feature', new.id, new.customer_id, new.product_id, NULL, new.title,
        coalesce(new.description, '') || char(10) || coalesce(new.howtofind, '') || char(10) || coalesce((SELECT group_concat(value, char(10)) FROM json_each(new.user_stories)), ''),
        'p' || new.product_id;
END;

CREATE TRIGGER "features_search_update" AFTER UPDATE OF product_id, title, description, howtofind, user_stories, deleted_at ON "features"
WHEN old.product_id IS NOT new.product_id OR old.title IS NOT new.title OR old.description IS NOT new.description OR old.howtofind IS NOT new.howtofind OR old.user_stories IS NOT new.user_stories
    OR (old.deleted_at IS NULL) <> (new.deleted_at IS NULL)
BEGIN
    DELETE FROM search_index WHERE rowid = (old.customer_id << 39) | (2 << 36) | old.id;
    INSERT INTO search_index (rowid, entity_type, entity_id, customer_id, product_id, occurred_at, title, content, scope)
    SELECT (new.customer_id << 39) | (2 << 36) | new.id, 'feature', new.id, new.customer_id, new.product_id, NULL, new.title,
        coalesce(new.description, '') || char(10) || coalesce(new.howtofind, '') || char(10) || coalesce((SELECT group_concat(value, char(10)) FROM json_each(new.user_stories)), ''),
        'p' || new.product_id
    WHERE new.deleted_at IS NULL;
END;

DROP TRIGGER "tests_search_insert";

DROP TRIGGER "tests_search_update";

CREATE TRIGGER "tests_search_insert" AFTER INSERT ON "tests"
WHEN new.deleted_at IS NULL
BEGIN
    INSERT INTO search_index (rowid, entity_type, entity_id, customer_id, product_id, occurred_at, title, content, scope)
    SELECT (new.customer_id << 39) | (3 << 36) | new.id, 'test', new.id, new.customer_id, new.product_id, new.end_at, new.title,
        coalesce(new.goal, '') || char(10) || coalesce(new.instructions, '') || char(10) || coalesce(new.out_of_scope, ''),
        'p' || new.product_id || coalesce(strftime(' y%Y m%Y%m', new.end_at), '');
END;

CREATE TRIGGER "tests_search_update" AFTER UPDATE OF product_id, end_at, title, goal, instructions, out_of_scope, deleted_at ON "tests"
WHEN old.product_id IS NOT new.product_id OR old.end_at IS NOT new.end_at OR old.title IS NOT new.title OR old.goal IS NOT new.goal OR old.instructions IS NOT new.instructions OR old.out_of_scope IS NOT new.out_of_scope
    OR (old.deleted_at IS NULL) <> (new.deleted_at IS NULL)
BEGIN
    DELETE FROM search_index WHERE rowid = (old.customer_id << 39) | (3 << 36) | old.id;
    INSERT INTO search_index (rowid, entity_type, entity_id, customer_id, product_id, occurred_at, title, content, scope)
    SELECT (new.customer_id << 39) | (3 << 36) | new.id, 'test', new.id, new.customer_id, new.product_id, new.end_at, new.title,
        coalesce(new.goal, '') || char(10) || coalesce(new.instructions, '') || char(10) || coalesce(new.out_of_scope, ''),
        'p' || new.product_id || coalesce(strftime(' y%Y m%Y%m', new.end_at), '')
    WHERE new.deleted_at IS NULL;
END;

DROP TRIGGER "bugs_search_insert";

DROP TRIGGER "bugs_search_update";

CREATE TRIGGER "bugs_search_insert" AFTER INSERT ON "bugs"
WHEN new.deleted_at IS NULL
BEGIN
    INSERT INTO search_index (rowid, entity_type, entity_id, customer_id, product_id, occurred_at, title, content, scope)
    SELECT (new.customer_id << 39) | (4 << 36) | new.id, 'bug', new.id, new.customer_id, new.product_id, new.reported_at, new.title,
        coalesce(new.steps, '') || char(10) || coalesce(new.expected_result, '') || char(10) || coalesce(new.actual_result, '') || char(10) || coalesce(new.comments, ''),
        'p' || new.product_id || coalesce(strftime(' y%Y m%Y%m', new.reported_at), '');
END;

CREATE TRIGGER "bugs_search_update" AFTER UPDATE OF product_id, reported_at, title, steps, expected_result, actual_result, comments, deleted_at ON "bugs"
WHEN old.product_id IS NOT new.product_id OR old.reported_at IS NOT new.reported_at OR old.title IS NOT new.title OR old.steps IS NOT new.steps OR old.expected_result IS NOT new.expected_result OR old.actual_result IS NOT new.actual_result OR old.comments IS NOT new.comments
    OR (old.deleted_at IS NULL) <> (new.deleted_at IS NULL)
BEGIN
    DELETE FROM search_index WHERE rowid = (old.customer_id << 39) | (4 << 36) | old.id;
    INSERT INTO search_index (rowid, entity_type, entity_id, customer_id, product_id, occurred_at, title, content, scope)
    SELECT (new.customer_id << 39) | (4 << 36) | new.id, 'bug', new.id, new.customer_id, new.product_id, new.reported_at, new.title,
        coalesce(new.steps, '') || char(10) || coalesce(new.expected_result, '') || char(10) || coalesce(new.actual_result, '') || char(10) || coalesce(new.comments, ''),
        'p' || new.product_id || coalesce(strftime(' y%Y m%Y%m', new.reported_at), '')
    WHERE new.deleted_at IS NULL;
END;

CREATE TRIGGER "users_search_insert" AFTER INSERT ON "users"
BEGIN
    INSERT INTO search_index (rowid, entity_type, entity_id, customer_id, product_id, occurred_at, title, content, scope)
    SELECT (new.customer_id << 39) | (5 << 36) | new.id, 'user', new.id, new.customer_id, NULL, NULL, new.username,
        '',
        '';
END;

CREATE TRIGGER "users_search_update" AFTER UPDATE OF username ON "users"
WHEN old.username IS NOT new.username
BEGIN
    DELETE FROM search_index WHERE rowid = (old.customer_id << 39) | (5 << 36) | old.id;
    INSERT INTO search_index (rowid, entity_type, entity_id, customer_id, product_id, occurred_at, title, content, scope)
    SELECT (new.customer_id << 39) | (5 << 36) | new.id, 'user', new.id, new.customer_id, NULL, NULL, new.username,
        '',
        '';
END;

CREATE TRIGGER "users_search_delete" AFTER DELETE ON "users"
BEGIN
    DELETE FROM search_index WHERE rowid = (old.customer_id << 39) | (5 << 36) | old.id;
END;
