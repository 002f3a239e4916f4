import { randomUUID } from "node:crypto";
import { WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js";
import type { ServerContext } from "../context/server-context.js";
import { createServerOf, type ProtocolServer } from "./create-server.js";
import { OFFER, type Offer } from "./offer.js";

interface Session {
  server: ProtocolServer;
  transport: WebStandardStreamableHTTPServerTransport;
  /** Requests that are being answered, a stream of notifications among them. */
  open: number;
  lastUsed: number;
}

export interface McpSessionOptions {
  /** A session nobody has used for so long is ended. Default half an hour. */
  idleMs?: number;
  /** What each session is offered. Default: ours. */
  offer?: Offer;
  /** With so many, the one unused for longest makes room for a new one. Default 200. */
  most?: number;
}

/** The MCP sessions of an HTTP server. */
export interface McpSessions {
  /** Answers one request to `/mcp`. */
  handle(request: Request): Promise<Response>;
  /** Ends the sessions that nobody has used for long. */
  expire(): Promise<void>;
  count(): number;
  /** Waits for the calls under way and ends every session. */
  close(): Promise<void>;
}

const IDLE_MS = 30 * 60_000;
const MOST_SESSIONS = 200;

/** Every client has a session with a server of its own; all of them share one context, and so one database. */
export function mcpSessions(context: ServerContext, options: McpSessionOptions = {}): McpSessions {
  const { idleMs = IDLE_MS, most = MOST_SESSIONS, offer = OFFER } = options;
  const sessions = new Map<string, Session>();
  const now = () => performance.now();

  async function begin(): Promise<Session> {
    const server = createServerOf(offer, context);
    const session: Session = { server, transport: transportFor(() => session), open: 0, lastUsed: now() };
    await server.connect(session.transport);
    return session;
  }

  function transportFor(own: () => Session): WebStandardStreamableHTTPServerTransport {
    return new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      onsessioninitialized: (id) => {
        sessions.set(id, own());
        context.log.info({ sessions: sessions.size }, "A client has connected");
      },
      onsessionclosed: (id) => {
        sessions.delete(id);
      },
    });
  }

  async function end(id: string, session: Session): Promise<void> {
    sessions.delete(id);
    await session.server.close();
  }

  async function makeRoom(): Promise<void> {
    if (sessions.size < most) return;
    const idle = [...sessions].filter(([, { open }]) => open === 0).sort(([, a], [, b]) => a.lastUsed - b.lastUsed)[0];
    if (idle !== undefined) await end(...idle);
  }

  async function answer(session: Session, request: Request): Promise<Response> {
    session.open += 1;
    let open = true;
    const done = () => {
      if (!open) return;
      open = false;
      session.open -= 1;
      session.lastUsed = now();
    };
    try {
      return whenSent(await session.transport.handleRequest(request), done);
    } catch (error) {
      done();
      throw error;
    }
  }

  return {
    async handle(request) {
      const id = request.headers.get("mcp-session-id");
      if (id === null) {
        await makeRoom();
        if (sessions.size >= most) return failed(503, "Too many clients are connected. Try again later.");
        const session = await begin();
        const response = await answer(session, request);
        // It asked for something before it had introduced itself: the transport has said so.
        if (session.transport.sessionId === undefined) await session.server.close();
        return response;
      }
      const session = sessions.get(id);
      if (session === undefined) return failed(404, "There is no such session, or it has expired: connect again.");
      return answer(session, request);
    },
    async expire() {
      const old = [...sessions].filter(([, { open, lastUsed }]) => open === 0 && now() - lastUsed >= idleMs);
      await Promise.all(old.map((entry) => end(...entry)));
    },
    count: () => sessions.size,
    async close() {
      await Promise.all([...sessions.values()].map(({ server }) => server.settled()));
      await Promise.all([...sessions].map((entry) => end(...entry)));
    },
  };
}

/** A JSON-RPC error as the Streamable HTTP transport answers them. */
function failed(status: number, message: string): Response {
  return Response.json({ jsonrpc: "2.0", error: { code: -32_000, message }, id: null }, { status });
}

/** The response, with `done` called once all of it was sent, or nobody wants the rest. */
function whenSent(response: Response, done: () => void): Response {
  if (response.body === null) {
    done();
    return response;
  }
  const reader = response.body.getReader();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done: ended, value } = await reader.read().catch((error: unknown) => {
        done();
        throw error;
      });
      if (!ended) return controller.enqueue(value);
      done();
      controller.close();
    },
    async cancel(reason) {
      done();
      await reader.cancel(reason);
    },
  });
  return new Response(body, response);
}
