import { defineCommand, JSON_OPTION } from "../../args/define-command.js";
import { EXIT_CODES } from "../../exit-codes.js";
import { parseId, parseIds } from "../../ids.js";
import { writeLine } from "../../io.js";
import { NotStoredError } from "../../not-stored-error.js";
import { toJsonText } from "../../output/snake-case.js";
import { listInWords } from "../../output/words.js";
import { type Mapping, mapTests } from "../../problematic/map-tests.js";
import { commandSettings } from "../../settings.js";
import { nothingStored, withStoredData } from "../../stored-data.js";

const EXAMPLE = "problematic map-tests 3 123456 123457";

/** `problematic map-tests`: says which tests a position holds, so that they can be fetched by their ids. */
export const mapTestsCommand = defineCommand({
  name: "map-tests",
  summary: "Say which tests an unreadable position holds; syncs then ask for them by id",
  usage: "<event> <id..>",
  positionals: {
    event: {
      type: "string",
      demandOption: true,
      description: "The event, as problematic list shows it",
      completes: { stored: "problem_position", by: "id" },
    },
    id: { type: "string", array: true, demandOption: true, description: "Ids of tests, as TestIO support named them" },
  },
  options: {
    replace: { type: "boolean", default: false, description: "Forget the tests that were mapped to it before" },
    json: JSON_OPTION,
  },
  examples: [
    [`$0 ${EXAMPLE}`, "Event 3 holds these two tests"],
    ["$0 problematic map-tests 3 123456 --replace", "It holds this one; the others were a mistake"],
  ],
  async run(args, io) {
    const eventId = parseId(args.event, "event", EXAMPLE);
    const testIds = parseIds(args.id, "test", EXAMPLE);
    const settings = commandSettings(io, args["env-file"]);
    const mapping = await withStoredData(settings, (store) => mapTests(store, eventId, testIds, args.replace));
    if (mapping === null) throw new NotStoredError(nothingStored(settings).join(" "));
    writeLine(io.stdout, args.json ? toJsonText(mapping) : mappingText(mapping));
    return EXIT_CODES.done;
  },
});

function mappingText({ eventId, productId, mappedTestIds, alreadyStored }: Mapping): string {
  const noun = mappedTestIds.length === 1 ? "test" : "tests";
  return [
    `Event ${eventId} of product ${productId} is taken to hold ${noun} ${listInWords(mappedTestIds)}.`,
    ...alreadyStored.map((test) =>
      test.productId === productId
        ? `Test ${test.id} is stored already.`
        : `Test ${test.id} is stored as one of product ${test.productId}: check the id.`,
    ),
    "Each sync of the product now asks for them by id. To do that at once:",
    `  testio-mcp problematic retry ${productId}`,
  ].join("\n");
}
