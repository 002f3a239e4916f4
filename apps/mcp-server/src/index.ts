export { createContext, type ServerContext, type ServerContextOptions } from "./context/server-context.js";
export type { Logger } from "./logging/logger.js";
export { createServer, type ProtocolServer } from "./protocol/create-server.js";
export { runStdioServer, type StdioServerOptions } from "./protocol/run-stdio.js";
export type { McpTransport } from "./protocol/transport.js";
export { TOOL_NAMES } from "./tools/registry.js";
export { VERSION } from "./version.js";
