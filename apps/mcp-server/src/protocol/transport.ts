/**
 * Any transport of the MCP SDK, such as its `InMemoryTransport` or a Streamable HTTP one. Named here so that the public
 * types of this package need no other package.
 */
export interface McpTransport {
  start(): Promise<void>;
  send(message: object): Promise<void>;
  close(): Promise<void>;
}
