import * as z from "zod";
import { defineTool, type ToolCall } from "../define-tool.js";
import { checkApi } from "../health/check-api.js";
import { checkDatabase } from "../health/check-database.js";
import { shownBackground, syncActivityShape } from "../output/background.js";
import { moment } from "../output/shared.js";
import { VERSION } from "../version.js";

const milliseconds = () => z.number().nullable();
const byTool = () => z.record(z.string(), z.number());

export const healthOutput = z.object({
  status: z.enum(["healthy", "degraded"]),
  version: z.string(),
  api: z.object({
    reachable: z.boolean(),
    token_accepted: z.boolean().nullable().describe("null = not known"),
    latency_ms: z.number().nullable(),
    message: z.string(),
  }),
  database: z.object({ ok: z.boolean(), path: z.string(), message: z.string() }),
  last_sync: z
    .object({
      completed_at: moment().describe("When a complete successful sync last ended"),
      latest_run: z
        .object({
          status: z.string(),
          trigger: z.string(),
          started_at: z.string(),
          duration_seconds: z.number().nullable(),
          error: z.string().nullable(),
        })
        .nullable(),
    })
    .nullable(),
  problem_positions: z.int().nullable().describe("Tests that TestIO could not answer so far: get_problematic_tests"),
  ...syncActivityShape,
  api_metrics: z
    .object({
      api_requests: z.int(),
      api_errors: z.int(),
      api_retries: z.int(),
      api_latency_p50: milliseconds(),
      api_latency_p95: milliseconds(),
      api_latency_p99: milliseconds(),
      semaphore_wait_time_p95: milliseconds(),
    })
    .nullable()
    .describe("Milliseconds, since the server started; null = no request yet"),
  tool_metrics: z.object({
    tool_calls: byTool(),
    tool_errors: byTool(),
    tool_latency_p50: byTool(),
    tool_latency_p95: byTool(),
    tool_latency_p99: byTool(),
  }),
});

/** Never rejects for what is wrong with TestIO or the database: that is what it answers. */
export async function checkHealth({ context, signal }: ToolCall): Promise<z.input<typeof healthOutput>> {
  const [api, { database, lastSync, problemPositions, runningSync }] = await Promise.all([
    checkApi(context, signal),
    checkDatabase(context),
  ]);
  const metrics = (await context.usedClient())?.metrics() ?? null;
  const background = context.background.status();
  const healthy = api.reachable && api.token_accepted === true && database.ok && background.activity !== "paused";
  return {
    status: healthy ? ("healthy" as const) : ("degraded" as const),
    version: VERSION,
    api,
    database,
    last_sync: lastSync,
    problem_positions: problemPositions,
    background_sync: shownBackground(background),
    running_sync: runningSync,
    api_metrics: metrics && {
      api_requests: metrics.requests,
      api_errors: metrics.errors,
      api_retries: metrics.retries,
      api_latency_p50: metrics.latencyMsP50,
      api_latency_p95: metrics.latencyMsP95,
      api_latency_p99: metrics.latencyMsP99,
      semaphore_wait_time_p95: metrics.waitMsP95,
    },
    tool_metrics: context.toolMetrics.snapshot(),
  };
}

export const healthCheckTool = defineTool({
  name: "health_check",
  title: "Check health",
  description:
    "Whether TestIO can be reached, the token is accepted and the database works; when the last sync was and the next is due; and how fast API and tools answer.",
  input: z.strictObject({}),
  output: healthOutput,
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  handler: (_input, call) => checkHealth(call),
});
