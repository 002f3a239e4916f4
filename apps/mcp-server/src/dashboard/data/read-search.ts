import type { SearchAnswer } from "@testio/insights";
import type { ServerContext } from "../../context/server-context.js";
import { problemOf } from "./problem-of.js";

/** A search: what was asked, and what came of it. */
export interface Search {
  query: string;
  /** Null while nothing was asked. */
  outcome: { answer: SearchAnswer } | { problem: string } | null;
}

const RESULTS_PER_PAGE = 10;

/** What the search box found. Never rejects: what is wrong with a question is its answer. */
export async function readSearch(
  context: ServerContext,
  { query, results }: { query: string; results: number },
): Promise<Search> {
  if (query === "") return { query, outcome: null };
  try {
    const { search } = await import("@testio/insights");
    const paging = { page: results, per_page: RESULTS_PER_PAGE };
    const answer = await search(await context.store(), { query, ...paging }, { now: context.now });
    return { query, outcome: { answer } };
  } catch (error) {
    return { query, outcome: { problem: await problemOf(context, error) } };
  }
}
