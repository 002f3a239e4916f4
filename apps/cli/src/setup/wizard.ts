import { displayPath } from "@testio/config";
import { CLIENTS } from "../connect/clients.js";
import { changeText } from "../connect/connection.js";
import type { Io } from "../io.js";
import { listInWords } from "../output/words.js";
import { masked } from "./answers.js";
import type { SetupPlan } from "./carry-out.js";
import { NotSavedError } from "./not-saved-error.js";
import { openPrompts, type Prompts } from "./prompts.js";
import type { SettingsFile } from "./settings-file.js";
import {
  askClients,
  askCustomerId,
  askInterval,
  askProducts,
  askSubdomain,
  askSync,
  askToken,
  type Conversation,
  checkedToken,
  namedProducts,
  type Step,
} from "./steps.js";

/** The questions in order, by what their answers are called. */
const STEPS = {
  subdomain: { title: "Address", ask: askSubdomain },
  token: { title: "Token", ask: askToken },
  customerId: { title: "Customer id", ask: askCustomerId },
  products: { title: "Products", ask: askProducts },
  interval: { title: "Background syncs", ask: askInterval },
  clients: { title: "Assistants", ask: askClients },
  sync: { title: "First sync", ask: askSync },
} as const satisfies Record<string, { title: string; ask: Step }>;
export type StepName = keyof typeof STEPS;
const asGiven: Step = async () => ({});
/** What is left of a step when the command line holds its answer. */
const WITHOUT_QUESTION: Readonly<Record<StepName, Step>> = {
  subdomain: asGiven,
  token: checkedToken,
  customerId: asGiven,
  products: namedProducts,
  interval: asGiven,
  clients: asGiven,
  sync: asGiven,
};
const STEP_NAMES = Object.keys(STEPS) as StepName[];

/**
 * Asks for everything, shows it, and lets people go back to any answer. Nothing is changed before they say that it is to
 * be saved.
 *
 * @param answered questions that the command line answers already
 * @throws LeftError when somebody leaves at a question, NotSavedError when they choose to.
 */
export async function runWizard(
  start: Conversation,
  file: SettingsFile,
  answered: ReadonlySet<StepName>,
  io: Io,
): Promise<SetupPlan> {
  const prompts = await openPrompts(io);
  prompts.say("Nothing is changed before you say so at the end. Ctrl-C leaves.");
  let so = start;
  for (const name of STEP_NAMES) {
    const step: Step = answered.has(name) ? WITHOUT_QUESTION[name] : STEPS[name].ask;
    so = { ...so, ...(await step(so, prompts, io)) };
  }
  for (;;) {
    showSummary(so, file, prompts, io);
    const next = await prompts.choose("Is that right?", [
      { value: "save", label: "Save it" },
      { value: "edit", label: "Change an answer" },
      { value: "cancel", label: "Cancel", hint: "nothing is changed" },
    ]);
    if (next === "cancel") throw new NotSavedError();
    if (next === "save") return { file, answers: so.answers, clients: so.clients, sync: so.sync };
    const choices = STEP_NAMES.map((value) => ({ value, label: STEPS[value].title }));
    const name = await prompts.choose("Which one?", choices);
    so = { ...so, ...(await STEPS[name].ask(so, prompts, io)) };
  }
}

function showSummary(so: Conversation, file: SettingsFile, prompts: Prompts, io: Io): void {
  const { answers, listed, clients, sync } = so;
  const { subdomain, baseUrl, token, customerId, productIds, refreshIntervalSeconds } = answers;
  const nameOf = (id: number) => listed?.find((product) => product.id === id)?.name ?? String(id);
  const interval = refreshIntervalSeconds === 0 ? "none" : `every ${refreshIntervalSeconds} seconds`;
  const rows: Readonly<Record<StepName, string>> = {
    subdomain: subdomain === null ? "not told" : `${subdomain}.test.io`,
    token: `${token === null ? "none" : masked(token)}${listed === null ? " (not checked)" : ""}, for ${new URL(baseUrl).host}`,
    customerId: String(customerId),
    products: productIds === null ? "all" : listInWords(productIds.map(nameOf)),
    interval,
    clients: listInWords(clients.map(({ name }) => CLIENTS[name].title)) || "none",
    sync: sync ? "right away" : "later",
  };
  const width = Math.max(...STEP_NAMES.map((name) => STEPS[name].title.length));
  const lines = STEP_NAMES.map((name) => `${STEPS[name].title.padEnd(width)}  ${rows[name]}`);
  prompts.note(displayPath(file.path, io.homeDir), lines.join("\n"));
  for (const { change } of clients) {
    if (change.state === "connected") prompts.say(changeText(change, io));
  }
}
