import type { Settings } from "@testio/config";
import * as z from "zod";
import { choice, wholeNumber } from "./forgiving.js";
import { DETAILS } from "./vocabulary.js";

/** Which page of a list; part of the input of every list. */
export const pagingShape = {
  page: wholeNumber(1).default(1),
  per_page: wholeNumber(1, 200).describe("Default 100").optional(),
};

/** Other names that models give these. */
export const PAGING_SYNONYMS = { limit: "per_page", page_size: "per_page" };

export function pageOf({ page, per_page }: { page: number; per_page?: number | undefined }, settings: Settings) {
  return { page, per_page: per_page ?? settings.defaultPageSize };
}

/** Whether rows have their texts. */
export const detailShape = { detail: choice(DETAILS).default("lean") };

/** The days a question is about. */
export const periodShape = {
  start_date: z.string().describe('2026-11-21, or words: "last quarter"').optional(),
  end_date: z.string().describe("Last day, included").optional(),
};
