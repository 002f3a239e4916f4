import { defaultLaunch, planClient } from "../connect/connection.js";
import { type Io, writeLine } from "../io.js";
import { canAsk } from "../terminal/confirm.js";
import { UsageError } from "../usage-error.js";
import type { ListedProduct, SetupAnswers } from "./answers.js";
import { productsOf } from "./ask-api.js";
import type { PlannedClient, SetupPlan } from "./carry-out.js";
import { givenAnswers, givenClients, givenProducts } from "./given-answers.js";
import type { SetupArgs } from "./options.js";
import { answersSoFar, readSettingsFile, type SettingsFile } from "./settings-file.js";
import type { StepName } from "./wizard.js";

/**
 * What is to be done: from the flags, what was set before, and, on a terminal and without `--yes`, the answers to questions.
 * Changes nothing.
 *
 * @throws UsageError when flags are wrong, or something is missing and there is nobody to ask.
 */
export async function decide(args: SetupArgs, io: Io): Promise<SetupPlan> {
  const envFile = args["env-file"];
  const clientNames = args.connect === undefined ? [] : givenClients(args.connect);
  const file = await readSettingsFile(envFile, io);
  const asks = !args.yes && canAsk(io);
  const present = answersSoFar(file, io.env);
  if (!asks) assertComplete(args, present);
  const answers = { ...present, ...(await givenAnswers(args, io)) };
  const clients = await plannedClients(clientNames, envFile, io);
  if (!asks) return decided(args, answers, clients, file, io);
  const { runWizard } = await import("./wizard.js");
  const start = {
    answers,
    listed: null,
    clients,
    sync: args.sync ?? true,
    envFile,
    checks: args.check,
    namedProducts: args.products ?? [],
  };
  return runWizard(start, file, answeredBy(args), io);
}

async function decided(
  args: SetupArgs,
  answers: SetupAnswers,
  clients: readonly PlannedClient[],
  file: SettingsFile,
  io: Io,
): Promise<SetupPlan> {
  const listed = args.check ? await listedProducts(answers, io) : null;
  const productIds = args.products === undefined ? answers.productIds : await givenProducts(args.products, listed);
  return { file, answers: { ...answers, productIds }, clients, sync: args.sync ?? false };
}

async function listedProducts({ baseUrl, token }: SetupAnswers, io: Io): Promise<ListedProduct[] | null> {
  if (token === null) return null;
  try {
    return await productsOf({ baseUrl, token }, io);
  } catch (error) {
    if (!io.signal.aborted) writeLine(io.stderr, "Nothing was saved. With --no-check, TestIO is not asked.");
    throw error;
  }
}

/** Names everything that is missing, not only the first of it. */
function assertComplete(args: SetupArgs, { token }: SetupAnswers): void {
  const isTokenGiven = [args.token, args["token-env"], args["token-file"]].some((flag) => flag !== undefined);
  const missing = [
    ...(token === null && !isTokenGiven ? ["the token (--token-env NAME, --token-file FILE or --token -)"] : []),
    ...(args.yes ? [] : ["--yes, since nobody can be asked whether it is right"]),
  ];
  if (missing.length === 0) return;
  const where = args.yes ? "With --yes, setup asks nothing" : "There is no terminal to ask at";
  throw new UsageError(`${where}, and this is missing: ${missing.join("; ")}. See testio-mcp setup --help.`);
}

async function plannedClients(
  names: ReturnType<typeof givenClients>,
  envFile: string | undefined,
  io: Io,
): Promise<PlannedClient[]> {
  const launch = defaultLaunch(io, envFile === undefined ? {} : { envFile });
  const planned: PlannedClient[] = [];
  for (const name of names) planned.push({ name, change: await planClient({ name, launch }, io) });
  return planned;
}

/** Questions that flags answer. */
function answeredBy(args: SetupArgs): Set<StepName> {
  const flags: readonly (readonly [StepName, unknown])[] = [
    ["subdomain", args.subdomain],
    ["token", args.token ?? args["token-env"] ?? args["token-file"]],
    ["customerId", args["customer-id"]],
    ["products", args.products],
    ["interval", args["refresh-interval"]],
    ["clients", args.connect],
    ["sync", args.sync],
  ];
  return new Set(flags.flatMap(([name, flag]) => (flag === undefined ? [] : [name])));
}
