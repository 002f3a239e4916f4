import { PassThrough } from "node:stream";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import type { Settings } from "@testio/config";
import { onTestFinished } from "vitest";
import { createContext, createServer, type ServerContext } from "../../src/index.js";
import { createLogger } from "../../src/logging/logger.js";
import { answerOf, assertWholeSchema, type ToolAnswer } from "./answers.js";

export interface Session {
  client: Client;
  context: ServerContext;
  /** Everything logged so far. */
  log(): string;
  call(name: string, args?: Record<string, unknown>): Promise<ToolAnswer>;
}

/** A client connected to a server in this process, over the SDK's own in-memory transport. */
export async function connect(settings: Settings, now?: () => Date): Promise<Session> {
  const stderr = new PassThrough();
  let logged = "";
  stderr.on("data", (chunk) => {
    logged += String(chunk);
  });
  const context = createContext({
    settings,
    log: createLogger(settings, stderr),
    ...(now === undefined ? {} : { now }),
  });
  const server = createServer(context);
  const client = new Client({ name: "test", version: "1" });
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  await server.connect(theirs);
  await client.connect(ours);
  onTestFinished(async () => {
    await client.close();
    await context.close();
  });
  // From here on the client checks every structured answer against the tool's listed output schema.
  await client.listTools();
  return {
    client,
    context,
    log: () => logged,
    async call(name, args = {}) {
      const answer = answerOf(await client.callTool({ name, arguments: args }));
      if (!answer.isError) assertWholeSchema(name, answer.data);
      return answer;
    },
  };
}
