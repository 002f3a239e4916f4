import { checkSetting, type SettingKey, type Settings } from "@testio/config";
import { idsNamed } from "../answers/named.js";
import { clientNamed } from "../connect/client-named.js";
import { CLIENT_NAMES, type ClientName } from "../connect/clients.js";
import type { Io } from "../io.js";
import { listInWords } from "../output/words.js";
import { UsageError } from "../usage-error.js";
import type { ListedProduct, SetupAnswers } from "./answers.js";
import { givenToken, type TokenFlags } from "./given-token.js";
import { parseSubdomain } from "./subdomain.js";

/** Answers that stand on the command line already. */
export interface AnswerFlags extends TokenFlags {
  subdomain?: string | undefined;
  "base-url"?: string | undefined;
  "customer-id"?: string | undefined;
  "refresh-interval"?: string | undefined;
}

/** @throws UsageError naming the flag that is wrong. */
export async function givenAnswers(flags: AnswerFlags, io: Io): Promise<Partial<SetupAnswers>> {
  const { subdomain } = flags;
  const label = subdomain === undefined ? undefined : parseSubdomain(subdomain);
  if (label === null) {
    throw new UsageError(
      `--subdomain cannot be ${JSON.stringify(subdomain)}: it is the first part of your address at TestIO, as in acme or https://acme.test.io.`,
    );
  }
  const token = await givenToken(flags, io);
  return {
    ...(label !== undefined && { subdomain: label }),
    ...(token !== undefined && { token }),
    ...given("baseUrl", "apiBaseUrl", "base-url", flags["base-url"]),
    ...given("customerId", "customerId", "customer-id", flags["customer-id"]),
    ...given("refreshIntervalSeconds", "refreshIntervalSeconds", "refresh-interval", flags["refresh-interval"]),
  };
}

function given<Name extends keyof SetupAnswers, Key extends SettingKey>(
  name: Name,
  key: Key,
  flag: string,
  text: string | undefined,
): { [_ in Name]?: Settings[Key] } {
  if (text === undefined) return {};
  const checked = checkSetting(key, text);
  if ("problem" in checked) throw new UsageError(`--${flag} cannot be ${JSON.stringify(text)}. ${checked.problem}`);
  return { [name]: checked.value } as { [_ in Name]?: Settings[Key] };
}

/**
 * The products that `--products` names; null = `all`.
 *
 * @param listed those the token can see; null when TestIO was not asked, which leaves ids
 * @throws UsageError when one is none of them.
 */
export async function givenProducts(
  texts: readonly string[],
  listed: readonly ListedProduct[] | null,
): Promise<number[] | null> {
  if (texts.length === 1 && texts[0]?.trim().toLowerCase() === "all") return null;
  const ids = await idsNamed(texts, {
    noun: "product",
    listedBy: "setup",
    fetchedBy: "setup, and let it ask TestIO",
    stored: async () => listed ?? [],
  });
  const unseen = listed === null ? [] : ids.filter((id) => !listed.some((product) => product.id === id));
  if (unseen.length === 0) return ids;
  const seen = listed?.map(({ id, name }) => `${name} (${id})`) ?? [];
  throw new UsageError(
    `The token cannot see ${unseen.length === 1 ? "product" : "products"} ${listInWords(unseen)}. It sees ${listInWords(seen) || "none"}.`,
  );
}

/** The clients that `--connect` names. */
export function givenClients(texts: readonly string[]): ClientName[] {
  const names = texts.flatMap((text) => text.split(",")).map((name) => name.trim());
  const given = names.filter((name) => name !== "").map(clientNamed);
  if (given.length === 0) throw new UsageError(`--connect needs a client: ${CLIENT_NAMES.join(", ")}.`);
  return CLIENT_NAMES.filter((name) => given.includes(name));
}
