// Loaded before a program (`node --import`): SQLite answers SQLITE_FULL, as on a full disk, once a database has so many pages.
import Database from "better-sqlite3";

const PAGES = 300;

const { exec } = Database.prototype;
Database.prototype.exec = function limited(sql) {
  return exec.call(this, sql.includes("PRAGMA busy_timeout") ? `${sql}; PRAGMA max_page_count = ${PAGES};` : sql);
};
