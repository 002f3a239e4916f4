import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { refusal } from "./endpoints/access.js";
import { findRoute } from "./endpoints/routes.js";
import { FaultBook } from "./faults/plan.js";
import { notFound } from "./http/answer.js";
import { type Counters, emptyCounters, increment } from "./http/counters.js";
import { sendAnswer, sendBroken, sendError } from "./http/send.js";
import type { Customer } from "./world/customer.js";

/** Where the API lives below the host. */
export const BASE_PATH = "/customer/v2";

/** A request as listeners see it. */
export interface RequestInfo {
  readonly method: string;
  /** Below the base URL. */
  readonly path: string;
  readonly query: URLSearchParams;
}

export type RequestListener = (info: RequestInfo) => void | Promise<void>;

/** The HTTP side: who may ask, how often, what goes wrong, who is told. */
export class ApiServer {
  readonly faults = new FaultBook();
  readonly listeners = new Set<RequestListener>();
  readonly counters: Counters = emptyCounters();
  latencyMs: number;
  readonly #customer: Customer;
  readonly #authorization: string;
  readonly #server: Server;
  #underWay = 0;

  constructor(customer: Customer, token: string, latencyMs: number) {
    this.#customer = customer;
    this.#authorization = `Token ${token}`;
    this.latencyMs = latencyMs;
    this.#server = createServer((request, response) => void this.#serve(request, response));
    // Longer than any client keeps a connection, so that no request meets a closing one by accident.
    this.#server.keepAliveTimeout = 120_000;
  }

  /** @returns the port in use */
  listen(host: string, port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(port, host, () => {
        this.#server.off("error", reject);
        resolve(portOf(this.#server.address()));
      });
    });
  }

  close(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.close((error) => (error ? reject(error) : resolve()));
      this.#server.closeAllConnections();
    });
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#underWay += 1;
    response.once("close", () => {
      this.#underWay -= 1;
    });
    try {
      await this.#answer(request, response);
    } catch (error) {
      if (response.headersSent || response.destroyed) {
        response.destroy();
        return;
      }
      sendError(response, 500, `Simulator: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? "GET";
    const { path, query } = parseTarget(request.url ?? "/");
    const route = path === undefined ? undefined : findRoute(path);
    this.#count(method, route?.pattern ?? "unknown");

    const info = { method, path: path ?? "", query };
    for (const listener of this.listeners) await listener(info);

    const { shaping, delayMs, breakage } = this.faults.plan(info.path, query);
    const wait = this.latencyMs + delayMs;
    if (wait > 0) await sleep(wait, undefined, { ref: false });
    if (response.destroyed) return;

    if (method !== "GET") return sendError(response, 405, "Method not allowed", false, { allow: "GET" });
    if (request.headers.authorization !== this.#authorization)
      return sendError(response, 401, "Token is missing or wrong");
    const customer = this.#customer;
    const read = () =>
      route
        ? (refusal(customer, route, query) ?? route.endpoint({ customer, query, ids: route.ids, shaping }))
        : notFound("Resource");
    await (breakage ? sendBroken(response, breakage, read) : sendAnswer(response, read()));
  }

  #count(method: string, endpoint: string): void {
    this.counters.requests += 1;
    this.counters.peakConcurrency = Math.max(this.counters.peakConcurrency, this.#underWay);
    increment(this.counters.methods, method);
    increment(this.counters.byEndpoint, endpoint);
  }
}

function parseTarget(target: string): { path: string | undefined; query: URLSearchParams } {
  const mark = target.indexOf("?");
  const pathname = mark < 0 ? target : target.slice(0, mark);
  const query = new URLSearchParams(mark < 0 ? "" : target.slice(mark + 1));
  return { path: pathname.startsWith(`${BASE_PATH}/`) ? pathname.slice(BASE_PATH.length) : undefined, query };
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === "object" && address !== null ? address.port : 0;
}
