import type { RunRecord } from "../run-record.js";
import { isLockedOut } from "../sync-step.js";
import type { World } from "../world.js";
import { holds } from "./broken.js";

/** What a run says of itself is true, in its result and in its event. */
export function events(_world: World, run: RunRecord): void {
  nobodyRuns(run);
  eventTellsTheResult(run);
  statusIsHonest(run);
  rivalIsLockedOut(run);
}

function nobodyRuns({ after, crashed, startedAt }: RunRecord): void {
  const running = after.events.filter(({ status }) => status === "running");
  holds(
    running.length <= (crashed ? 1 : 0),
    "no event is running without a living run",
    () => `${running.map(({ id }) => id).join(", ")} after the run that began at ${startedAt}`,
  );
}

function eventTellsTheResult({ result, after, before, crashed }: RunRecord): void {
  if (crashed) return;
  const event = after.events.find(({ id }) => id === result.eventId);
  const known = before.events.length;
  const count = result.eventId === null ? known : known + 1;
  holds(after.events.length === count, "one event per run", () => `${after.events.length} events after ${known}`);
  if (result.eventId === null) return;
  const { status, testsDiscovered, testsUpdated, testsDeleted, requests, warnings, mode } = result;
  holds(event !== undefined, "a run has its event", () => `event ${result.eventId}`);
  const told = { status, testsDiscovered, testsUpdated, testsDeleted, requests, warnings, mode };
  for (const [name, value] of Object.entries(told)) {
    const stored: unknown = Reflect.get(event, name);
    const same = JSON.stringify(stored) === JSON.stringify(value);
    holds(
      same,
      "the event tells what the result tells",
      () => `${name}: ${JSON.stringify(stored)} instead of ${JSON.stringify(value)}`,
    );
  }
}

function statusIsHonest({ result, step, crashed }: RunRecord): void {
  const { status, errors, warnings } = result;
  const why = () => `${status} with ${JSON.stringify({ errors, warnings })}`;
  if (status === "success") holds(errors.length === 0, "a success has no errors", why);
  if (status === "failure") holds(errors.length > 0, "a failure says why", why);
  if (status === "partial_failure") holds(errors.length + warnings.length > 0, "what is partial says why", why);
  if (status === "cancelled") holds(step.end.by === "cancel", "only who is cancelled is", why);
  if (crashed) holds(status !== "success", "a killed run is no success", why);
}

function rivalIsLockedOut({ result, rival, step }: RunRecord): void {
  if (rival === null || step.end.by === "cancel") return;
  const out = [result, rival].filter(isLockedOut);
  holds(
    out.length === 1 && isLockedOut(rival),
    "of two syncs at once one is locked out",
    () => `${result.status}, ${rival.status}`,
  );
  holds(rival.eventId === null && rival.status === "failure", "who is locked out does nothing", () => rival.status);
}
