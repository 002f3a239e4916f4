import { oneProductNamed } from "../../answers/products-named.js";
import { defineCommand, JSON_OPTION } from "../../args/define-command.js";
import { PRODUCT } from "../../args/value-source.js";
import { EXIT_CODES } from "../../exit-codes.js";
import { type Io, writeLine } from "../../io.js";
import { NotStoredError } from "../../not-stored-error.js";
import { toJsonText } from "../../output/snake-case.js";
import { readPositions } from "../../problematic/read-positions.js";
import { countLeft, type RetryReport, retriedPositions, retryText } from "../../problematic/retry-report.js";
import { storedProduct } from "../../problematic/stored-product.js";
import { createProgress } from "../../progress/create-progress.js";
import { commandSettings } from "../../settings.js";
import { nothingStored, withStoredData } from "../../stored-data.js";
import { syncExitCode } from "../../sync/sync-exit-code.js";
import { withSyncSession } from "../../sync/sync-session.js";

/** `problematic retry`: tries the unreadable positions of a product again now. */
export const retryCommand = defineCommand({
  name: "retry",
  summary: "Try the unreadable positions of a product again, and fetch the tests mapped to them",
  usage: "<product>",
  positionals: { product: { type: "string", demandOption: true, description: "Its id or name", completes: PRODUCT } },
  options: {
    json: JSON_OPTION,
    verbose: { type: "boolean", default: false, description: "Tell about every page" },
  },
  examples: [
    ["$0 problematic retry 598", "After TestIO mended the record, or after map-tests"],
    ["$0 problematic retry 598 --json", "What became of each position, for programs"],
  ],
  async run(args, io) {
    const settings = commandSettings(io, args["env-file"]);
    const stored = await withStoredData(settings, async (store) => {
      const product = await storedProduct(store, await oneProductNamed(store, settings, [args.product]));
      return { product, before: await readPositions(store, product.id) };
    });
    if (stored === null) throw new NotStoredError(nothingStored(settings).join(" "));
    const { product, before } = stored;
    const { id: productId } = product;
    const nothing: RetryReport = { productId, productTitle: product.title, sync: null, positions: [], left: 0 };
    if (before.length === 0) return report(nothing, args.json, io);

    const progress = await createProgress(io, args);
    try {
      return await withSyncSession({ settings, io, productIds: [productId] }, async ({ store, execute }) => {
        const { result: sync, details } = await execute({
          phases: ["NEW_TESTS"],
          scope: { productIds: [productId] },
          options: { incrementalOnly: true },
          onProgress: progress.report,
        });
        progress.stop();
        const positions = retriedPositions(before, await readPositions(store, productId));
        for (const detail of details) writeLine(io.stderr, detail);
        return report({ ...nothing, sync, positions, left: countLeft(positions) }, args.json, io);
      });
    } finally {
      progress.stop();
    }
  },
});

function report(retry: RetryReport, json: boolean, io: Io): number {
  const { sync } = retry;
  const ran = sync === null || sync.eventId !== null;
  if (json) writeLine(io.stdout, toJsonText(retry));
  else writeLine(io.stdout, ran ? retryText(retry) : "The retry did not start. Nothing was changed.");
  for (const warning of sync?.warnings ?? []) writeLine(io.stderr, `Warning: ${warning}`);
  // What cannot be read is in the report already.
  const others = sync?.errors.filter(({ kind }) => kind !== "UnreadablePosition") ?? [];
  for (const { message } of others) writeLine(io.stderr, `Error: ${message}`);
  if (sync === null) return EXIT_CODES.done;
  const onlyUnreadable = sync.status !== "cancelled" && sync.errors.length > 0 && others.length === 0;
  return onlyUnreadable ? EXIT_CODES.partly : syncExitCode(sync);
}
