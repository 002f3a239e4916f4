// @ts-check
import { openStore } from "@testio/store";
import Database from "better-sqlite3";
import { suspendDerived } from "./suspend-derived.mjs";
import { randomFrom } from "./texts.mjs";

const DAY = 86_400_000;
/** How long before `now` everything was synced: so little that nothing is due while it is asked for. */
const SYNCED_BEFORE = 60_000;
const YEARS = 4;
/** Ten on average. */
const BUGS_PER_TEST = [0, 20, 5, 15, 8, 12, 10, 10, 3, 17];
const SYSTEMS = ["iOS", "Android", "Windows", "macOS"];
const SEVERITIES = ["critical", "high", "high", "low", "low", "low", "visual", "visual", "content", "custom"];
const REASONS = ["not_reproducible", "known_bug", "intended_behavior", "irrelevant", "ignored_instructions"];
const TYPES = ["coverage", "focused", "rapid", "usability"];
const FEATURES_PER_PRODUCT = 20;
const TESTERS = 2000;
const CUSTOMER = 1;
/** Rows between two commits. */
const BATCH = 20_000;

/**
 * Inserts by table, in batches of one transaction. Columns that the table does not have are left out.
 * @param {Database.Database} database
 */
function writerInto(database) {
  /** @type {Map<string, { statement: Database.Statement, columns: string[] }>} */
  const prepared = new Map();
  let rows = 0;
  database.exec("BEGIN");
  return {
    /** @param {string} table @param {Record<string, string | number | null>} row */
    insert(table, row) {
      let entry = prepared.get(table);
      if (!entry) {
        const info = /** @type {{ name: string }[]} */ (database.pragma(`table_info(${table})`));
        const known = new Set(info.map(({ name }) => name));
        const columns = Object.keys(row).filter((column) => known.has(column));
        const places = ["?", ...columns.map(() => "?")];
        const statement = database.prepare(
          `INSERT INTO ${table} (customer_id, ${columns.join(", ")}) VALUES (${places.join(", ")})`,
        );
        entry = { statement, columns };
        prepared.set(table, entry);
      }
      entry.statement.run(CUSTOMER, ...entry.columns.map((column) => row[column]));
      rows += 1;
      if (rows % BATCH === 0) database.exec("COMMIT; BEGIN");
    },
    end: () => database.exec("COMMIT"),
  };
}

/**
 * What a test is, so long after its end: locked for six weeks at most, then archived.
 * @param {number} age negative before its end
 * @param {number} luck from 0 to 1
 */
function statusAt(age, luck) {
  if (age < 0) return "running";
  if (luck < 0.03) return "cancelled";
  if (age < 7 * DAY) return luck < 0.5 ? "customer_finalized" : "locked";
  return age < 42 * DAY ? "locked" : "archived";
}

/** A moment as the store writes it. @param {number} ms */
const timestamp = (ms) => new Date(ms).toISOString().replace("Z", "+00:00");

/**
 * Makes a database of `products` x `testsPerProduct` tests with as many bugs as `bugsPerTest` says by turns, all synced just before
 * `now`, nothing due. Ids grow with time, as TestIO's do. The same arguments make the same rows.
 * @param {string} path of a file that does not exist yet
 * @param {object} options
 * @param {import("./texts.mjs").Texts} options.texts
 * @param {Date} options.now
 * @param {number} [options.products]
 * @param {number} [options.testsPerProduct]
 * @param {readonly number[]} [options.bugsPerTest]
 * @param {number} [options.seed]
 */
