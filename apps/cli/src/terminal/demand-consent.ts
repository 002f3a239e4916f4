import type { Io } from "../io.js";
import { UsageError } from "../usage-error.js";
import { canAsk, confirm } from "./confirm.js";
import { NotConfirmedError } from "./not-confirmed-error.js";

/**
 * Refuses early what could not be asked about later.
 *
 * @param what a clause: `--nuke deletes what is stored`
 * @throws UsageError when there is neither `--yes` nor a terminal.
 */
export function assertConsentPossible(what: string, yes: boolean, io: Pick<Io, "stdin" | "stderr">): void {
  if (yes || canAsk(io)) return;
  throw new UsageError(`${what}, and there is no terminal to ask at whether that is meant. Add --yes if it is.`);
}

/**
 * Goes on only with `--yes` or a yes at the terminal.
 *
 * @param deed what is not done otherwise: `deleted`
 * @throws NotConfirmedError when the answer is anything else; the signal's reason when the user interrupts.
 */
export async function demandConsent(question: string, yes: boolean, io: Io, deed?: string): Promise<void> {
  if (yes || (await confirm(`${question} Type yes to go on: `, io))) return;
  throw new NotConfirmedError(deed);
}
