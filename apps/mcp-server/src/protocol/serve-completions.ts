import type { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { type CompleteRequest, CompleteRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { type Completion, completeProduct, type ProductField } from "../completions/products.js";
import type { ServerContext } from "../context/server-context.js";

const NOTHING: Completion = { values: [], total: 0, hasMore: false };

/** Answers `completion/complete`: products, by id where an address needs it and by name where people write. */
export function serveCompletions(server: Server, context: ServerContext): void {
  server.setRequestHandler(CompleteRequestSchema, async ({ params: { ref, argument } }) => {
    const field = completedField(ref, argument.name);
    if (field === null) return { completion: NOTHING };
    try {
      return { completion: await completeProduct(argument.value, field, context) };
    } catch (error) {
      // Somebody is typing: no help is better than an error. A tool call will say what is wrong with the database.
      context.log.warn({ err: error }, "Nothing could be completed");
      return { completion: NOTHING };
    }
  });
}

function completedField(ref: CompleteRequest["params"]["ref"], argument: string): ProductField | null {
  if (ref.type === "ref/resource") return ref.uri.startsWith("testio://products/") && argument === "id" ? "id" : null;
  return argument === "product_identifier" ? "name" : null;
}
