import { onTestFinished } from "vitest";
import { type Simulator, type SimulatorOptions, startSimulator } from "../src/index.js";

export type Json = Record<string, unknown>;

/** Starts a simulator that ends with the test. */
export async function start(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator(options);
  onTestFinished(() => simulator.close());
  return simulator;
}

export function request(simulator: Simulator, path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(simulator.url + path, { headers: { authorization: `Token ${simulator.token}` }, ...init });
}

export async function status(simulator: Simulator, path: string): Promise<number> {
  const response = await request(simulator, path);
  await response.text();
  return response.status;
}

export async function text(simulator: Simulator, path: string): Promise<string> {
  return (await request(simulator, path)).text();
}

export async function json(simulator: Simulator, path: string): Promise<Json> {
  const response = await request(simulator, path);
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Json;
}

/** Records of a list answer. */
export async function rows(simulator: Simulator, path: string, envelope: string): Promise<Json[]> {
  const answer = await json(simulator, path);
  if (!Array.isArray(answer[envelope])) throw new Error(`${path} has no ${envelope}`);
  return answer[envelope];
}

export async function ids(simulator: Simulator, path: string, envelope: string): Promise<number[]> {
  return (await rows(simulator, path, envelope)).map((row) => Number(row.id));
}

export function testIds(simulator: Simulator, productId: number, page: number, perPage: number): Promise<number[]> {
  return ids(
    simulator,
    `/products/${productId}/exploratory_tests?page=${page}&per_page=${perPage}`,
    "exploratory_tests",
  );
}

/** Every test of a product, read page by page. */
export async function allTests(simulator: Simulator, productId: number, perPage = 100): Promise<Json[]> {
  const all: Json[] = [];
  for (let page = 1; ; page += 1) {
    const path = `/products/${productId}/exploratory_tests?page=${page}&per_page=${perPage}`;
    const found = await rows(simulator, path, "exploratory_tests");
    all.push(...found);
    if (found.length === 0) return all;
  }
}

export function first<Item>(list: readonly Item[]): Item {
  const [item] = list;
  if (item === undefined) throw new Error("Expected at least one item");
  return item;
}

export function objects(value: unknown): Json[] {
  if (!Array.isArray(value)) throw new Error("Expected an array");
  return value;
}

export function object(value: unknown): Json {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Error("Expected an object");
  return value as Json;
}
