import { checkSetting, displayPath, type SettingKey } from "@testio/config";
import { CLIENT_NAMES, CLIENTS } from "../connect/clients.js";
import { defaultLaunch, fileOf, planClient } from "../connect/connection.js";
import { describeFailure } from "../failure.js";
import type { Io } from "../io.js";
import { countOf, listInWords } from "../output/words.js";
import { type ListedProduct, masked, type SetupAnswers } from "./answers.js";
import { type ApiProblem, apiProblem, productsOf } from "./ask-api.js";
import type { PlannedClient } from "./carry-out.js";
import { givenProducts } from "./given-answers.js";
import type { Prompts } from "./prompts.js";
import { parseSubdomain, tokenPage } from "./subdomain.js";

/** Where the conversation stands. */
export interface Conversation {
  answers: SetupAnswers;
  /** What the token can see; null = TestIO was not asked, or did not say. */
  listed: readonly ListedProduct[] | null;
  clients: readonly PlannedClient[];
  sync: boolean;
  envFile: string | undefined;
  /** Whether TestIO is asked about the token. */
  checks: boolean;
  /** Products as the command line names them. */
  namedProducts: readonly string[];
}

/** One question, or several that belong together. Says what it changes. */
export type Step = (so: Conversation, prompts: Prompts, io: Io) => Promise<Partial<Conversation>>;

const judgeSetting = (key: SettingKey) => (text: string) => {
  const checked = checkSetting(key, text);
  return "problem" in checked ? checked.problem : undefined;
};

async function settingAsked<Key extends SettingKey>(prompts: Prompts, key: Key, message: string, initial: string) {
  const checked = checkSetting(key, await prompts.text({ message, initial, judge: judgeSetting(key) }));
  if ("problem" in checked) throw new RangeError(checked.problem);
  return checked.value;
}

export const askSubdomain: Step = async ({ answers }, prompts) => {
  const text = await prompts.text({
    message: "Your address at TestIO, as in acme.test.io (any page of it will do; empty = skip)",
    initial: answers.subdomain ?? "",
    judge: (given) =>
      given === "" || parseSubdomain(given) !== null ? undefined : "That is no address such as acme.test.io.",
  });
  return { answers: { ...answers, subdomain: parseSubdomain(text) } };
};

export const askToken: Step = async (so, prompts, io) => {
  const { answers } = so;
  prompts.say(`The page to make one: ${tokenPage(answers)}`);
  const present = answers.token;
  const text = await prompts.secret({
    message: present === null ? "API token" : `API token (empty = keep ${masked(present)})`,
    judge: (given) => (given === "" && present !== null ? undefined : judgeSetting("apiToken")(given)),
  });
  const checked = checkSetting("apiToken", text);
  const token = "value" in checked ? checked.value : present;
  return checkedToken({ ...so, answers: { ...answers, token } }, prompts, io);
};

/** Asks TestIO about the token until it takes it, or somebody says that it is right all the same. */
export const checkedToken: Step = async (so, prompts, io) => {
  const { baseUrl, token } = so.answers;
  if (token === null || !so.checks) return { answers: so.answers, listed: null };
  prompts.say(`Asking ${new URL(baseUrl).host} …`);
  try {
    const listed = await productsOf({ baseUrl, token }, io);
    prompts.say(`TestIO accepts the token, which can see ${countOf(listed.length, "product")}.`, "done");
    return { answers: so.answers, listed };
  } catch (error) {
    return afterProblem(apiProblem(error, io), so, prompts, io);
  }
};

