import { oneProductNamed } from "../../answers/products-named.js";
import { defineCommand, JSON_OPTION } from "../../args/define-command.js";
import { PRODUCT } from "../../args/value-source.js";
import { EXIT_CODES } from "../../exit-codes.js";
import { writeLine } from "../../io.js";
import { toJsonText } from "../../output/snake-case.js";
import { positionsText } from "../../problematic/positions-text.js";
import { readPositions } from "../../problematic/read-positions.js";
import { storedProduct } from "../../problematic/stored-product.js";
import { commandSettings } from "../../settings.js";
import { nothingStored, withStoredData } from "../../stored-data.js";

/** `problematic list`: which tests could not be read, and what is known about them. */
export const listCommand = defineCommand({
  name: "list",
  summary: "Show the positions of test lists that TestIO cannot answer",
  usage: "[product]",
  positionals: {
    product: { type: "string", description: "Only those of this product: id or name", completes: PRODUCT },
  },
  options: { json: JSON_OPTION },
  examples: [
    ["$0 problematic list", "All of them"],
    ["$0 problematic list 598 --json", "Those of product 598, for programs"],
  ],
  async run(args, io) {
    const settings = commandSettings(io, args["env-file"]);
    const positions = await withStoredData(settings, async (store) => {
      if (args.product === undefined) return readPositions(store);
      const { id } = await storedProduct(store, await oneProductNamed(store, settings, [args.product]));
      return readPositions(store, id);
    });
    if (args.json) writeLine(io.stdout, toJsonText({ problemPositions: positions ?? [] }));
    else if (positions === null) for (const line of nothingStored(settings)) writeLine(io.stdout, line);
    else writeLine(io.stdout, positionsText(positions, io.now()));
    return EXIT_CODES.done;
  },
});
