import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { text as textOf } from "node:stream/consumers";
import { checkSetting } from "@testio/config";
import { ConfigFileError, inWords } from "../files/config-file-error.js";
import type { Io } from "../io.js";
import { UsageError } from "../usage-error.js";

/** Where the command line says the token is. */
export interface TokenFlags {
  token?: string | undefined;
  "token-env"?: string | undefined;
  "token-file"?: string | undefined;
}

const WAYS = "--token-env NAME, --token-file FILE or --token - (standard input)";

/**
 * The token from the place that the command line names; undefined when it names none. Never from the command line itself.
 *
 * @throws UsageError when the place is wrong, ConfigFileError when a file cannot be read.
 */
export async function givenToken(flags: TokenFlags, io: Io): Promise<string | undefined> {
  const named = (["token", "token-env", "token-file"] as const).filter((flag) => flags[flag] !== undefined);
  const [flag, other] = named;
  if (flag === undefined) return undefined;
  if (other !== undefined) throw new UsageError(`--${flag} and --${other} contradict each other. Choose one of them.`);
  const text = await READERS[flag](flags[flag] ?? "", io);
  const checked = checkSetting("apiToken", text);
  if ("value" in checked && checked.value !== null) return checked.value;
  const problem = "problem" in checked ? checked.problem : "";
  throw new UsageError(`What --${flag} leads to is no API token. ${problem}`);
}

const READERS: Readonly<Record<keyof TokenFlags, (value: string, io: Io) => Promise<string>>> = {
  async token(value, { stdin }) {
    if (value !== "-") {
      throw new UsageError(
        `A token on the command line stays in the history of your shell, and everybody on this machine can see it. Use ${WAYS}.`,
      );
    }
    if (stdin.isTTY) throw new UsageError("--token - reads from a pipe, and there is none. Without it, setup asks.");
    return textOf(stdin);
  },
  async "token-env"(name, { env }) {
    const value = env[name];
    if (value === undefined || value.trim() === "") {
      throw new UsageError(`--token-env: the environment variable ${JSON.stringify(name)} is not set.`);
    }
    return value;
  },
  "token-file"(path, { cwd }) {
    const file = resolve(cwd, path);
    return inWords(file, "read", async () => {
      try {
        return await readFile(file, "utf8");
      } catch (error) {
        if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
        throw new ConfigFileError(`--token-file: there is no file ${file}.`);
      }
    });
  },
};