async function afterProblem(
  { message, isRefused }: ApiProblem,
  so: Conversation,
  prompts: Prompts,
  io: Io,
): Promise<Partial<Conversation>> {
  const { answers } = so;
  prompts.say(message, "error");
  const again = { value: checkedToken, label: "Try again" };
  const withoutToken: Step = (now) => askToken({ ...now, answers: { ...answers, token: null } }, prompts, io);
  const another = { value: withoutToken, label: "Enter another token" };
  const next = await prompts.choose<Step>("What now?", [
    ...(isRefused ? [another, again] : [again, another]),
    { value: askAddress, label: "Change the address of the API", hint: answers.baseUrl },
    { value: async () => ({ answers, listed: null }), label: "Keep the token, unchecked" },
  ]);
  return next(so, prompts, io);
}

const askAddress: Step = async (so, prompts, io) => {
  const { answers } = so;
  const baseUrl = await settingAsked(prompts, "apiBaseUrl", "Address of the API", answers.baseUrl);
  return checkedToken({ ...so, answers: { ...answers, baseUrl } }, prompts, io);
};

export const askCustomerId: Step = async ({ answers }, prompts) => {
  const message = "Customer id (a number of your choice, which keeps several customers apart; 1 is right for one)";
  return {
    answers: { ...answers, customerId: await settingAsked(prompts, "customerId", message, String(answers.customerId)) },
  };
};

export const askProducts: Step = async ({ answers, listed }, prompts) => {
  const chosen = answers.productIds ?? [];
  if (listed === null) {
    const text = await prompts.text({
      message: "Ids of the products to fetch, with commas between (empty = all)",
      initial: chosen.join(","),
      judge: (given) => (given === "" ? undefined : judgeSetting("productIds")(given)),
    });
    const checked = checkSetting("productIds", text);
    return { answers: { ...answers, productIds: "value" in checked ? checked.value : null } };
  }
  const unseen = chosen.filter((id) => !listed.some((product) => product.id === id));
  if (unseen.length > 0) prompts.say(`The token cannot see ${listInWords(unseen)}: left out.`, "warn");
  if (listed.length === 0) return { answers: { ...answers, productIds: null } };
  const choices = listed.map(({ id, name }) => ({ value: id, label: `${name || "without a name"} (${id})` }));
  const ids = await prompts.chooseSome(
    "Products to fetch (none chosen = all, also those that come later)",
    choices,
    chosen,
  );
  return { answers: { ...answers, productIds: ids.length === 0 ? null : ids } };
};

/** Finds the products that the command line names among those the token can see. */
export const namedProducts: Step = async ({ answers, listed, namedProducts: names }) => ({
  answers: { ...answers, productIds: await givenProducts(names, listed) },
});

export const askInterval: Step = async ({ answers }, prompts) => {
  const message = "Seconds between background syncs of a running server (900 = 15 minutes, 0 = none)";
  const initial = String(answers.refreshIntervalSeconds);
  const refreshIntervalSeconds = await settingAsked(prompts, "refreshIntervalSeconds", message, initial);
  return { answers: { ...answers, refreshIntervalSeconds } };
};

export const askClients: Step = async ({ clients, envFile }, prompts, io) => {
  const choices = CLIENT_NAMES.map((name) => ({
    value: name,
    label: CLIENTS[name].title,
    hint: displayPath(fileOf({ name }, io), io.homeDir),
  }));
  const before = clients.map(({ name }) => name);
  const names = await prompts.chooseSome("Assistants to connect (none chosen = none now)", choices, before);
  const planned: PlannedClient[] = [];
  for (const name of names) {
    try {
      planned.push({
        name,
        change: await planClient({ name, launch: defaultLaunch(io, envFile === undefined ? {} : { envFile }) }, io),
      });
    } catch (error) {
      if (!(error instanceof Error && error.name === "ConfigFileError")) throw error;
      prompts.say(
        describeFailure(error)
          .problems.map(({ message }) => message)
          .join(" "),
        "error",
      );
    }
  }
  return { clients: planned };
};

export const askSync: Step = async ({ answers, sync }, prompts) => {
  if (answers.token === null) return { sync: false };
  return {
    sync: await prompts.confirm({ message: "Fetch your data as soon as the settings are saved?", initial: sync }),
  };
};
