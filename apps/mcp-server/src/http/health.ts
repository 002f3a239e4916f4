import { isStoreError } from "@testio/store";
import type { Handler } from "hono";
import type { ServerContext } from "../context/server-context.js";
import { VERSION } from "../version.js";

/** `GET /health`, for whoever watches over the process: 200 while the database answers, else 503. Asks TestIO nothing. */
export function health(context: ServerContext, sessions: () => number): Handler {
  const started = performance.now();
  return async (request) => {
    const database = await readDatabase(context);
    const healthy = database.error === null;
    return request.json(
      {
        status: healthy ? "healthy" : "unhealthy",
        version: VERSION,
        uptime_seconds: Math.round((performance.now() - started) / 1000),
        mcp_sessions: sessions(),
        background_sync: context.background.status().activity,
        database: database.state,
        error: database.error,
      },
      healthy ? 200 : 503,
    );
  };
}

interface DatabaseHealth {
  state: {
    connected: boolean;
    total_tests: number | null;
    total_products: number | null;
    database_size_mb: number | null;
  };
  error: string | null;
}

async function readDatabase(context: ServerContext): Promise<DatabaseHealth> {
  try {
    const { tests, products, sizeBytes } = await (await context.store()).stats();
    const database_size_mb = Math.round(sizeBytes / 1e4) / 100;
    return {
      state: { connected: true, total_tests: tests, total_products: products, database_size_mb },
      error: null,
    };
  } catch (error) {
    context.log.warn({ err: error }, "The database does not answer");
    return {
      state: { connected: false, total_tests: null, total_products: null, database_size_mb: null },
      // The path of the file is nobody's business who has not shown a token.
      error: isStoreError(error) ? `The database cannot be used (${error.name}).` : "The database cannot be used.",
    };
  }
}
