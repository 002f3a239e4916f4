// Loaded before a program (`node --import`): it dies while it brings its database up to date, at the moment DIE_AT.
import Database from "better-sqlite3";

const { env } = process;
const moment = env.DIE_AT;
const { exec } = Database.prototype;
let migrating = false;

function dieAt(name) {
  if (moment === name) process.kill(process.pid, "SIGKILL");
}

Database.prototype.exec = function dying(sql) {
  const isMigration = /^-- (?:CreateTable|AlterTable|DropIndex|Hand-written)/m.test(sql);
  migrating ||= isMigration;
  if (isMigration) {
    dieAt("before its first statement");
    const statements = sql.split(/^(?=-- (?:Create|Alter|Drop))/m);
    exec.call(this, statements.slice(0, Math.ceil(statements.length / 2)).join(""));
    dieAt("half way");
    exec.call(this, statements.slice(Math.ceil(statements.length / 2)).join(""));
    return this;
  }
  if (migrating && sql === "COMMIT") dieAt("before it is committed");
  exec.call(this, sql);
  if (migrating && sql === "COMMIT") dieAt("after it is committed");
  return this;
};
