import { openInTerminal } from "./pseudo-terminal.js";
import { programDirectory } from "./shell.js";
import { Workbench } from "./workbench.js";

/** Milliseconds for a dozen programs, one after the other, on a machine that does other things as well. */
export const MANY_PROGRAMS = 120_000;

const NAMES = ["Web: Shop (new)", "Büro-App", 'Anna\'s "Best" App'] as const;
export const [SHOP, OFFICE, BEST] = NAMES;

/** Somebody who has synced products whose names shells make difficult. */
export async function withDifficultNames(): Promise<Workbench> {
  const bench = new Workbench();
  const simulator = await bench.simulate({ products: NAMES.length, testsPerProduct: 3, bugsPerTest: 0 });
  for (const [index, id] of simulator.truth.productIds().entries()) {
    simulator.world.updateProduct(id, { name: NAMES[index] });
  }
  await bench.run(["sync"]);
  return bench;
}

/** What is typed, up to the key that completes it. */
export const LINES = [
  "testio-mcp sho",
  "testio-mcp show product We",
  'testio-mcp show product "We',
  "testio-mcp show product 'An",
  "testio-mcp show product Bü",
  "testio-mcp list bugs --product=We",
  "testio-mcp list bugs --status open,acc",
  "testio-mcp metrics --filter sev",
  "testio-mcp show test zzz",
];

/**
 * Completes names at the keyboard of a shell, open quotation marks included, and asks what the line then says.
 * @param start the command that starts the shell
 * @param load what a user's settings would load
 */
export async function completeAtKeyboard(start: string, load: string): Promise<void> {
  const bench = await withDifficultNames();
  const PATH = `${programDirectory(bench)}:${process.env.PATH}`;
  const { type, shown, finished } = openInTerminal(bench, start, { env: { PATH, LC_ALL: "C.UTF-8" } });
  // The word is put together, so that what was typed is not taken for what was answered.
  type(`${load}; echo rea""dy\n`);
  await shown("ready");
  type("testio-mcp show product We\t--json | cat\n");
  await shown(`"name": "${SHOP}"`);
  type('testio-mcp show product "Bü\t--json | cat\n');
  await shown(`"name": "${OFFICE}"`);
  type("exit\n");
  await finished;
}