export async function makeBigDatabase(path, options) {
  const { texts, now, products = 100, testsPerProduct = 1000, bugsPerTest = BUGS_PER_TEST, seed = 1 } = options;
  await (await openStore({ path, customerId: CUSTOMER })).close();
  const database = new Database(path);
  // Whoever does not finish it makes it anew.
  database.pragma("journal_mode = MEMORY");
  database.pragma("synchronous = OFF");
  database.pragma("cache_size = -200000");
  const resumeDerived = suspendDerived(database);
  const random = randomFrom(seed);
  /** @template T @param {readonly T[]} list @returns {T} */
  const pick = (list) => /** @type {T} */ (list[Math.floor(random() * list.length)]);
  const { insert, end } = writerInto(database);
  const synced_at = timestamp(now.getTime() - SYNCED_BEFORE);
  const stored = { content_hash: "generated", synced_at, deleted_at: null };
  const testerName = (/** @type {number} */ rank) => `tester_${rank.toString(36)}`;

  for (let user = 0; user < TESTERS; user += 1) {
    insert("users", {
      id: user + 1,
      username: testerName(user),
      user_type: user < 20 ? "customer" : "tester",
      first_seen_at: synced_at,
      last_seen_at: synced_at,
    });
  }
  for (let product = 1; product <= products; product += 1) {
    const sections = [1, 2].map((section) => product * 10 + section);
    insert("products", {
      id: product,
      title: `${texts.words(2, 4)} ${product}`,
      type: pick(["website", "mobile_app_ios", "mobile_app_android", "streaming_app"]),
      description: texts.words(8, 16),
      features_synced_at: synced_at,
      data: JSON.stringify({ id: product }),
      ...stored,
    });
    for (const id of sections) {
      insert("sections", { id, product_id: product, title: texts.words(1, 2), is_default: 0, data: "{}", ...stored });
    }
    for (let index = 0; index < FEATURES_PER_PRODUCT; index += 1) {
      const id = product * 100 + index;
      insert("features", {
        id,
        product_id: product,
        title: texts.words(2, 4),
        description: texts.words(10, 30),
        howtofind: texts.words(4, 10),
        user_stories: JSON.stringify([texts.words(6, 14), texts.words(6, 14)]),
        section_ids: JSON.stringify([pick(sections)]),
        data: JSON.stringify({ id }),
        ...stored,
      });
    }
    for (const phase of ["FEATURES", "NEW_TESTS", "BUGS"]) {
      insert("sync_state", {
        product_id: product,
        phase,
        last_pass: 1,
        completed_pass: 1,
        succeeded_at: synced_at,
        full_pass_at: synced_at,
      });
    }
  }
  insert("sync_metadata", { key: "last_sync_completed", value: new Date(now.getTime() - SYNCED_BEFORE).toISOString() });

  let bugId = 1_000_000;
  for (let turn = 0; turn < testsPerProduct * products; turn += 1) {
    const id = 10_000 + turn;
    const product = (turn % products) + 1;
    // Which of its product it is: what follows from it is spread over every product alike.
    const place = Math.floor(turn / products);
    const age = (1 - turn / (testsPerProduct * products)) * YEARS * 365 * DAY;
    const end_at = now.getTime() - age + 2 * DAY;
    const isOver = end_at < now.getTime();
    const status = statusAt(now.getTime() - end_at, random());
    const testing_type = pick(TYPES);
    insert("tests", {
      id,
      product_id: product,
      section_id: product * 10 + 1 + (place % 2),
      title: texts.words(3, 8),
      status,
      review_status: isOver ? "review_successful" : null,
      testing_type,
      duration: "48 hours",
      start_at: timestamp(end_at - 2 * DAY),
      end_at: timestamp(end_at),
      bugs_synced_at: synced_at,
      final_seen_at: status === "archived" || status === "cancelled" ? timestamp(now.getTime() - 7_200_000) : null,
      goal: texts.words(10, 25),
      instructions: texts.words(20, 60),
      out_of_scope: texts.words(3, 12),
      enable_low: 1,
      enable_high: 1,
      enable_critical: 1,
      created_by: testerName((place + product) % 20),
      submitted_by: testerName((place + product) % 20),
      environment_id: product,
      environment_title: "Staging",
      environment_url: `https://staging-${product}.example.com`,
      sync_pass: 1,
      data: JSON.stringify({ id, status, testing_type }),
      parts_hash: "generated",
      ...stored,
    });
    const features = [0, 1, 2].map((step) => product * 100 + ((place + step * 7) % FEATURES_PER_PRODUCT));
    for (const [position, feature_id] of features.entries()) {
      insert("test_features", {
        test_id: id,
        id: id * 10 + position,
        feature_id,
        position,
        title: `Feature ${feature_id}`,
        description: null,
        howtofind: null,
        user_stories: "[]",
        enable_default: 1,
        enable_content: 1,
        enable_visual: 1,
      });
    }
    for (const position of [0, 1]) {
      insert("test_platforms", {
        test_id: id,
        position,
        category: position === 0 ? "smartphone" : "computer",
        operating_system_id: position + 1,
        operating_system: SYSTEMS[(place + position * 2) % SYSTEMS.length] ?? null,
        min_version: "17",
        max_version: null,
        browsers: "[]",
      });
    }
    const bugs = bugsPerTest[(place + product) % bugsPerTest.length] ?? 0;
    for (let index = 0; index < bugs; index += 1) {
      const { title, steps, expected, actual, comments } = texts.bug();
      const review = random();
      const isRejected = review < 0.18;
      const bugStatus = isRejected ? "rejected" : review < (isOver ? 0.22 : 0.7) ? "forwarded" : "accepted";
      const system = SYSTEMS[bugId % SYSTEMS.length] ?? "";
      const reported = end_at - random() * 2 * DAY;
      const severity = pick(SEVERITIES);
      insert("bugs", {
        id: bugId,
        test_id: id,
        product_id: product,
        test_feature_id: random() < 0.8 ? id * 10 + (index % 3) : null,
        title,
        severity,
        status: bugStatus,
        auto_accepted: bugStatus === "accepted" && random() < 0.2 ? 1 : 0,
        known: random() < 0.06 ? 1 : 0,
        rejection_reason: isRejected ? pick(REASONS) : null,
        rejected_at: isRejected ? timestamp(reported + 3 * DAY) : null,
        reporter: testerName(20 + Math.floor(random() * random() * (TESTERS - 20))),
        steps,
        expected_result: expected,
        actual_result: actual,
        comments,
        reported_at: timestamp(reported),
        found_systems: `|${system.toLowerCase()}|`,
        exported_at: bugStatus === "accepted" && random() < 0.4 ? timestamp(reported + 5 * DAY) : null,
        data: JSON.stringify({ id: bugId, status: bugStatus, severity, test: { id } }),
        parts_hash: "generated",
        ...stored,
      });
      insert("bug_devices", {
        bug_id: bugId,
        position: 0,
        category: "smartphone",
        vendor: "Acme",
        device: `Phone ${bugId % 30}`,
        operating_system: system,
        operating_system_version: "17.1",
        browsers: "[]",
      });
      bugId += 1;
    }
  }
  end();
  resumeDerived();
  database.exec("ANALYZE");
  database.pragma("journal_mode = WAL");
  database.close();
}
