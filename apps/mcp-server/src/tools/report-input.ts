import { TEST_STATUSES } from "@testio/store";
import * as z from "zod";
import { choice, idList, usualChoices } from "../input/forgiving.js";
import { periodShape } from "../input/paging.js";
import { REPORT_FORMATS } from "../input/vocabulary.js";

/** What a quality report is asked for with, as a tool and as a document over HTTP. */
export const reportInput = z.strictObject({
  product_ids: idList(),
  test_ids: idList().describe("Exactly these tests; excludes dates and statuses").optional(),
  ...periodShape,
  statuses: usualChoices([...TEST_STATUSES, "all"])
    .describe("Default: running, locked, archived, customer_finalized")
    .optional(),
  format: choice(REPORT_FORMATS, { md: "markdown" })
    .describe("Default json. html (a page to show or print) and csv (all tests) are written to a file")
    .optional(),
  output_file: z.string().describe("Also write it whole to this name in ~/.testio-mcp/reports").optional(),
});

/** Other names under which models send these. */
export const REPORT_SYNONYMS = { product_id: "product_ids", test_id: "test_ids", status: "statuses" };
