import type { Connection } from "./driver.js";

/** Rolls back the open transaction, if SQLite has not done so by itself: it does when the disk is full. */
export async function rollBack(connection: Connection): Promise<void> {
  try {
    await connection.executeScript("ROLLBACK");
  } catch (error) {
    if (!(error instanceof Error) || !/no transaction is active/.test(`${error.message} ${messageOfCause(error)}`))
      throw error;
  }
}

function messageOfCause(error: Error): string {
  const { cause } = error;
  return typeof cause === "object" && cause !== null && "originalMessage" in cause ? String(cause.originalMessage) : "";
}
