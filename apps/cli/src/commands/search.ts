import { SEARCH_ENTITIES } from "@testio/store";
import { withAnswers } from "../answers/answer-session.js";
import { FOUND_COLUMNS } from "../answers/columns/found.js";
import { PAGING_OPTIONS, PERIOD_OPTIONS, pageQueryOf, periodOf } from "../answers/list-options.js";
import { productsNamed } from "../answers/products-named.js";
import { defineCommand } from "../args/define-command.js";
import { listOption, textOption } from "../args/options.js";
import { PRODUCT } from "../args/value-source.js";
import { choiceOf, choicesOf, optional } from "../args/values.js";
import { EXIT_CODES } from "../exit-codes.js";
import { chooseColumns } from "../output/choose-columns.js";
import { checkOutput, outputOptions } from "../output/output-options.js";
import { pageInWords } from "../output/page-words.js";

const MATCH_MODES = ["simple", "raw"] as const;
const USUAL_RESULTS = 20;

/** `search`: words in the titles and texts of what is stored. */
export const searchCommand = defineCommand({
  name: "search",
  summary: "Find products, features, tests, bugs and people by words in their titles and texts, best first",
  usage: "<words..>",
  positionals: {
    words: {
      type: "string",
      array: true,
      demandOption: true,
      description: "Words that all must occur; '\"a phrase\"'; login*",
    },
  },
  options: {
    entities: { ...listOption(SEARCH_ENTITIES.join(", "), "entity"), completes: SEARCH_ENTITIES },
    product: {
      ...listOption("Only of these products: ids or names", "product-id", "product-ids", "products"),
      completes: PRODUCT,
    },
    ...PERIOD_OPTIONS,
    "match-mode": { ...textOption("simple, or raw for SQLite's own FTS5 syntax"), completes: MATCH_MODES },
    ...PAGING_OPTIONS,
    ...outputOptions(FOUND_COLUMNS),
  },
  examples: [
    ["$0 search payment failed", "Whatever mentions both words"],
    ["$0 search 'check*' --entities bug --start-date \"last quarter\"", "Bugs reported last quarter, from the stem"],
  ],
  async run(args, io) {
    checkOutput(args);
    chooseColumns(FOUND_COLUMNS, args.columns, { isFull: false });
    const query = {
      query: args.words.join(" "),
      ...pageQueryOf(args, USUAL_RESULTS),
      ...periodOf(args),
      entities: choicesOf("--entities", args.entities, SEARCH_ENTITIES),
      match_mode: optional(args["match-mode"], (text) => choiceOf("--match-mode", text, MATCH_MODES)),
    };
    const answer = await withAnswers(io, args["env-file"], async ({ store, settings, options }) => {
      const { search } = await import("@testio/insights");
      const product_ids = args.product && (await productsNamed(store, settings, args.product));
      return search(store, { ...query, product_ids }, options);
    });
    const { page, per_page, total, has_more: hasMore } = answer.pagination;
    const rows = answer.results;
    const shown = { page, first: (page - 1) * per_page, rows: rows.length, total, hasMore };
    const { printRows } = await import("../answers/print-rows.js");
    printRows(
      {
        answer,
        columns: FOUND_COLUMNS,
        rows,
        isFull: false,
        whenEmpty: [
          page > 1 && total !== 0
            ? `There is no page ${page}.`
            : "Nothing stored matches. Try fewer words, or the beginning of one with a star: login*. Bugs are found once they were fetched: testio-mcp sync --bugs",
        ],
        notes: answer.notes,
        summary: [pageInWords(shown, "result")],
      },
      args,
      io,
    );
    return EXIT_CODES.done;
  },
});
