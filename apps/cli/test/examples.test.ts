import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { allCommands } from "./support/all-commands.js";
import { badRecords } from "./support/bad-records.js";
import { fewAtATime } from "./support/in-turn.js";
import { openTerminal } from "./support/pseudo-terminal.js";
import { runInShell } from "./support/shell.js";
import { Workbench } from "./support/workbench.js";

/** Milliseconds for some sixty of them, one after the other, on a machine that does other things as well. */
const MANY_PROGRAMS = 180_000;

/** What is run elsewhere, and why not here. */
const NOT_HERE: Readonly<Record<string, string>> = {
  "$0 serve": "ends when its client leaves",
  "$0 serve --refresh-interval 300": "ends when its client leaves",
  "$0 serve --transport http --port 8080": "ends when it is stopped",
  "$0 setup": "asks for everything",
  "$0 connect claude-desktop": "asks",
  "$0 problematic clear": "asks",
};

const EXAMPLES = allCommands()
  .flatMap(({ path, command }) => command.examples.map(([example]) => ({ path: path.join(" "), example })))
  .filter(({ example }) => !(example in NOT_HERE));

/** What stands for an id or a name in examples, and what it is called in a simulated customer. */
type Stands = Readonly<Record<string, string | number>>;

function withIds(example: string, stands: Stands): string {
  return Object.entries(stands).reduce(
    (text, [id, real]) => text.replaceAll(new RegExp(`(?<![\\w.-])${id}(?![\\w.-])`, "g"), String(real)),
    example.replaceAll("$0", "testio-mcp"),
  );
}

async function failuresOf(bench: Workbench, examples: readonly string[], stands: Stands, atATime: number) {
  const finished = await fewAtATime(
    examples,
    async (example) => {
      const line = withIds(example, stands);
      const { code, stderr } = await runInShell(bench, "bash", ["--norc", "-c", `set -o pipefail\n${line}`]);
      return { line, code, stderr };
    },
    atATime,
  );
  return finished.filter(({ code }) => code !== 0);
}

it(
  "every example of the help texts works",
  async () => {
    const bench = new Workbench();
    const simulator = await bench.simulate({ products: 2, testsPerProduct: 12, bugsPerTest: 3 });
    const [one = 0, other = 0] = simulator.truth.productIds();
    simulator.world.updateProduct(one, { name: "Web Shop" });
    await bench.run(["sync", "--bugs"]);
    mkdirSync(join(bench.homeDir, ".config", "fish", "completions"), { recursive: true });
    const [first = 0, second = 0] = simulator.truth.testIds(one);
    const [bug = 0] = simulator.truth.testIds(one).flatMap((id) => simulator.truth.bugIds(id));
    const stands = {
      598: one,
      1024: other,
      123456: first,
      123457: second,
      987654: bug,
      4711: simulator.truth.featureIds(one)[0] ?? 0,
      23: 1,
      TESTIO_TOKEN: "TESTIO_CUSTOMER_API_TOKEN",
    };
    const examples = EXAMPLES.filter(({ path }) => !path.startsWith("problematic")).map(({ example }) => example);
    expect(examples.length).toBeGreaterThan(40);
    const alone = (example: string) => /\$0 (?:sync|setup|connect)/.test(example);
    expect(
      await failuresOf(
        bench,
        examples.filter((example) => !alone(example)),
        stands,
        3,
      ),
    ).toEqual([]);
    expect(await failuresOf(bench, examples.filter(alone), stands, 1)).toEqual([]);
  },
  MANY_PROGRAMS,
);

it(
  "so do those about tests that TestIO cannot answer",
  async () => {
    const { bench, productId, bad } = await badRecords();
    const stands = { 598: productId, "map-tests 3": "map-tests 1", 123456: bad[0] ?? 0, 123457: bad[0] ?? 0 };
    const examples = EXAMPLES.filter(({ path }) => path.startsWith("problematic")).map(({ example }) => example);
    const isLast = (example: string) => example.includes("clear");
    const failures = await failuresOf(
      bench,
      examples.filter((example) => !isLast(example)),
      stands,
      1,
    );
    // They stay unreadable.
    expect(failures.filter(({ line, code }) => !line.includes("retry") || code !== 3)).toEqual([]);
    const { type, shown, finished } = openTerminal(bench, ["problematic", "clear"]);
    await shown("Type yes to go on: ");
    type("yes\n");
    expect((await finished).code).toBe(0);
    expect(await failuresOf(bench, examples.filter(isLast), stands, 1)).toEqual([]);
  },
  MANY_PROGRAMS,
);

it("nothing is left out that there is", () => {
  const all = allCommands().flatMap(({ command }) => command.examples.map(([example]) => example));
  expect(Object.keys(NOT_HERE).filter((example) => !all.includes(example))).toEqual([]);
});
